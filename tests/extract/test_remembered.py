"""Texts that come again: what was found in them is kept, within bounds; nothing else changes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight._native import Extractor
from lamplight.collect.places import read_places
from lamplight.extract.effort import effort_of
from lamplight.extract.read import Columns, extractor, names_of, signals_of
from lamplight.model import Ad, Signal
from tests.extract.ads import whole_ads
from tests.extract.slow import places as slow_places
from tests.extract.slow import read as slow

PLACES = read_places()
SMALL_BYTES = 64_000
LONGEST = 4096


@settings(max_examples=30)
@given(st.lists(whole_ads(), min_size=1, max_size=4), st.sampled_from(["", "US", "DE"]))
def test_a_text_that_comes_again_is_read_as_at_first(ads: list[Ad], region: str) -> None:
    again = extractor(PLACES, SMALL_BYTES)
    many = Columns.of(enumerate(ads * 8))

    again.signals_of(many, region, _tricks, 3)
    found = again.signals_of(many, region, _tricks, 3)

    _, _, *columns = found
    written = [it for it in zip(*columns, strict=True) if it[2] is not None]
    assert written == [it for ad in ads for it in _slowly(ad, region)] * 8


def test_a_text_is_read_anew_for_another_region() -> None:
    ad = Ad("s", "1", body="call 0121 496 0123")

    found = {region: _phones(signals_of(ad, region, PLACES)) for region in ("US", "GB", "US")}

    assert found == {"US": [], "GB": ["+441214960123"]}


def test_a_text_with_signs_is_kept_apart_from_one_that_looks_alike() -> None:
    reader = _reader()

    for body in ("caf\u00e9 213 555 0123", "caf\u00c3\u00a9 213 555 0123", "cafe 213 555 0123 🌙"):
        _read(reader, [body])
        _read(reader, [body])

    assert reader.remembered() == 3


def test_what_is_kept_is_bounded() -> None:
    reader = _reader()

    _read(reader, [f"call 213 555 0123, room {number}" for number in range(2_000)])

    assert 50 < reader.remembered() < SMALL_BYTES / 100


def test_a_text_that_comes_again_outlives_those_that_don_t() -> None:
    reader = _reader()

    for number in range(2_000):
        _read(reader, ["the same", f"room {number}"])
    held = reader.remembered()
    _read(reader, ["the same"])

    assert reader.remembered() == held


def test_a_long_text_is_not_kept() -> None:
    reader = _reader()

    _read(reader, ["a" * (LONGEST + 1)])

    assert reader.remembered() == 0


def _read(reader: Extractor, bodies: list[str]) -> None:
    ads = Columns.of((at, Ad("s", str(at), body=body)) for at, body in enumerate(bodies))
    reader.signals_of(ads, "US", _tricks, 1)


def _reader() -> Extractor:
    """That has read nothing yet."""
    return extractor.__wrapped__(PLACES, SMALL_BYTES)


def _tricks(tricks: int) -> tuple[str, float]:
    return "", effort_of(names_of(tricks))


def _slowly(ad: Ad, region: str) -> list[tuple[object, ...]]:
    own = slow_places.region_of(ad, PLACES) or region or None
    return [
        (kind, value, field, start, end, "", confidence, effort_of(tricks))
        for field, text in (("title", ad.title), ("body", ad.body))
        for kind, value, start, end, confidence, tricks in slow.find(text, own, PLACES)
    ]


def _phones(signals: list[Signal]) -> list[str]:
    return [one.value for one in signals if one.kind == "phone"]
