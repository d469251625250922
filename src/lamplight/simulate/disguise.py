"""Write a phone number as people write it: plainly, or so that a machine won't read it.

ten digits, random -> plain, disguised -> text

The forms are those that reference works on such ads describe (digit words, letters for digits,
separators, other alphabets' digits, split sentences), written without looking at the extractors.
"""

from collections.abc import Callable, Mapping, Sequence
from random import Random

from lamplight.simulate.draw import pick

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPANISH = ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LETTERS = str.maketrans("015", "olS")
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_WIDE = {ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)}
_BOLD = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_ALPHABETS: Sequence[Mapping[int, str | int]] = (_CIRCLED, _WIDE, _BOLD, _ARABIC)
_SEPARATORS = (" ", ".", "*", "-", " . ", " - ", "_", "~", "/", "🌹", "✨", "💕", " , ", "..", "+")

Form = Callable[[str, Random], str]


def _parts(digits: str) -> tuple[str, str, str]:
    return digits[:3], digits[3:6], digits[6:]


def _pair(two: str) -> str:
    """Two digits as one word where English has one: fifty-five, eleven; else digit by digit."""
    if two[0] == "1":
        return _TEENS[int(two[1])]
    if two[0] == "0" or two[1] == "0":
        return f"{_WORDS[int(two[0])]} {_WORDS[int(two[1])]}"
    return f"{_TENS[int(two[0]) - 2]}-{_WORDS[int(two[1])]}"


def _words(digits: str, random: Random) -> str:
    return pick((" ", "-", " ", ". "), random).join(_WORDS[int(digit)] for digit in digits)


def _glued_words(digits: str, random: Random) -> str:
    words = "".join(_WORDS[int(digit)] for digit in digits)
    return words.upper() if random.random() < 0.3 else words


def _mixed_words(digits: str, random: Random) -> str:
    return " ".join(_WORDS[int(digit)] if random.random() < 0.5 else digit for digit in digits)


def _spanish(digits: str, random: Random) -> str:
    words = _SPANISH if random.random() < 0.6 else _WORDS
    area, *rest = _parts(digits)
    return f"{' '.join(words[int(digit)] for digit in area)} {'-'.join(rest)}"


def _pairs(digits: str, random: Random) -> str:
    area, exchange, line = _parts(digits)
    ends = f"{_pair(line[:2])} {_pair(line[2:])}"
    return f"{area} {exchange} {ends}" if random.random() < 0.5 else f"({area}) {exchange} - {ends}"


def _letters(digits: str, random: Random) -> str:
    area, exchange, line = _parts(digits.translate(_LETTERS))
    return pick(("-", " ", "."), random).join((area, exchange, line))


def _separated(digits: str, random: Random) -> str:
    return pick(_SEPARATORS, random).join(digits)


def _ragged(digits: str, random: Random) -> str:
    mark = pick(_SEPARATORS, random)
    return (
        "".join(digit + (mark if random.random() < 0.5 else "") for digit in digits[:-1])
        + digits[-1]
    )


def _keycaps(digits: str, random: Random) -> str:
    return pick(("", " "), random).join(f"{digit}\ufe0f\u20e3" for digit in digits)


def _alphabet(digits: str, random: Random) -> str:
    area, exchange, line = _parts(digits.translate(pick(_ALPHABETS, random)))
    return pick((f"{area} {exchange} {line}", f"{area}{exchange}{line}"), random)


def _invisible(digits: str, random: Random) -> str:
    return pick(("\u200b", "\u200c", "\u2060"), random).join(digits)


def _split(digits: str, random: Random) -> str:
    area, exchange, line = _parts(digits)
    joint = pick(("then", "and then", "dash", "dot"), random)
    return f"{area} {joint} {exchange} {joint} {line}"


def _column(digits: str, random: Random) -> str:
    return "\n".join(_parts(digits) if random.random() < 0.5 else digits)


DISGUISES: Sequence[Form] = (
    *(_words, _glued_words, _mixed_words, _mixed_words, _spanish, _pairs, _letters, _letters),
    *(_separated, _separated, _ragged, _keycaps, _alphabet, _invisible, _split, _column),
)

_PLAIN = (
    *("({0}) {1}-{2}", "{0}-{1}-{2}", "{0}.{1}.{2}", "{0} {1} {2}", "{0}{1}{2}", "+1 {0} {1} {2}"),
    *(
        "1-{0}-{1}-{2}",
        "+1{0}{1}{2}",
        "({0}){1}-{2}",
        "1 ({0}) {1}-{2}",
        "{0}-{1}-{2}",
        "({0}) {1}-{2}",
    ),
)


def plain(digits: str, random: Random) -> str:
    """One of the usual ways to write ten digits."""
    pattern = pick(_PLAIN, random)
    return pattern.format(digits[:3], digits[3:6], digits[6:])


def disguised(digits: str, random: Random) -> str:
    """One of the ways that hide ten digits from a plain search; a person can still read them."""
    return pick(DISGUISES, random)(digits, random)
