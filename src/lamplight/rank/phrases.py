"""Find an indicators' phrases in a text, at whole words, in one pass.

text, Phrases -> find -> Found

A pattern is a regular expression that begins with a word, or with (one|of|these), and is tried
only where that word stands, on a copy of the text without accents, capitals and styled letters
that is as long as the text, so that positions stay true. Limits: no gaps between a phrase's words
unless the pattern names them; a negation counts only right before the phrase.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lamplight.errors import BadInput

WORD = re.compile(r"\w+")
_START = re.compile(r"\(([a-z0-9]+\??(?:\|[a-z0-9]+\??)*)\)(?![?*{])|([a-z0-9]+\??)(?![*{\w])")
# No gap but these few words: any other word between must not decide whether a phrase counts.
_NEGATED = re.compile(
    r"\b(?:no|not|never|without|neither|nor|don'?t|doesn'?t|isn'?t|aren'?t|under|over|than|"
    r"sin|nunca|tampoco|ni|sem|nao|menos de)"
    r"(?:[ \t]+(?:a|an|any|one|the|very|really|que|es|soy|un|una))*[ \t]+$"
)
_BACK = 30


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a text: number of the indicator, half-open span in code points."""

    indicator: int
    start: int
    end: int


@cache
def _letters() -> dict[int, str]:
    """Accented, full-width, mathematical and capital letters -> the plain small letter."""
    marked = (*range(0x41, 0x250), *range(0x1E00, 0x1F00), *range(0xFF01, 0xFF5F))
    table = {code: _plain(chr(code)) for code in (*marked, *range(0x1D400, 0x1D800))}
    return table | dict.fromkeys(map(ord, "’‘`´"), "'")


def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[0].lower()
    return base if len(base) == 1 else letter


def fold(text: str) -> str:
    """The text without accents, capitals and styled letters; as long as the text."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return text.translate(_letters())


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
    """Patterns by the word they begin with: (number of the indicator, pattern, negatable).

    word  finds those words
    """

    by_word: dict[str, list[tuple[int, re.Pattern[str], bool]]]
    word: re.Pattern[str]

    @classmethod
    def compile(cls, patterns: Iterable[tuple[int, str, bool]]) -> "Phrases":
        """From (number of the indicator, expression, negatable)."""
        groups: dict[tuple[str, int, bool], list[str]] = {}
        for indicator, expression, negatable in patterns:
            for word in first_words("pattern", expression):
                groups.setdefault((word, indicator, negatable), []).append(expression)
        by_word: dict[str, list[tuple[int, re.Pattern[str], bool]]] = {}
        for (word, indicator, negatable), expressions in groups.items():
            either = re.compile("|".join(f"(?:{one})(?!\\w)" for one in expressions))
            by_word.setdefault(word, []).append((indicator, either, negatable))
        return cls(by_word, re.compile(rf"\b{_one_of(by_word)}\b"))

    def find(self, folded: str) -> list[Found]:
        """In order of where they stand; a phrase that was taken back is left out."""
        found = []
        for word in self.word.finditer(folded):
            start = word.start()
            for indicator, pattern, negatable in self.by_word[word[0]]:
                match = pattern.match(folded, start)
                if match and not (negatable and _taken_back(folded, match.start())):
                    found.append(Found(indicator, match.start(), match.end()))
        return found


def _one_of(words: Iterable[str]) -> str:
    """An expression for these words that tries each letter once, as a tree; nothing: never."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], []).append(word[1:])
    ends = bool(by_letter.pop("", None))
    if not by_letter:
        return "" if ends else "(?!)"
    rest = "|".join(f"{re.escape(one)}{_one_of(by_letter[one])}" for one in sorted(by_letter))
    return f"(?:{rest})?" if ends else f"(?:{rest})"


def _taken_back(folded: str, start: int) -> bool:
    return _NEGATED.search(folded, max(0, start - _BACK), start) is not None
