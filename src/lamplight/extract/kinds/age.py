"""Ages as claimed.

Reading -> find -> Found("age", "24")

Read where the words say so: "24 years old", "24yo", "age 24", "I'm 24", and the same in Spanish,
French, Portuguese, German, Italian, Romanian and Russian. Limit: a bare number is never an age.
"""

import re
from collections.abc import Iterator

from lamplight.extract.found import Found
from lamplight.extract.numerals import spell
from lamplight.extract.places import Places
from lamplight.extract.reading import Reading

RANK = 70

_TENS = "(?:twenty|thirty|forty|fifty|sixty)"
_NUMBER = (
    rf"([1-9]\d|{_TENS}[\s-]?(?:one|two|three|four|five|six|seven|eight|nine)?\b|eighteen|nineteen)"
)
_AGE = re.compile(
    rf"(?<![\d$€£.,:/'-]){_NUMBER}\s?-?\s?(?:y\s?/\s?o\b|y\.?\s?o\.?\b|(?:yrs?|years?|yr's)[\s-]?(?:old|young|of\sage)\b|anos\sde\sedad"
    r"|(?:anos|ans|anni|jahre|(?:de\s)?ani)(?!\s(?:de\s)?(?:exp|d'exp|erfahrung|di\sesp))\b)"
    rf"|\b(?:age|aged|edad|idade|eta|alter|i'?m|im|i\sam|soy\sde|just\sturned|turning)\s?[:=-]?\s?{_NUMBER}"
    r"(?!\.\d|[\w:%/'-]|\s?(?:min|hour|hr|am|pm|h\b|km|mile|usd|\$|cm|kg|lb|%|years?\s(?:in|of|exp)|weeks?|days?|months?))"
)

_TWO = re.compile(r"(?<!\d)[1-9]\d(?!\d)")
_TENS_WORDS = frozenset(["twenty", "thirty", "forty", "fifty", "sixty", "eighteen", "nineteen"])
_HINTS_TEXT = """
y yo yr yrs year years age aged m im am just turning anos ans anni ani jahre edad idade eta alter
soy
"""
_HINTS = frozenset(_HINTS_TEXT.split())


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """From 10 to 99."""
    if reading.words.isdisjoint(_HINTS):
        return
    if reading.words.isdisjoint(_TENS_WORDS) and not _TWO.search(reading.lower):
        return
    for age in _AGE.finditer(reading.lower):
        group = 1 if age[1] else 2
        words = age[group]
        start, end = age.start(group), age.start(group) + len(words.rstrip(" -"))
        if words.isdigit():
            yield Found("age", words, start, end, 0.95 if group == 1 else 0.85)
        elif value := _spelled(words):
            yield Found("age", value, start, end, 0.85, frozenset({"digit words"}))


def _spelled(words: str) -> str | None:
    parts = [part for word in re.split(r"[\s-]+", words.strip(" -")) for part in spell(word) or ()]
    return str(sum(int(part.digits) for part in parts)) if parts else None
