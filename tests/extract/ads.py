"""Ads to compare kernels and twins on: fields as sites give them, and as nobody should."""

from collections.abc import Sequence
from itertools import chain

from hypothesis import strategies as st

from lamplight.extract.places import Place
from lamplight.model import Ad
from tests.extract.texts import texts


def _known() -> tuple[Sequence[Place], list[str], list[str], list[str]]:
    """Cities, and names of cities, regions and countries.

    Read here, as hypothesis keeps functions and all they see until after nanobind has counted.
    """
    from lamplight.collect.places import read_places

    places = read_places()
    letters = {one for one, _ in chain(*places.regions.values())}
    cities = sorted({city.name for city in places.pinned})
    return places.pinned, cities, sorted({*places.regions, *letters}), sorted(places.countries)


_PINNED, _CITIES, _REGIONS, _COUNTRIES = _known()
_ODD = ["", "Nowhere", ",", " ", "Springfield", "Paris", "ß"]
_PHONES = [
    "(213) 555-0123",
    "213.555.0123",
    "+44(0)1214960123",
    "12",
    "12345",
    "٢١٣٥٥٥٠١٢٣",
    "none",
]
_LONG = ["call 213 555 0123" + 200 * " ", "1" * 200]
_EMAILS = ["a@b", "Rose@Mail.Example", "rose at mail dot example", "none", "@", " x@€ "]
_HANDLES = [
    "@rose_7",
    "ig: rose",
    "instagram.com/rose",
    " @ ",
    "@@a b",
    "r€se",
    "@ROSE\n",
    "роза_7",
]


def ads() -> st.SearchStrategy[Ad]:
    """Ads whose fields agree about where they stand, or don't."""
    return st.sampled_from(_PINNED).flatmap(_ads_of)


def whole_ads() -> st.SearchStrategy[Ad]:
    """With words and every field."""
    return st.builds(
        Ad,
        st.just("s"),
        st.just("1"),
        title=texts(),
        body=texts(),
        phones=_several([*_PHONES, *_LONG]),
        emails=_several(_EMAILS),
        handles=_several(_HANDLES),
        age=st.none() | st.integers(0, 150),
        city=_name("Paris", _CITIES),
        country=_name("US", _COUNTRIES),
    )


def _ads_of(city: Place) -> st.SearchStrategy[Ad]:
    return st.builds(
        Ad,
        st.just("s"),
        st.just("1"),
        city=_name(city.name, _CITIES),
        region=_name(city.region, _REGIONS),
        country=_name(city.country, _COUNTRIES),
        lat=_degrees(city.lat, 90.0),
        lon=_degrees(city.lon, 180.0),
    )


def _several(written: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(written) | st.text(max_size=12), max_size=3).map(tuple)


def _degrees(here: float, limit: float) -> st.SearchStrategy[float | None]:
    near = st.floats(max(-limit, here - 2), min(limit, here + 2))
    return near | near | st.none() | st.floats(-limit, limit)


def _name(right: str, known: list[str]) -> st.SearchStrategy[str | None]:
    """The right one, another, or as somebody types it."""
    typed = st.builds(
        _typed,
        st.sampled_from(known),
        st.sampled_from([str, str.upper, str.title, str.casefold]),
        st.sampled_from(["{}", " {}\xa0", "{}, TX", "{},", "{}ß", "{}\u0301", "{}'", "{}\udc80"]),
    )
    return st.just(right) | st.none() | typed | st.sampled_from(_ODD)


def _typed(name: str, change: type[str], around: str) -> str:
    return around.format(change(name))
