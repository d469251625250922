"""A moment as ads give it: ISO 8601, seconds since 1970, or 25/12/2025 15:04.

text or number -> read_time -> datetime in UTC
values of a file -> day_order -> which number of 01/02/2025 is the day

Without a zone UTC is meant. Numbers from 100 billion on are milliseconds (in seconds that would
be the year 5138). Dates such as 01/02/2025 are refused unless others of the file show their order.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from lamplight.collect.record import Unreadable
from lamplight.collect.texts import NOTHING

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECONDS_FROM = 1e11
_WANTED = "no time; want ISO 8601 or seconds since 1970"
_NUMBERS = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})(?:,? +(.+))?")
_CLOCKS = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p", "%I:%M%p")
_MONTHS = 12

First = Literal["day", "month"]
"""What 01/02/2025 begins with."""


def day_order(values: Iterable[object]) -> First | None:
    """What dates begin with, where some can only be read so and none only otherwise."""
    found: set[First] = set()
    for value in values:
        if isinstance(value, str) and (match := _NUMBERS.fullmatch(value.strip())):
            one, other = int(match[1]), int(match[3])
            if (one > _MONTHS) != (other > _MONTHS):
                found.add("day" if one > _MONTHS else "month")
    return found.pop() if len(found) == 1 else None


def read_time(value: object, first: First | None = None) -> datetime | None:
    """The moment; None for blank text and words for nothing. Raises Unreadable.

    first  as day_order tells; None: such dates are refused
    """
    if type(value) is str:
        return _of_text(value, first)
    if isinstance(value, datetime):
        return _in_utc(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(value)
    raise Unreadable(_WANTED)


def _of_text(text: str, first: First | None) -> datetime | None:
    try:
        return _in_utc(datetime.fromisoformat(text))
    except ValueError:
        pass
    text = text.strip()
    if text.lower() in NOTHING:
        return None
    number = text.removeprefix("-").removesuffix(".0")
    if number.isascii() and number.isdigit() and 9 <= len(number) <= 14:
        return _of_number(float(text))
    if match := _NUMBERS.fullmatch(text):
        return _of_numbers(match, first)
    try:
        return _in_utc(datetime.fromisoformat(text.removesuffix(" UTC")))
    except ValueError:
        raise Unreadable(_WANTED) from None


def _of_numbers(match: re.Match[str], first: First | None) -> datetime:
    if first is None:
        raise Unreadable("a date whose day and month can't be told apart; want year-month-day")
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    day, month = (one, other) if first == "day" else (other, one)
    try:
        midnight = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        raise Unreadable(f"no date with the {first} first, as others of its file have it") from None
    return datetime.combine(midnight, _clock(match[5]), UTC) if match[5] else midnight


def _clock(text: str) -> time:
    for form in _CLOCKS:
        with suppress(ValueError):
            return datetime.strptime(text.upper(), form).time()
    raise Unreadable(_WANTED)


def _of_number(seconds: float) -> datetime | None:
    if seconds != seconds:  # NaN, which tables hold where there is nothing
        return None
    try:
        if abs(seconds) >= _MILLISECONDS_FROM:
            return _EPOCH + timedelta(milliseconds=seconds)
        return _EPOCH + timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        raise Unreadable("a number beyond every calendar; want seconds since 1970") from None


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is UTC:
        return moment
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise Unreadable("a time beyond every calendar") from None
