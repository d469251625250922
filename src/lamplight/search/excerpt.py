"""A short piece of a text around what was found in it.

text, spans -> excerpt_of -> Excerpt
text, terms -> spans_of_terms -> spans
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_BEFORE = 80
_SPACE = re.compile(r"\s")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text on one line, "…" where it was cut.

    marks  half-open spans in ``text`` of what was found, in order, apart from each other
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other.

    text    as typed, without quotes and star
    prefix  the last word may go on
    """

    text: str
    prefix: bool = False


def excerpt_of(text: str, spans: Sequence[tuple[int, int]], limit: int) -> Excerpt:
    """At most ``limit`` characters of the text, from a little before the first span on."""
    spans = _joined(spans)
    start = 0
    if spans and len(text) > limit:
        start = max(0, min(spans[0][0] - _BEFORE, len(text) - limit))
    end = min(len(text), start + limit)
    piece = _SPACE.sub(" ", text[start:end])
    lead = "…" if start else ""
    shift = len(lead) - start
    marks = [
        (max(first, start) + shift, min(last, end) + shift)
        for first, last in spans
        if first < end and last > start
    ]
    return Excerpt(lead + piece + ("…" if end < len(text) else ""), tuple(marks))


def spans_of_terms(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where the terms stand, without regard to case and accents."""
    words = [(found.start(), found.end(), _folded(found[0])) for found in _WORD.finditer(text)]
    spans: list[tuple[int, int]] = []
    for term in terms:
        wanted = [_folded(word) for word in _WORD.findall(term.text)]
        for at in range(len(words) - len(wanted) + 1) if wanted else ():
            there = [word for _, _, word in words[at : at + len(wanted)]]
            last = there[-1].startswith(wanted[-1]) if term.prefix else there[-1] == wanted[-1]
            if last and there[:-1] == wanted[:-1]:
                spans.append((words[at][0], words[at + len(wanted) - 1][1]))
    return spans


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
