"""Words of digits, spelled in plain Python: the slow twin of native/extract/numerals.cpp."""

import re
from collections.abc import Container, Iterable
from functools import lru_cache
from typing import NamedTuple, cast

from lamplight.extract import numerals
from lamplight.extract.number_words import Role
from lamplight.extract.numerals import GLUABLE, LONGEST, LONGEST_LETTERS, MASKED, NOT_DIGITS, WHOLE


class Part(NamedTuple):
    """A piece of a word that carries digits.

    digits      what it is worth; for "times" how often the next digit counts
    role        how it is read, and how sure
    start, end  half-open, inside the word
    """

    digits: str
    role: Role
    start: int
    end: int


WORDS = {
    word: (digits, cast(Role, role))
    for word, (digits, role) in ((word, worth.split()) for word, worth in numerals.WORDS.items())
}
_LETTERS = str.maketrans(numerals.LETTERS)
_LEET = str.maketrans(numerals.LEET)
_LONGEST_WORD = max(map(len, GLUABLE))
_PIECES = re.compile(r"[0-9]+|[a-z]+")
_HELD = re.compile(r"([a-z])\1{2,}")
_MASK = re.compile("[^a-z]")


@lru_cache(maxsize=1 << 16)
def spell(word: str) -> tuple[Part, ...] | None:
    """The parts of a word that carry digits, in order; None: an ordinary word.

    A word of letters is digits throughout or an ordinary word. In a word that mixes both, parts
    that are no digits are left out, so that a reader of "120roses" sees where the digits end.
    """
    if known := WORDS.get(word):
        return (Part(*known, 0, len(word)),)
    if word.isdigit():
        return (Part(word, "digits", 0, len(word)),)
    if len(word) > LONGEST:
        return None
    if word.isalpha():
        return _letters(word, 0, alone=True) or _stretched(word) or _glued(word, 0)
    straight, size = (word.translate(_LEET),), len(word)
    drawn = all(c.isdigit() or c in numerals.LETTERS for c in word)
    if known_ := _known(straight, size, ("unit",) if drawn else WHOLE):
        return known_
    if drawn:
        return _mixed(word)
    if known_ := _known(straight, size, _homophones(size)):
        return known_
    leet = word.translate(_LEET)
    doubles = any(
        one.isdigit() and before == now
        for before, one, now in zip(word, word[1:], leet[1:], strict=False)
    )
    wordy = (
        len(word) > 3
        and not doubles
        and leet.isalpha()
        and sum(map(str.isalpha, word)) * 2 > len(word)
    )
    return (_glued(leet, 0) if wordy else None) or _mixed(word)


def _known(words: Iterable[str], length: int, roles: Container[str]) -> tuple[Part, ...] | None:
    """The first of these that is a number; length: of the word as it is written."""
    for word in words:
        known = WORDS.get(word)
        if known and known[1] in roles:
            return (Part(*known, 0, length),)
    return None


def _homophones(length: int) -> tuple[str, ...]:
    return ("homophone",) if length > 2 else ()


def _stretched(word: str) -> tuple[Part, ...] | None:
    """ "fooour", "threee": letters held down, three or more of one."""
    if not _HELD.search(word):
        return None
    short, size = (_HELD.sub(r"\1", word), _HELD.sub(r"\1\1", word)), len(word)
    return _known(short, size, WHOLE) or _known(short, size, _homophones(size))


def unmasked(word: str) -> tuple[Part, ...] | None:
    """A digit word with one letter behind a sign, "f*ur"; None where it could be two words."""
    digits = {MASKED.get(_MASK.sub("*", word))}
    return tuple(Part(one, "unit", 0, len(word)) for one in digits if one) or None


def _mixed(word: str) -> tuple[Part, ...] | None:
    parts: list[Part] = []
    for piece in _PIECES.finditer(word):
        letters, start = piece.group(), piece.start()
        if letters.isdigit():
            parts.append(Part(letters, "digits", start, piece.end()))
        elif letters == "oh":
            parts.append(Part("0", "unit", start, piece.end()))
        elif _goes_with_figures(letters, word):
            parts.append(Part(*WORDS[letters], start, piece.end()))
        else:
            parts += _letters(letters, start, alone=False) or _glued(letters, start) or ()
    return tuple(parts) or None


def _goes_with_figures(letters: str, word: str) -> bool:
    """Tens, "triple5", and a homophone after several figures, "60too"."""
    role = WORDS.get(letters, ("", ""))[1]
    figures = sum(map(str.isdigit, word))
    return role in ("tens", "times") or (role == "homophone" and len(letters) > 2 and figures > 1)


def _letters(word: str, start: int, *, alone: bool) -> tuple[Part, ...] | None:
    """Letters drawn like digits; alone, single ones and words of the language are no digits."""
    if alone and word in NOT_DIGITS:
        return None
    if len(word) > LONGEST_LETTERS or not set(word) <= (
        numerals.DRAWN_ALONE if alone else set(numerals.LETTERS)
    ):
        return None
    return (Part(word.translate(_LETTERS), "letters", start, start + len(word)),)


def _glued(word: str, start: int) -> tuple[Part, ...] | None:
    """Digit words without a space between; all of the word must be read, long words first."""
    if len(word) < 3 or set(word) <= {"o", "h"}:
        return None
    read: list[str | None] = [None] * len(word) + [""]
    for at in range(len(word) - 1, -1, -1):
        for end in range(min(len(word), at + _LONGEST_WORD), at, -1):
            rest = read[end]
            if rest is not None and (digits := GLUABLE.get(word[at:end])) is not None:
                read[at] = digits + rest
                break
    digits = read[0]
    return None if digits is None else (Part(digits, "unit", start, start + len(word)),)
