"""Signals of an ad's structured fields, which need no finding.

Ad -> signals_given -> list[Signal] without spans

What a site gave in a field of its own is trusted to be of that kind: a phone that no plan accepts
is kept as its digits. What was read lately is remembered: one number is given in many ads.
"""

import re
from functools import lru_cache

from lamplight.extract.kinds import email, handle, phone
from lamplight.extract.places import Places, place_of
from lamplight.extract.reading import read_text
from lamplight.model import Ad, Signal

METHOD = "given"
_SURE, _UNREAD = 0.98, 0.5
_FEWEST_DIGITS = 5
_REMEMBERED = 10_000
_REMEMBERED_LENGTH = 100


def signals_given(ad: Ad, region: str | None, places: Places) -> list[Signal]:
    """In the order of the ad's fields; nothing twice."""
    signals = [
        _read(kind, written, region, places)
        for kind, field in (("phone", ad.phones), ("email", ad.emails), ("handle", ad.handles))
        for written in field
    ]
    if ad.age is not None:
        signals.append(_given("age", str(ad.age), _SURE))
    if place := place_of(ad, places):
        signals.append(_given("place", place, _SURE))
    return list(dict.fromkeys(filter(None, signals)))


def _read(kind: str, written: str, region: str | None, places: Places) -> Signal | None:
    if len(written) <= _REMEMBERED_LENGTH:
        return _remembered(kind, written, region, places)
    return _READERS[kind](written, region, places)


@lru_cache(maxsize=_REMEMBERED)
def _remembered(kind: str, written: str, region: str | None, places: Places) -> Signal | None:
    return _READERS[kind](written, region, places)


@lru_cache(maxsize=_REMEMBERED)
def _given(kind: str, value: str, confidence: float) -> Signal:
    return Signal(kind, value, None, None, None, METHOD, confidence, 0.0)


def _phone(written: str, region: str | None, places: Places) -> Signal | None:
    reading = read_text("call " + written)
    for found in phone.find(reading, region, places):
        return _given("phone", found.value, _SURE)
    digits = re.sub("[^0-9]", "", reading.plain)
    return _given("phone", digits, _UNREAD) if len(digits) >= _FEWEST_DIGITS else None


def _email(written: str, region: str | None, places: Places) -> Signal | None:
    reading = read_text(written)
    for found in email.find(reading, region, places):
        return _given("email", found.value, _SURE)
    value = reading.lower.strip()
    return _given("email", value, _UNREAD) if "@" in value else None


def _handle(written: str, region: str | None, places: Places) -> Signal | None:
    reading = read_text(written)
    for found in handle.find(reading, region, places):
        return _given("handle", found.value, _SURE)
    name = reading.lower.strip().lstrip("@").strip()
    return _given("handle", f"any:{name}", _SURE) if name else None


_READERS = {"phone": _phone, "email": _email, "handle": _handle}
