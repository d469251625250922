"""The slow twin of native/extract/reading.cpp: the same reading, by Python's re and str."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lamplight.extract import reading as shapes
from lamplight.extract.characters import SYMBOL, ascii_of
from lamplight.extract.reading import BLANK, BREAKING_TAG, CALLS, entity, plainly
from tests.extract.slow.cyrillic import CYRILLIC, PATTERN, WORD, latin

_SPECIAL = re.compile(
    "|".join(
        (
            r"[^\t\n\x20-\x7e]",
            *(one.pattern for one in (shapes.ENTITY, shapes.ESCAPE, shapes.PERCENT, shapes.TAG)),
        )
    )
)
_IN_PATHS = frozenset("0123456789 -.:@\x01")
_LONGEST_ADDRESS = 200
_WORD = re.compile("[a-z]+")
_SPECIAL_OR_NATIVE = re.compile(f"{PATTERN}|{_SPECIAL.pattern}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and how it reads.

    text          untouched
    plain         ASCII but for currency signs; SYMBOL, LETTER and BLANK stand for the rest
    lower         plain in small letters, same length
    words         the rows of letters in lower, to pass over kinds that can't be there quickly
    starts, ends  for each character of plain the span in text that carries it; None: the same
    described     for each character of plain whether slow.descriptions put it there; empty: none
    mails         addresses that are written plainly, and where they begin in plain
    """

    text: str
    plain: str
    lower: str
    words: frozenset[str]
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None
    described: Sequence[bool] = ()
    mails: Sequence[tuple[str, int]] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Span in text of the span start < end in plain."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def without(self, spans: Iterable[tuple[int, int]]) -> "Reading":
        """The same reading with these spans of plain blanked."""
        plain = self.plain
        pieces, at = [], 0
        for start, end in sorted(spans):
            if end > at:
                start = max(start, at)
                pieces += [plain[at:start], BLANK * (end - start)]
                at = end
        plain = "".join(pieces) + plain[at:]
        return replace(self, plain=plain, lower=plain.lower())

    def tricks(self, start: int, end: int) -> frozenset[str]:
        """Names of what was undone inside the span start < end of plain."""
        begin, stop = self.span(start, end)
        found = {"words for signs"} if any(self.described[start:end]) else set()
        if found and self.text[begin:stop].isascii():
            return frozenset(found)
        if self.starts is None or self.ends is None or self.text[begin:stop].isascii():
            return frozenset({"entities"} if stop - begin != end - start else ())
        native = {
            at for word in WORD.finditer(self.text, begin, stop) for at in range(*word.span())
        }
        for at in range(start, end):
            if self._is_described(at):
                continue
            piece = self.text[self.starts[at] : self.ends[at]]
            if (
                self.starts[at] not in native
                and piece != self.plain[at]
                and (trick := _trick(piece, self.plain[at]))
            ):
                found.add(trick)
            hidden = at + 1 < end and not self._is_described(at + 1)
            if hidden and self.ends[at] < self.starts[at + 1]:
                found.add(_hidden(self.text[self.ends[at] : self.starts[at + 1]]))
        return frozenset(found)

    def _is_described(self, at: int) -> bool:
        return bool(self.described) and self.described[at]


def read_text(text: str) -> Reading:
    """A text without disguise costs one search; any other, one pass."""
    special_ = _SPECIAL if text.isascii() or not CYRILLIC.search(text) else _SPECIAL_OR_NATIVE
    if not special_.search(text):
        return _reading(text, text, None, None)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for special in special_.finditer(text):
        start, end = special.span()
        pieces.append(text[at:start])
        starts.extend(range(at, start))
        ends.extend(range(at + 1, start + 1))
        plain = _plain(special.group())
        if plain[:1] in _IN_PATHS and text[start] == "%" and _in_path(text, start):
            plain = special.group()
        pieces.append(plain)
        if end - start == len(plain) > 1:  # a word, letter for letter
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(plain))
            ends.extend([end] * len(plain))
        at = end
    pieces.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    plain = "".join(pieces)
    return _reading(text, plain, starts, ends)


def _reading(
    text: str, plain: str, starts: Sequence[int] | None, ends: Sequence[int] | None
) -> Reading:
    lower = plain.lower()
    return Reading(text, plain, lower, frozenset(_WORD.findall(lower)), starts, ends)


def _plain(piece: str) -> str:
    if len(piece) == 1:
        return ascii_of(piece)
    if piece[0] > "\x7f":
        return latin(piece)
    if piece[0] == "<":
        return "\n" if BREAKING_TAG.match(piece) else ""
    if piece[0] == "&":
        return entity(piece)
    if piece[0] == "%":
        return SYMBOL if len(piece) > 3 else chr(int(piece[1:], 16))
    escape = piece.lstrip("\\")
    if escape == "/":
        return "/"
    return plainly(
        chr(int(escape[1:], 16)) if escape[0] in "ux" else "\t" if escape == "t" else "\n"
    )


def _in_path(text: str, at: int) -> bool:
    """Whether a web address goes on here, whose path is kept as it stands."""
    word = text[max(0, at - _LONGEST_ADDRESS) : at].rsplit(maxsplit=1)
    return (
        bool(word) and not text[at - 1].isspace() and "/" in word[-1] and not CALLS.search(word[-1])
    )


def _trick(piece: str, plain: str) -> str | None:
    """Accents, dashes and quotes as typed are no trick."""
    if len(piece) > 1:
        return "entities"
    if plain.isdigit():
        return "other digits"
    if plain.isalpha():
        return None if "\xc0" <= piece <= "\u017f" else "look-alikes"
    return "symbols" if plain == SYMBOL else None


def _hidden(between: str) -> str:
    return "keycaps" if "\u20e3" in between or between == "\ufe0f" else "hidden characters"
