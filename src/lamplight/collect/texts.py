"""Text, numbers and lists as ads give them.

value -> read_text, read_list, read_number -> str, list, float

A list may be given as one text: as JSON, or its items set apart by ; | or a line end. Words that
people and programs write for nothing ("N/A", "null", "nan") are nothing.
"""

import math
import re

import orjson

from lamplight.collect.record import Unreadable, kind_of

NOTHING = frozenset({"", "-", "n/a", "na", "nan", "nat", "none", "null", "nil", "unknown"})
_BETWEEN = re.compile(r"[;|\r\n]+")


def read_text(value: object) -> str:
    """Text untouched; a number in digits. Raises Unreadable."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        if not abs(value) < 2**53:
            raise Unreadable("a number too large to be exact; want text")
        return str(int(value)) if value.is_integer() else repr(value)
    raise Unreadable(f"{kind_of(value)}; want text")


def read_word(value: object) -> str | None:
    """Text without the blanks around it; None for a word that says nothing."""
    text = read_text(value).strip()
    return None if text.lower() in NOTHING else text


def read_words(value: object) -> tuple[str, ...]:
    """Each item of a list, or of one text that holds several; blank ones left out."""
    if type(value) is list and not value:
        return ()
    words = [read_word(item) for item in read_list(value) if item is not None]
    return tuple([word for word in words if word])


def read_list(value: object) -> list[object]:
    """A list as it is; one text as the items it holds. Raises Unreadable."""
    if isinstance(value, list):
        return value
    text = read_text(value).strip()
    if text.startswith("["):
        try:
            items = orjson.loads(text)
        except orjson.JSONDecodeError:
            items = None
        if isinstance(items, list):
            return items
    return [item.strip() for item in _BETWEEN.split(text)]


def read_degrees(value: object, limit: float) -> float | None:
    """Degrees within ±limit; None for a word that says nothing. Raises Unreadable."""
    number = _number(value)
    if number is not None and not -limit <= number <= limit:
        raise Unreadable(f"{number:g} is not within ±{limit:g} degrees")
    return number


def read_age(value: object) -> int | None:
    """Whole years, 0 to 150. Raises Unreadable."""
    number = _number(value)
    if number is None:
        return None
    if not number.is_integer() or not 0 <= number <= 150:
        raise Unreadable("no age; want whole years")
    return int(number)


def _number(value: object) -> float | None:
    if isinstance(value, str):
        word = read_word(value)
        if word is None:
            return None
        value = word
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Unreadable(f"{kind_of(value)}; want a number")
    try:
        number = float(value)
    except (ValueError, OverflowError):
        raise Unreadable("no number") from None
    if not math.isfinite(number):
        return None
    return number
