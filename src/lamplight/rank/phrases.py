"""Find an indicators' phrases in a text, at whole words, in one pass.

text, Phrases -> find -> Found

A pattern is a regular expression that begins with a word, or with (one|of|these), and is tried
only where that word stands, on a copy of the text without accents, capitals and styled letters
that is as long as the text, so that positions stay true. Limits: no gaps between a phrase's words
unless the pattern names them; a negation counts only right before the phrase.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from lamplight._native import Folding, Heads
from lamplight.errors import BadInput
from lamplight.rank.heads import heads_of

WORD = re.compile(r"\w+")
_START = re.compile(r"\(([a-z0-9]+\??(?:\|[a-z0-9]+\??)*)\)(?![?*{])|([a-z0-9]+\??)(?![*{\w])")
# No gap but these few words: any other word between must not decide whether a phrase counts.
_NEGATED = re.compile(
    r"\b(?:no|not|never|without|neither|nor|don'?t|doesn'?t|isn'?t|aren'?t|under|over|than|"
    r"sin|nunca|tampoco|ni|sem|nao|menos de)"
    r"(?:[ \t]+(?:a|an|any|one|the|very|really|que|es|soy|un|una))*[ \t]+$"
)
_BACK = 30
_FOLDED = (
    *(range(0x41, 0x250), range(0x1E00, 0x1F00), range(0xFF01, 0xFF5F)),
    range(0x1D400, 0x1D800),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a text: number of the indicator, half-open span in code points."""

    indicator: int
    start: int
    end: int


@cache
def folding() -> Folding:
    """Accented, full-width, mathematical and capital letters -> the plain small letter."""
    table = np.arange(_FOLDED[-1].stop, dtype=np.uint32)
    for code in (code for some in _FOLDED for code in some):
        table[code] = ord(_plain(chr(code)))
    table[[ord(mark) for mark in "’‘`´"]] = ord("'")
    return Folding(table)


def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[0].lower()
    return base if len(base) == 1 else letter


def fold(text: str) -> str:
    """The text without accents, capitals and styled letters; as long as the text."""
    return folding().fold(text)


def first_words(name: str, expression: str) -> tuple[str, ...]:
    """The words a match may begin with. Raises BadInput where the expression does not say."""
    start = _START.match(expression)
    if start is None:
        raise BadInput(f"{name}: {expression!r} must begin with a word or with (one|of|these)")
    try:
        re.compile(expression)
    except re.error as error:
        raise BadInput(f"{name}: {expression!r} is no regular expression: {error}") from None
    words = (start[1] or start[2]).split("|")
    optional = [word[:-2] for word in words if word.endswith("?")]
    return tuple(dict.fromkeys([word.rstrip("?") for word in words] + optional))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Patterns by their number: (number of the indicator, pattern, negatable).

    heads  finds where a pattern may match, by how it begins
    """

    patterns: Sequence[tuple[int, re.Pattern[str], bool]]
    heads: Heads

    @classmethod
    def compile(cls, patterns: Iterable[tuple[int, str, bool]]) -> "Phrases":
        """From (number of the indicator, expression, negatable)."""
        ready, heads = [], Heads()
        for number, (indicator, expression, negatable) in enumerate(patterns):
            words = "|".join(first_words("pattern", expression))
            whole = re.compile(rf"(?=(?:{words})\b)(?:{expression})(?!\w)")
            ready.append((indicator, whole, negatable))
            for head in heads_of(expression):
                heads.add(head, number)
        return cls(ready, heads)

    def among(self, texts: Sequence[str]) -> list[tuple[int, str]]:
        """The place, and the folded text, of those that may hold any."""
        places = self.heads.among(folding(), list(texts)).tolist()
        return [(place, fold(texts[place])) for place in places]

    def find(self, folded: str) -> list[Found]:
        """In order of where they stand, one of each indicator at a word, the first pattern's; a
        phrase that was taken back is left out."""
        found: list[Found] = []
        tried: set[tuple[int, int]] = set()
        for start, number in self.heads.find(folded):
            indicator, pattern, negatable = self.patterns[number]
            if (start, indicator) in tried or not (match := pattern.match(folded, start)):
                continue
            tried.add((start, indicator))
            if not (negatable and _taken_back(folded, start)):
                found.append(Found(indicator, start, match.end()))
        return found


def _taken_back(folded: str, start: int) -> bool:
    return _NEGATED.search(folded, max(0, start - _BACK), start) is not None
