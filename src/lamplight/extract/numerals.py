"""What a word is worth in digits: in eight languages, glued, misspelt or half in digits.

word -> spell -> tuple[Part, ...] | None

Words are single tokens of small ASCII letters and digits. Whether a homophone ("for") or a
look-alike ("SSS") is meant as digits is decided by what stands around it, in extract.digits.
Limit: a misspelling further than one letter from a digit word is known only if it is listed here.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from lamplight.extract.number_words import ENGLISH, Role, words

_WHOLE = ("unit", "teen", "tens", "turned")


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


_LETTERS = str.maketrans("oilzsbq", "0112589")
_NOT_DIGITS_TEXT = """
bib bibs bill bills bio bis bliss bo bob boi boil boils bois bol boo boss bozo ibis il ill ills ils
is iso lib libs lil lio lis lo lob lobo loi lois lol loo los loss obi oil oils ol os oso osos
oz sib sibs sil silo silos sill sills si sis slo slob so sob sobs soi soil sois sol solo sosio ss
zi zio zis zoo biz olio
"""
_NOT_DIGITS = frozenset(_NOT_DIGITS_TEXT.split())
"""Words of the eight languages that consist of such letters."""

_LEET = str.maketrans("0134578", "oieastb")


def _masked() -> dict[str, str]:
    known: dict[str, set[str]] = {}
    for word in ENGLISH:
        for at in range(len(word)):
            known.setdefault(f"{word[:at]}*{word[at + 1 :]}", set()).add(WORDS[word][0])
    return {word: digits.pop() for word, digits in known.items() if len(digits) == 1}


WORDS = words()
_GLUABLE = {
    word: digits for word, (digits, role) in WORDS.items() if role in _WHOLE and len(word) > 2
} | {"o": "0", "oh": "0", "due": "2", "sei": "6"}
_LONGEST_WORD = max(map(len, _GLUABLE))
_PIECES = re.compile(r"[0-9]+|[a-z]+")
_HELD = re.compile(r"([a-z])\1{2,}")
_MASK = re.compile("[^a-z]")
MASKED = _masked()
"""English digit words with one letter starred -> digit, where only one fits."""
_LONGEST = 120
"""Letters; a longer word is not a number."""


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
    if len(word) > _LONGEST:
        return None
    if word.isalpha():
        return _letters(word, 0, alone=True) or _stretched(word) or _glued(word, 0)
    straight = WORDS.get(word.translate(_LEET))
    if straight and straight[1] in _WHOLE:
        return (Part(*straight, 0, len(word)),)
    leet = word.translate(_LEET)
    wordy = len(word) > 3 and leet.isalpha() and sum(map(str.isalpha, word)) * 2 > len(word)
    return (_glued(leet, 0) if wordy else None) or _mixed(word)


def _stretched(word: str) -> tuple[Part, ...] | None:
    """ "fooour", "threee": letters held down, three or more of one."""
    if not _HELD.search(word):
        return None
    for short in (_HELD.sub(r"\1", word), _HELD.sub(r"\1\1", word)):
        known = WORDS.get(short)
        if known and known[1] in _WHOLE:
            return (Part(*known, 0, len(word)),)
    return None


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
        else:
            parts += _letters(letters, start, alone=False) or _glued(letters, start) or ()
    return tuple(parts) or None


def _letters(word: str, start: int, *, alone: bool) -> tuple[Part, ...] | None:
    """Letters drawn like digits; alone, single ones and words of the language are no digits."""
    if alone and word in _NOT_DIGITS:
        return None
    if len(word) > 10 or not set(word) <= set("oilzsb" if alone else "oilzsbq"):
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
            if rest is not None and (digits := _GLUABLE.get(word[at:end])) is not None:
                read[at] = digits + rest
                break
    digits = read[0]
    return None if digits is None else (Part(digits, "unit", start, start + len(word)),)
