"""Many ads at once: the same signals as one by one, and as the slow twins read them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight.collect.places import read_places
from lamplight.extract.effort import effort_of, method_of
from lamplight.extract.read import Columns, find_in, signals_of
from lamplight.model import Ad, Field, Signal
from tests.extract.ads import whole_ads
from tests.extract.slow import given as slow_given
from tests.extract.slow import places as slow_places
from tests.extract.slow import read as slow

PLACES = read_places()
REGIONS = st.sampled_from(["", "US", "GB", "DE"])
MORE_THAN_A_THREAD_TAKES = 50


@settings(max_examples=30)
@given(st.lists(whole_ads(), max_size=5), REGIONS)
def test_ads_are_read_in_their_order_on_any_number_of_threads(ads: list[Ad], region: str) -> None:
    many = (ads * MORE_THAN_A_THREAD_TAKES)[:MORE_THAN_A_THREAD_TAKES]
    numbered = list(enumerate(many, 7))

    found = find_in(Columns.of(numbered), region, PLACES, threads=3)

    assert list(zip(*found, strict=True)) == [
        (number, position, *_values(signal))
        for number, ad in numbered
        for position, signal in enumerate(signals_of(ad, region, PLACES))
    ]


@settings(max_examples=60)
@given(whole_ads(), REGIONS)
def test_an_ad_is_read_as_the_slow_twins_read_it(ad: Ad, region: str) -> None:
    own = slow_places.region_of(ad, PLACES) or region or None

    assert signals_of(ad, region, PLACES) == [
        *_slow_signals(ad.title, own, "title"),
        *_slow_signals(ad.body, own, "body"),
        *slow_given.signals_given(ad, own, PLACES),
    ]


def test_columns_of_several_lengths_are_refused() -> None:
    ads = Columns.of([(1, Ad("s", "1")), (2, Ad("s", "2"))])

    with pytest.raises(ValueError, match="same length"):
        find_in(ads._replace(ages=[24]), "US", PLACES)


def test_a_column_of_texts_holds_texts() -> None:
    ads = Columns.of([(1, Ad("s", "1"))])

    with pytest.raises(TypeError, match="str"):
        find_in(ads._replace(titles=[b"call 213 555 0123"]), "US", PLACES)  # type: ignore[list-item]


def _slow_signals(text: str, region: str | None, field: Field) -> list[Signal]:
    return [
        Signal(kind, value, field, start, end, method_of(tricks), confidence, effort_of(tricks))
        for kind, value, start, end, confidence, tricks in slow.find(text, region, PLACES)
    ]


def _values(signal: Signal) -> tuple[object, ...]:
    return (
        *(signal.kind, signal.value, signal.field, signal.start, signal.end),
        *(signal.method, signal.confidence, signal.obfuscation),
    )
