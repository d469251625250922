"""A moment as ads give it: ISO 8601, or seconds since 1970.

text or number -> read_time -> datetime in UTC

Without a zone UTC is meant. Numbers from 100 billion on are milliseconds (in seconds that would
be the year 5138). Dates such as 01/02/2025 are refused: they can't be told apart.
"""

import re
from datetime import UTC, date, datetime, timedelta

from lamplight.collect.record import Unreadable
from lamplight.collect.texts import NOTHING

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECONDS_FROM = 1e11
_DAY_OR_MONTH = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{2,4}\b")


def read_time(value: object) -> datetime | None:
    """The moment; None for blank text and words for nothing. Raises Unreadable."""
    if type(value) is str:
        return _of_text(value)
    if isinstance(value, datetime):
        return _in_utc(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(value)
    raise Unreadable("no time; want ISO 8601 or seconds since 1970")


def _of_text(text: str) -> datetime | None:
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
    try:
        return _in_utc(datetime.fromisoformat(text.removesuffix(" UTC")))
    except ValueError:
        raise Unreadable(_why(text)) from None


def _why(text: str) -> str:
    if _DAY_OR_MONTH.match(text):
        return "a date whose day and month can't be told apart; want year-month-day"
    return "no time; want ISO 8601 or seconds since 1970"


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
