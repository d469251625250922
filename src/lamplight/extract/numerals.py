"""What a word is worth in digits: in six languages, glued, misspelt or half in digits.

word -> spell -> tuple[Part, ...] | None

Words are single tokens of small ASCII letters and digits. Whether a homophone ("for") or a
look-alike ("SSS") is meant as digits is decided by what stands around it, in extract.digits.
Limit: a misspelling further than one letter from a digit word is known only if it is listed here.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

Role = Literal[
    "digits", "unit", "teen", "tens", "hundred", "times", "plural", "homophone", "letters"
]


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


_UNITS = {
    "en": "zero one two three four five six seven eight nine",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "fr": "zero un deux trois quatre cinq six sept huit neuf",
    "pt": "zero um dois tres quatro cinco seis sete oito nove",
    "de": "null eins zwei drei vier funf sechs sieben acht neun",
    "it": "zero uno due tre quattro cinque sei sette otto nove",
}
_MORE_UNITS = {
    "duas": "2", "zwo": "2", "fuenf": "5", "meia": "6", "zilch": "0", "nought": "0",
    "naught": "0", "niner": "9", "fife": "5", "fiv": "5", "fve": "5", "fiive": "5", "foive": "5",
    "sevin": "7", "sevn": "7", "svn": "7", "nien": "9", "nyne": "9", "nein": "9", "ait": "8",
    "eigth": "8", "eigh": "8", "aight": "8", "thre": "3", "threee": "3", "thr": "3", "twoo": "2",
    "fower": "4", "wun": "1", "sicks": "6", "siks": "6", "sixx": "6", "zer": "0", "zro": "0",
    "zeero": "0",
}  # fmt: skip
_TEENS = {
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "es": "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve",
    "fr": "dix onze douze treize quatorze quinze seize dixsept dixhuit dixneuf",
    "pt": "dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove",
    "de": "zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn",
    "it": "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
}
_HOMOPHONES = {
    "o": "0", "oh": "0", "ohh": "0", "owe": "0", "won": "1", "to": "2", "too": "2", "tu": "2",
    "for": "4", "fo": "4", "foh": "4", "ate": "8", "um": "1", "un": "1", "due": "2", "once": "11",
    "sei": "6", "tree": "3", "fore": "4", "foe": "4", "wan": "1", "ein": "1", "zip": "0",
    "nil": "0", "dix": "10", "elf": "11", "una": "1", "une": "1", "uma": "1", "seize": "16",
    "nin": "9",
}  # fmt: skip
_TIMES = {
    "double": "2", "dbl": "2", "dubble": "2", "doble": "2", "duplo": "2", "doppel": "2",
    "triple": "3", "tripple": "3", "trip": "3", "treble": "3", "quadruple": "4", "quad": "4",
}  # fmt: skip
_LETTERS = str.maketrans("oqilzsb", "0011258")
_NOT_DIGITS = frozenset(
    [
        "oil",
        "is",
        "so",
        "sis",
        "boss",
        "bob",
        "bill",
        "bio",
        "lol",
        "soil",
        "solo",
        "los",
        "silo",
        "silos",
        "oils",
        "lo",
        "oz",
        "lib",
        "libs",
        "bib",
        "bibs",
        "sib",
        "sibs",
        "boil",
        "boils",
        "ill",
        "ills",
        "sill",
        "sills",
        "bills",
        "obi",
        "biz",
        "sob",
        "sobs",
        "slob",
        "lil",
        "zi",
        "ss",
        "sol",
        "bis",
    ]
)
_LEET = str.maketrans("0134578", "oieastb")
_ONE_WRONG = frozenset(
    [
        "fie",
        "fir",
        "fiv",
        "tree",
        "thee",
        "the",
        "net",
        "nin",
        "sever",
        "seve",
        "eleven",
        "event",
        "tow",
        "owt",
        "ne",
        "on",
        "oe",
        "nie",
        "neno",
        "inne",
        "ive",
        "eves",
        "seen",
        "even",
        "see",
        "eight",
        "night",
        "light",
        "sight",
        "fight",
        "fur",
        "our",
        "for",
        "fou",
        "fr",
        "thre",
        "tre",
        "hree",
        "zoo",
        "ero",
    ]
)


def _glue(tens: int, unit: int, language: str) -> tuple[str, ...]:
    """How twenty-one to ninety-nine are written in one word."""
    ten, one = _TENS[language].split()[tens - 2], _UNITS[language].split()[unit]
    if language == "de":
        return (f"{'ein' if unit == 1 else one}und{ten}",)
    if language == "it":
        return (ten[:-1] + one if unit in (1, 8) else ten + one,)
    if language == "es" and tens == 2:
        return (f"veinti{one}",)
    return (ten + one,) if language == "en" else ()


def _near(word: str) -> set[str]:
    """One letter missing, doubled, or swapped with its neighbour."""
    drops = {word[:at] + word[at + 1 :] for at in range(len(word))}
    doubles = {word[:at] + word[at] + word[at:] for at in range(len(word))}
    swaps = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)}
    return {near for near in drops | doubles | swaps if len(near) >= 4} - _ONE_WRONG


def _spelled(language: str) -> dict[str, tuple[str, Role]]:
    """The words of one language."""
    units, teens, tens = (table[language].split() for table in (_UNITS, _TEENS, _TENS))
    words: dict[str, tuple[str, Role]] = {
        glued: (str(ten * 10 + unit), "teen")
        for ten in range(2, 10)
        for unit in range(1, 10)
        for glued in _glue(ten, unit, language)
    }
    words |= {word: (str(at * 10 + 20), "tens") for at, word in enumerate(tens)}
    words |= {word: (str(at + 10), "teen") for at, word in enumerate(teens)}
    words |= {word: (str(at), "unit") for at, word in enumerate(units)}
    return words


def _plurals() -> dict[str, tuple[str, Role]]:
    return {
        plural: (str(at), "plural")
        for at, word in enumerate(_UNITS["en"].split())
        for plural in (word + "s", word + "es")
    }


def _table() -> dict[str, tuple[str, Role]]:
    """Later lines win: what is listed by hand beats what follows from a rule."""
    english = _spelled("en")
    plain = {word for word in english if english[word][1] != "teen" or word.endswith("een")}
    table = {near: english[word] for word in sorted(plain) for near in sorted(_near(word))}
    table |= _plurals()
    for language in _UNITS:
        table |= _spelled(language)
    table |= {f"{at}{word[1:]}": (str(at), "unit") for at, word in enumerate(_UNITS["en"].split())}
    table |= {word: (digit, "unit") for word, digit in _MORE_UNITS.items()}
    table |= {word: ("00", "hundred") for word in ("hundred", "hundert", "cien", "cent")}
    table |= {"thousand": ("000", "hundred"), "vingts": ("20", "tens"), "fourty": ("40", "tens")}
    table |= {"ninty": ("90", "tens"), "fivty": ("50", "tens")}
    table |= {word: (times, "times") for word, times in _TIMES.items()}
    table |= {word: (digit, "homophone") for word, digit in _HOMOPHONES.items()}
    return table


WORDS = _table()
_GLUABLE = {
    word: digits
    for word, (digits, role) in WORDS.items()
    if role in ("unit", "teen", "tens") and len(word) > 2
} | {"o": "0", "oh": "0"}
_LONGEST_WORD = max(map(len, _GLUABLE))
_PIECES = re.compile(r"[0-9]+|[a-z]+")
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
        return _letters(word, 0, alone=True) or _glued(word, 0)
    straight = WORDS.get(word.translate(_LEET))
    if straight and straight[1] in ("unit", "teen", "tens"):
        return (Part(*straight, 0, len(word)),)
    leet = word.translate(_LEET)
    wordy = leet.isalpha() and sum(map(str.isalpha, word)) * 2 > len(word)
    return (_glued(leet, 0) if wordy else None) or _mixed(word)


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
    if len(word) > 10 or not set(word) <= set("oqilzsb") or (alone and word in _NOT_DIGITS):
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
