"""Families of disguised numbers: each a way to write, over countries and their languages."""

from collections.abc import Callable, Iterable

import pytest

from lamplight.collect.places import read_places
from lamplight.extract.counting_words import HUNDREDS, TEENS, TENS, UNITS
from lamplight.extract.read import signals_in

PLACES = read_places()
NUMBERS = [
    ("US", "en", "312 555 0143", "+13125550143"),
    ("CA", "fr", "514 555 0178", "+15145550178"),
    ("GB", "en", "07700 900 143", "+447700900143"),
    ("AU", "en", "0491 570 156", "+61491570156"),
    ("AE", "en", "050 555 0143", "+971505550143"),
    ("ES", "es", "612 550 143", "+34612550143"),
    ("MX", "es", "55 1234 5671", "+525512345671"),
    ("FR", "fr", "06 39 98 01 43", "+33639980143"),
    ("DE", "de", "0171 392 0043", "+491713920043"),
    ("IT", "it", "333 555 0143", "+393335550143"),
    ("RO", "ro", "0721 555 014", "+40721555014"),
    ("PT", "pt", "912 555 014", "+351912555014"),
    ("BR", "pt", "11 95555 0143", "+5511955550143"),
    ("NL", "nl", "0612 345 678", "+31612345678"),
    ("PL", "pl", "512 345 671", "+48512345671"),
]
"""Region, language, groups, value."""


def _said(digits: str, language: str) -> str:
    """Digit by digit."""
    return " ".join(UNITS[language].split()[int(digit)] for digit in digits)


def _pair(digits: str, language: str) -> str:
    """Two digits as one number."""
    tens, unit = map(int, digits)
    if tens == 0:
        return _said(digits, language)
    if tens == 1:
        return TEENS[language].split()[unit]
    one, ten = UNITS[language].split()[unit], TENS[language].split()[tens - 2]
    if language == "fr" and tens in (7, 9):
        return f"{'soixante' if tens == 7 else 'quatre-vingt'}-{TEENS['fr'].split()[unit]}"
    if language == "fr" and tens == 8:
        return f"quatre-vingt-{one}" if unit else "quatre-vingts"
    if unit == 0:
        return ten
    joined = {"de": f"{'ein' if unit == 1 else one}und{ten}", "nl": f"{one}en{ten}"}
    joined |= {"it": (ten[:-1] if unit in (1, 8) else ten) + one}
    joins = {"es": " y ", "pt": " e ", "ro": " si ", "en": "-", "fr": "-"}
    return joined.get(language, ten + joins.get(language, " ") + one)


def _three(digits: str, language: str) -> str:
    """Three digits as one number, in the languages whose hundreds are words of their own."""
    hundreds = HUNDREDS.get(language, "").split()
    if digits[0] == "0" or not hundreds:
        return " ".join(_pair(part, language) for part in (digits[:1].zfill(2), digits[1:])[-2:])
    rest = UNITS[language].split()[int(digits[2])] if digits[1] == "0" else ""
    rest = rest or _pair(digits[1:], language)
    joins = {"pt": " e ", "de": "", "nl": "", "it": ""}
    return hundreds[int(digits[0]) - 1] + joins.get(language, " ") + rest


def _pairs(groups: str) -> Iterable[str]:
    digits = groups.replace(" ", "")
    odd = len(digits) % 2
    return filter(None, [digits[:odd], *(digits[at : at + 2] for at in range(odd, len(digits), 2))])


def _each(groups: str, language: str, write: Callable[[int, str, str], str], sign: str) -> str:
    """write: how a digit's place, its figure and its word make what stands there."""
    digits = groups.replace(" ", "")
    return sign.join(write(at, one, _said(one, language)) for at, one in enumerate(digits))


