"""What a word is worth in digits: in ten languages, glued, misspelt or half in digits.

These are the words; native/extract/numerals.cpp spells with them: word -> spell -> parts

Words are single tokens of small ASCII letters and digits. Whether a homophone ("for") or a
look-alike ("SSS") is meant as digits is decided by what stands around it, in digits.cpp. Limit: a
misspelling further than one letter from a digit word is known only if it is listed here.
"""

from lamplight.extract.counting_words import UNITS
from lamplight.extract.number_words import Role, words

WHOLE: tuple[Role, ...] = ("unit", "teen", "tens", "turned")
LETTERS = dict(zip("oilzsbq", "0112589", strict=True))
"""Letters drawn like digits."""

DRAWN_ALONE = frozenset("oilzsb")
"""Those that are digits even where no digit stands in the same word."""

_NOT_DIGITS_TEXT = """
bib bibs bill bills bio bis bliss bo bob boi boil boils bois bol boo boss bozo ibis il ill ills ils
is iso lib libs lil lio lis lo lob lobo loi lois lol loo los loss obi oil oils ol os osos
oz sib sibs sil silo silos sill sills si sis slo slob so sob sobs soi soil sois sol solo sosio
zi zio zis zoo biz olio
"""
NOT_DIGITS = frozenset(_NOT_DIGITS_TEXT.split())
"""Words of those languages that consist of such letters."""

LEET = dict(zip("0134578", "oieastb", strict=True))
"""Digits that stand for letters."""

LONGEST = 120
"""Letters; a longer word is not a number."""

LONGEST_LETTERS = 10
"""Letters drawn like digits; more side by side are not a number."""

_WORDS = words()
WORDS = {word: f"{digits} {role}" for word, (digits, role) in _WORDS.items()}
"""Word -> what it is worth, and how it is read."""

GLUABLE = {
    word: digits for word, (digits, role) in _WORDS.items() if role in WHOLE and len(word) > 2
} | {"o": "0", "oh": "0", "due": "2", "sei": "6", "un": "1", "um": "1", "opt": "8", "noua": "9"}


def _masked() -> dict[str, str]:
    known: dict[str, set[str]] = {}
    for word in (word for units in UNITS.values() for word in units.split() if len(word) > 2):
        for at in range(len(word)):
            known.setdefault(f"{word[:at]}*{word[at + 1 :]}", set()).add(_WORDS[word][0])
    return {word: digits.pop() for word, digits in known.items() if len(digits) == 1}


MASKED = _masked()
"""Digit words with one letter starred -> digit, where only one fits."""
