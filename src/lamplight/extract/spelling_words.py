"""Words for letters and numbers of a name: spelling alphabets, "eighty-four", "IV".

The rules of extract.descriptions read with them. Limit: alphabets of seven languages, numbers below
a hundred in ten.
"""

from lamplight.extract.counting_words import TEENS, TENS, UNITS

_ALPHABETS_TEXT = """
alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november
oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu
adam baker david edward frank george henry ida john king lincoln mary nora ocean peter queen robert
sam tom union william young zebra apple banana nancy sugar
anton berta casar caesar dora emil friedrich gustav heinrich julius kaufmann konrad ludwig martha
nordpol otto paula quelle richard samuel siegfried theodor ulrich viktor wilhelm xanthippe xaver
ypsilon zacharias zeppelin aachen berlin chemnitz dusseldorf essen frankfurt goslar hamburg
ingelheim jena koln leipzig munchen nurnberg offenbach potsdam quickborn rostock salzwedel tubingen
unna volklingen wuppertal xanten zwickau
antonio alicante almeria avila barcelona burgos bilbao carmen caceres cadiz cordoba domingo enrique
francia francisco gerona granada huelva huesca ines italia jose jaen kenia lorenzo leon lugo madrid
maria malaga murcia navarra oviedo orense pamplona palencia paris queso roma ramon sevilla soria
segovia toledo tarragona teruel ulises ubeda valencia washington xilofono yegua yolanda zaragoza
zamora
anatole berthe celestin desire eugene francois gaston henri irma joseph kleber louis marcel nicolas
pierre quintal raoul suzanne therese ursule xavier yvonne zoe
ancona bologna bari como domodossola empoli firenze genova imola jolly kappa livorno milano napoli
otranto palermo padova quarto savona torino udine venezia xeres york zara
anna bernard cornelis dirk eduard ferdinand hendrik izaak jan karel lodewijk nico pieter quirinius
rudolf simon utrecht willem xantippe zaandam
"""
ALPHABETS = frozenset(_ALPHABETS_TEXT.split())
"""Words that stand for their first letter."""

_JOINERS = {"es": "y", "fr": "et", "pt": "e", "ro": "si", "it": "", "en": "", "pl": "", "ru": ""}
_TURNED = {"de": "und", "nl": "en"}


def _numbers() -> dict[str, str]:
    """Each number below a hundred in words without spaces -> digits."""
    found = {"oh": "0", "o": "0", "quatrevingt": "80", "quatrevingts": "80", "soixantedix": "70"}
    found |= {"zwo": "2", "fuenf": "5", "meia": "6", "quatrevingtdix": "90"}
    for language, units in UNITS.items():
        for at, unit in enumerate(units.split()):
            found[unit] = str(at)
            for tens, ten in enumerate(TENS[language].split(), 2):
                found[ten] = f"{tens}0"
                joiner = _TURNED.get(language)
                if at and joiner:
                    found[f"{'ein' if unit == 'eins' else unit}{joiner}{ten}"] = f"{tens}{at}"
                elif at:
                    found |= {f"{ten}{j}{unit}": f"{tens}{at}" for j in ("", _JOINERS[language])}
        found |= {teen: str(at) for at, teen in enumerate(TEENS[language].split(), 10)}
    found |= {f"veinti{one}": f"2{at}" for at, one in enumerate(UNITS["es"].split()) if at}
    french = zip(range(11, 20), TEENS["fr"].split()[1:], strict=True)
    for at, teen in french:
        found |= {f"soixante{teen}": str(60 + at), f"quatrevingt{teen}": str(80 + at)}
    found |= {f"quatrevingt{one}": f"8{at}" for at, one in enumerate(UNITS["fr"].split()) if at}
    return found


NUMBERS = _numbers()

_PLAIN = {word for table in (UNITS, TEENS, TENS) for row in table.values() for word in row.split()}
_TURNED_ONES = {f"{unit}und{ten}" for unit in UNITS["de"].split() for ten in TENS["de"].split()}
_GLUED = {ten + unit for ten in TENS["it"].split() for unit in UNITS["it"].split()}
COUNTED = sorted(_PLAIN | _TURNED_ONES | _GLUED)
"""Words of such numbers as they stand in a text."""

_ROMANS_TEXT = "i ii iii iv v vi vii viii ix"
ROMANS = {"o": "0", "x": "10"} | {one: str(at) for at, one in enumerate(_ROMANS_TEXT.split(), 1)}
LETTERS = {word: digit for word, digit in NUMBERS.items() if len(digit) == 1} | {
    word: word[0] for word in ALPHABETS
}
"""Words of a name that is spelled -> the letter or digit."""


def _either(*tables: dict[str, str]) -> str:
    words = {word for table in tables for row in table.values() for word in row.split()}
    return "|".join(sorted(words - {"un"}, key=lambda word: (-len(word), word)))


_TENS, _TEENS, _UNITS = map(_either, (TENS, TEENS, UNITS))
NUMBER_WORD = (
    rf"(?:oh|zwo|fuenf|meia|(?:soixante|quatre-?vingts?)-?(?:{_either({'fr': TEENS['fr']})})"
    rf"|quatre-?vingts?|(?:{_TENS})(?:(?:y|e|et|si)?(?:{_UNITS}))?|veinti(?:{_UNITS})|(?:ein|{_UNITS})(?:und|en)(?:{_TENS})|{_TEENS}|{_UNITS})"
)
"""Pattern of one such word."""