WAYS: dict[str, Callable[[str, str], str]] = {
    "words": lambda groups, lang: _said(groups.replace(" ", ""), lang),
    "words glued": lambda groups, lang: _said(groups.replace(" ", ""), lang).replace(" ", ""),
    "groups glued": lambda groups, lang: " ".join(
        _said(group, lang).replace(" ", "") for group in groups.split()
    ),
    "pairs": lambda groups, lang: ", ".join(
        _pair(two, lang) if len(two) == 2 else _said(two, lang) for two in _pairs(groups)
    ),
    "pairs glued": lambda groups, lang: " ".join(
        _pair(two, lang).replace(" ", "").replace("-", "") if len(two) == 2 else two
        for two in _pairs(groups)
    ),
    "words and figures": lambda groups, lang: _each(
        groups, lang, lambda at, one, word: word if at % 2 else one, " "
    ),
    "words and figures glued": lambda groups, lang: " ".join(
        _each(group, lang, lambda at, one, word: word if at % 2 else one, "")
        for group in groups.split()
    ),
    "lines": lambda groups, lang: "\n".join(_said(group, lang) for group in groups.split()),
    "pairs cut two ways": lambda groups, lang: "/".join("-".join(two) for two in _pairs(groups)),
    "pairs cut by dots": lambda groups, lang: " . ".join(" ".join(two) for two in _pairs(groups)),
    "one word between": lambda groups, lang: " kiss ".join(groups.split()),
    "other words between": lambda groups, lang: "".join(
        group + word
        for group, word in zip(
            groups.split(), (" blue ", " my sky ", " sun ", " star ", " "), strict=False
        )
    ).rpartition(" ")[0].rstrip(" abcdefghijklmnopqrstuvwxyz"),
    "spelled, words between": lambda groups, lang: " kiss ".join(
        " ".join(group) for group in groups.split()
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_way_to_write_is_read_in_every_country(way: str) -> None:
    missed = []
    for region, language, groups, value in NUMBERS:
        written = WAYS[way](groups, language)
        text = f"Hello. Text me: {written}."
        found = [one for one in signals_in(text, region, PLACES) if one.kind == "phone"]
        span = (16, 16 + len(written))
        if [(one.value, (one.start, one.end)) for one in found] != [(value, span)]:
            missed.append((region, written, [one.value for one in found]))

    assert missed == []


TALES = {
    "en": """
My number starts with {0}, continues with {1} and ends in {2}.
{0} goes first, {1} in the middle, {2} at the end
Remember {0}? Good. Now {1}. Then {2}.
Start: {0} / Middle: {1} / End: {2}
""",
    "es": """
Mi número empieza por {0}, sigue con {1} y termina en {2}.
Inicio: {0} / Medio: {1} / Fin: {2}
Apunta: {0}. Ahora {1}. Y por último {2}.
""",
    "fr": """
Mon numéro commence par {0}, continue avec {1} et finit par {2}.
Début : {0} / Milieu : {1} / Fin : {2}
""",
    "de": """
Meine Nummer beginnt mit {0}, geht weiter mit {1} und endet mit {2}.
Anfang: {0} / Mitte: {1} / Ende: {2}
Merk dir: {0}. Jetzt {1}. Und am Ende {2}.
""",
    "it": """
Il mio numero inizia con {0}, continua con {1} e finisce con {2}.
Prima {0}, poi {1}, infine {2}
Inizio: {0} / Mezzo: {1} / Fine: {2}
""",
    "pt": """
O meu número começa por {0}, continua com {1} e acaba em {2}.
Anota: {0}. Agora {1}. E por último {2}.
""",
    "ro": """
Numărul meu începe cu {0}, continuă cu {1} și se termină cu {2}.
Notează: {0}. Acum {1}. Și la sfârșit {2}.
""",
    "nl": "Begin: {0} / Midden: {1} / Einde: {2}",
    "pl": """
Wybierz {0}, następnie {1}, następnie {2}
Najpierw {0}, potem {1}, na końcu {2}
""",
}
"""Language -> how a number is told in three pieces; a slash is the end of a line."""


@pytest.mark.parametrize("language", TALES)
def test_a_number_told_in_pieces_is_read_in_every_country(language: str) -> None:
    missed = []
    for region, lang, groups, value in NUMBERS:
        for tale in TALES[language].strip().splitlines() if lang == language else ():
            pieces = groups.split()
            pieces = [pieces[0], "".join(pieces[1:-1]), pieces[-1]]
            text = tale.replace(" / ", "\n").format(*pieces)
            found = [one.value for one in signals_in(text, region, PLACES) if one.kind == "phone"]
            if found != [value]:
                missed.append((region, text, found))

    assert missed == []


@pytest.mark.parametrize("language", sorted(HUNDREDS))
def test_hundreds_are_added_up(language: str) -> None:
    for digits in ("916", "275", "381", "498", "590"):
        text = f"+49 171 {_three(digits, language)} 12345"

        values = [one.value for one in signals_in(text, "DE", PLACES) if one.kind == "phone"]

        assert values == [f"+49171{digits}12345"]


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("neuf cent quatre-vingt-dix-huit au 06 39, puis 43 01", "FR", None),
        ("06 39 98 01 soixante-seize", "FR", "+33639980176"),
        ("0 six cent trente-neuf 98 01 76", "FR", "+33639980176"),
        ("06 39 neuf cent quatre-vingt-dix-huit 076", "FR", "+33639998076"),
        ("zero seven seven hundred nine hundred two hundred forty-one", "GB", "+447700900241"),
        ("07seven00 nine0zero 7hundred", "GB", "+447700900700"),
        ("zeroseven7zerozero 9zerozero 143", "GB", "+447700900143"),
        ("fiv3one 2 five5five 0onefour3", "US", "+15125550143"),
        ("se7en oh 2, fi5e fi5e five, oh-one-4-three", "US", "+17025550143"),
        ("O6.trente-9.98.O1.43", "FR", "+33639980143"),
        ("tel 07 doi unu 555 014", "RO", "+40721555014"),
        ("llama 55 4S 46 3S 71", "MX", "+525545463571"),
        ("The code is 514, then 555-0169.", "US", "+15145550169"),
        ("555-0143, the Reno code 775 goes before it.", "US", "+17755550143"),
        ("Three parts: part one 813, part two 555, part three 0122.", "US", "+18135550122"),
        ("Take down 617. Got it? Now 555. And 0114, that's all.", "US", "+16175550114"),
        ("start with two thirteen, add five five five, end zero one 88", "US", "+12135550188"),
        ("call 213 sweet 555 and 0157", "US", "+12135550157"),
        ("call 213 my love 555-0157", "US", "+12135550157"),
        ("Part 1 - 213\nPart 2 - 555\nPart 3 - 0157", "US", "+12135550157"),
        ("Write it down: 514, go on with 555, last oh one seven oh.", "US", "+15145550170"),
        ("call 213 <3 555 <3 0157", "US", "+12135550157"),
        ("звони 8916 пробел 555 пробел 01 43", "RU", "+79165550143"),
        (
            "ring nine . one . eight . five . five . five . zero . one . three . foor",
            "US",
            "+19185550134",
        ),
    ],
)
def test_a_number_is_read_as_it_is_said(text: str, region: str, number: str | None) -> None:
    values = [one.value for one in signals_in(text, region, PLACES) if one.kind == "phone"]

    assert values == ([number] if number else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("text 290 dash 985 dash 5635", "+12909855635"),
        ("tel 595 and then 570 and then 4880", "+15955704880"),
        ("garden door * 4 1 5 5 5 5 0 1 4 3", "+14155550143"),
    ],
)
def test_what_looks_like_prices_or_a_room_may_be_a_number(text: str, value: str) -> None:
    signals = signals_in(text, "US", PLACES)
    assert [found.value for found in signals if found.kind == "phone"] == [value]
