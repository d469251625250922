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
    return _spell_mixed(word)


def _spell_mixed(word: str) -> tuple[Part, ...] | None:
    """Digits of which some may stand for letters; "seven7zero" is no "sevent zero"."""
    leet, mixed = word.translate(_LEET), _mixed(word)
    wordy = len(word) > 3 and leet.isalpha() and sum(map(str.isalpha, word)) * 2 > len(word)
    whole = _covers(mixed or (), len(word)) and not _ends_words(word, leet)
    return (_glued(leet, 0) if wordy and not whole else None) or mixed


def _covers(parts: tuple[Part, ...], size: int) -> bool:
    """Whether they leave out nothing of a word of this size."""
    return sum(part.end - part.start for part in parts) == size


def _ends_words(word: str, straight: str) -> bool:
    """ "fiv3six": whether a digit, as the vowel that it stands for, ends a digit word."""
    vowels = (
        vowel
        for vowel in re.finditer(r"([a-z]+)[0-9]", word)
        if straight[vowel.end() - 1] in "eo" and vowel[1][-1] != straight[vowel.end() - 1]
    )
    ends = (straight[at : vowel.end()] for vowel in vowels for at in range(*vowel.span(1)))
    return any(WORDS[end][1] == "unit" for end in ends if end in WORDS)


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
        elif _goes_with_figures(letters, word):
            parts.append(Part(*WORDS[letters], start, piece.end()))
        elif len(letters) == 2 and letters in GLUABLE:  # "5un4"
            parts.append(Part(GLUABLE[letters], "unit", start, piece.end()))
        else:
            parts += _letters(letters, start, alone=False) or _glued(letters, start) or ()
    return tuple(parts) or None


def _goes_with_figures(letters: str, word: str) -> bool:
    """Tens, "triple5", "7hundred", and a homophone after several figures, "60too"."""
    role = WORDS.get(letters, ("", ""))[1]
    figures = sum(map(str.isdigit, word))
    return (
        role in ("tens", "times")
        or letters == "hundred"
        or (role == "homophone" and len(letters) > 2 and figures > 1)
    )


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
