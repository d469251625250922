"""The slow twin of native/extract/given.cpp: each field read as a text of its own."""

import re

from lamplight.extract.given import BEFORE_PHONE, FEWEST_DIGITS, METHOD, SURE, UNREAD
from lamplight.extract.places import Places
from lamplight.model import Ad, Signal
from tests.extract.slow.kinds import email, handle, phone
from tests.extract.slow.places import place_of
from tests.extract.slow.reading import read_text


def signals_given(ad: Ad, region: str | None, places: Places) -> list[Signal]:
    """In the order of the ad's fields; nothing twice."""
    signals = [
        _read(kind, written, region, places)
        for kind, field in (("phone", ad.phones), ("email", ad.emails), ("handle", ad.handles))
        for written in field
    ]
    if ad.age is not None:
        signals.append(_given("age", str(ad.age), SURE))
    if place := place_of(ad, places):
        signals.append(_given("place", place, SURE))
    return list(dict.fromkeys(filter(None, signals)))


def _read(kind: str, written: str, region: str | None, places: Places) -> Signal | None:
    return _READERS[kind](written, region, places)


def _given(kind: str, value: str, confidence: float) -> Signal:
    return Signal(kind, value, None, None, None, METHOD, confidence, 0.0)


def _phone(written: str, region: str | None, places: Places) -> Signal | None:
    reading = read_text(BEFORE_PHONE + written)
    for found in phone.find(reading, region, places):
        return _given("phone", found.value, SURE)
    digits = re.sub("[^0-9]", "", reading.plain)
    return _given("phone", digits, UNREAD) if len(digits) >= FEWEST_DIGITS else None


def _email(written: str, region: str | None, places: Places) -> Signal | None:
    reading = read_text(written)
    for found in email.find(reading, region, places):
        return _given("email", found.value, SURE)
    value = reading.lower.strip()
    return _given("email", value, UNREAD) if "@" in value else None


def _handle(written: str, region: str | None, places: Places) -> Signal | None:
    reading = read_text(written)
    for found in handle.find(reading, region, places):
        return _given("handle", found.value, SURE)
    name = reading.lower.strip().lstrip("@").strip()
    return _given("handle", f"any:{name}", SURE) if name else None


_READERS = {"phone": _phone, "email": _email, "handle": _handle}
