"""Number words of ten languages, as they are written and miswritten, and digits of eleven more.

words() -> dict of word -> (digits, how it is read)

Russian words stand here in the small ASCII letters that extract.cyrillic gives them. Limit:
of misspelt words only digits are known, and of further languages no tens.
"""

from functools import cache
from typing import Literal

from lamplight.extract.counting_words import (
    EVERYDAY,
    FURTHER_TEENS,
    FURTHER_UNITS,
    HOMOPHONES,
    HUNDREDS,
    MORE_UNITS,
    ONES,
    SEVERAL,
    TEENS,
    TENS,
    TIMES,
    UNITS,
)
from lamplight.extract.misspelt import misspelt, near

Role = Literal[
    "digits",
    "unit",
    "teen",
    "tens",
    "turned",
    "hundred",
    "times",
    "plural",
    "several",
    "homophone",
    "letters",
    "guess",
]
"""How a word is read; turned: German tens, which follow their units; several: a digit only behind
how often it stands there, "две семёрки"; guess: a slip, or a word of
few letters, that is a digit beside another of its language alone."""


def _glue(tens: int, unit: int, language: str) -> tuple[str, ...]:
    """How twenty-one to ninety-nine are written in one word."""
    ten, one = TENS[language].split()[tens - 2], UNITS[language].split()[unit]
    if language == "de":
        return (f"{'ein' if unit == 1 else one}und{ten}",)
    if language == "nl":
        return (f"{one}en{ten}",)
    if language == "it":
        return (ten[:-1] + one if unit in (1, 8) else ten + one,)
    if language == "es" and tens == 2:
        return (f"veinti{one}",)
    joined = {"es": ("y",), "pt": ("e",), "ro": ("si",), "fr": ("et", "") if unit == 1 else ("",)}
    return tuple(ten + join + one for join in joined.get(language, ("",)))


@cache
def _misspellings() -> dict[str, tuple[str, frozenset[str]]]:
    """Word -> digit, languages; those that could be two digits are left out."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for language, units in UNITS.items():
        for at, word in enumerate(units.split()):
            for wrong in misspelt(word):
                digits, spoken = found.setdefault(wrong, (set(), set()))
                digits.add(str(at))
                spoken.add(language)
    return {
        word: (digits.pop(), frozenset(spoken))
        for word, (digits, spoken) in found.items()
        if len(digits) == 1
    }


def _further() -> dict[str, tuple[str, Role]]:
    return {
        word: (str(at), "guess" if len(word) < 4 or word in EVERYDAY else "unit")
        for units in FURTHER_UNITS.values()
        for at, word in enumerate(units.split())
    }


def _french() -> dict[str, tuple[str, Role]]:
    """How sixty to ninety-nine are written in one word, "quatrevingtdixhuit"."""
    below = ["", *UNITS["fr"].split()[1:], *TEENS["fr"].split()]
    tens = {"soixante": 60, "quatrevingts": 80, "quatrevingt": 80}
    return {
        ten + word: (str(value + unit), "teen" if unit % 10 else "tens")
        for ten, value in tens.items()
        for unit, word in enumerate(below)
    }


def _spelled(language: str) -> dict[str, tuple[str, Role]]:
    """The words of one language."""
    units, teens, tens = (table[language].split() for table in (UNITS, TEENS, TENS))
    words: dict[str, tuple[str, Role]] = {
        glued: (str(ten * 10 + unit), "teen")
        for ten in range(2, 10)
        for unit in range(1, 10)
        for glued in _glue(ten, unit, language)
    }
    role: Role = "turned" if language in ("de", "nl") else "tens"
    words |= {word: (str(at * 10 + 20), role) for at, word in enumerate(tens)}
    words |= {word: (str(at + 10), "teen") for at, word in enumerate(teens)}
    words |= {word: (str(at), "unit") for at, word in enumerate(units)}
    words |= _french() if language == "fr" else {}
    hundreds = list(enumerate(HUNDREDS.get(language, "").split(), 1))
    for at, hundred in [*hundreds, *([(1, "hundert")] if language == "de" else [])]:
        if language in ("de", "it", "nl"):  # written on without a space
            words |= {
                hundred + word: (f"{at}{digits:0>2}", "teen")
                for word, (digits, _) in tuple(words.items())
                if len(digits) < 3 and digits != "0"
            }
        words[hundred] = (f"{at}00", "tens")
    return words


def _plurals() -> dict[str, tuple[str, Role]]:
    return {
        plural: (str(at), "plural")
        for at, word in enumerate(UNITS["en"].split())
        for plural in (word + "s", word + "es")
    }


def _several() -> dict[str, tuple[str, Role]]:
    return {
        word: (str(at), "several")
        for several in SEVERAL.values()
        for at, word in enumerate(several.split())
        if word != "."
    }


def words() -> dict[str, tuple[str, Role]]:
    """Later lines win: what is listed by hand beats what follows from a rule."""
    english = _spelled("en")
    plain = {word for word in english if english[word][1] != "teen" or word.endswith("een")}
    table: dict[str, tuple[str, Role]] = {
        word: (digit, "guess") for word, (digit, _) in _misspellings().items()
    }
    table |= _further()
    table |= {wrong: english[word] for word in sorted(plain) for wrong in sorted(near(word))}
    table |= _several()
    table |= _plurals()
    for language in UNITS:
        table |= _spelled(language)
    table |= {f"{at}{word[1:]}": (str(at), "unit") for at, word in enumerate(UNITS["en"].split())}
    table |= {
        f"{word[:cut]}{at}{word[cut + 1 :]}": (str(at), "unit")  # "se7en"
        for at, word in enumerate(UNITS["en"].split())
        for cut in range(1, len(word) - 1)
        if len(word) > 3  # "t2o" is 720, drawn
    }
    table |= {word: (digit, "unit") for word, digit in MORE_UNITS.items()}
    table |= {
        word: ("00", "hundred") for word in ("hundred", "hundert", "cent", "cents", "suta", "sute")
    }
    table |= {word: (digits, "teen") for word, digits in FURTHER_TEENS.items()}
    table |= {"cien": ("100", "tens"), "cem": ("100", "tens")}
    table |= {"thousand": ("000", "hundred"), "vingts": ("20", "tens"), "fourty": ("40", "tens")}
    table |= {"octante": ("80", "tens")}
    table |= {f"doppel{word}": (str(at) * 2, "teen") for at, word in enumerate(UNITS["de"].split())}
    table |= {f"{digit}s": (str(digit), "plural") for digit in range(10)}
    table |= {"ninty": ("90", "tens"), "fivty": ("50", "tens")}
    table |= {word: (times, "times") for word, times in TIMES.items()}
    table |= {word: (digit, "homophone") for word, digit in HOMOPHONES.items()}
    return table


def languages() -> dict[str, str]:
    spoken: dict[str, set[str]] = {}
    for language in UNITS:
        more = ONES.get(language, "").split()
        for word in (*_spelled(language), *more):
            spoken.setdefault(word, set()).add(language)
    for language, units in FURTHER_UNITS.items():
        for word in units.split():
            spoken.setdefault(word, set()).add(language)
    for word, (_, those) in _misspellings().items():
        spoken.setdefault(word, set()).update(those)
    return {word: " ".join(sorted(those)) for word, those in spoken.items()}


LANGUAGES = languages()
"""Word -> the languages that count with it."""
