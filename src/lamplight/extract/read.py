"""All signals of an ad or a text, one kind after the other over one shared reading.

text -> Extractor.find -> signals_in -> list[Signal]

A place in the text is read as one kind: what an e-mail address, a wallet, a profile or a web
address took is blanked for the kinds after it. The machinery is native (native/extract); words and
patterns stand in this room's modules, one for each kind in ``kinds``. Linear in the text's length.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import compress
from operator import attrgetter
from typing import Any, NamedTuple, Self

import lamplight.extract as room
from lamplight._native import Extractor
from lamplight.extract.effort import EFFORT, effort_of, method_of
from lamplight.extract.places import Places, key_of
from lamplight.extract.plans import plan
from lamplight.extract.reading import entity
from lamplight.extract.tables import encoded, page, tables
from lamplight.model import Ad, Field, Signal

VERSION = 15
"""Raised whenever the same text may give other signals."""

REMEMBERED_BYTES = 32 << 20
"""For the texts of some 40,000 ads and what was found in them."""


class Found(NamedTuple):
    """Signals side by side, ad by ad in their order; the rest as in Signal.

    ads        number of the ad
    positions  among the signals of its ad, from 0
    """

    ads: Sequence[int]
    positions: Sequence[int]
    kinds: Sequence[str]
    values: Sequence[str]
    fields: Sequence[Field | None]
    starts: Sequence[int | None]
    ends: Sequence[int | None]
    methods: Sequence[str]
    confidences: Sequence[float]
    obfuscations: Sequence[float]

    def only(self, wanted: Iterable[object]) -> Self:
        """Those signals whose place in wanted is true."""
        chosen = list(map(bool, wanted))
        columns: list[Any] = [list(compress(column, chosen)) for column in self]
        return type(self)(*columns)


@lru_cache(maxsize=4)
def extractor(places: Places, remembered_bytes: int = REMEMBERED_BYTES) -> Extractor:
    """The native extractor with this gazetteer; it may be used by several threads at once.

    An ad's text that it has met before, as most sites show again and again, costs it a look-up.
    """
    asked = page, lambda piece: encoded(entity(piece)), plan, key_of
    return Extractor(tables(room), places, *asked, remembered_bytes)


def signals_in(
    text: str, region: str | None, places: Places, field: Field = "text"
) -> list[Signal]:
    """In order of their place in the text. region: ISO 3166-1 alpha-2, or None."""
    return [
        Signal(kind, value, field, start, end, method, confidence, obfuscation)
        for kind, value, start, end, confidence, tricks in extractor(places).find(
            text, region or ""
        )
        for method, obfuscation in (_effort(tricks),)
    ]


class Columns(NamedTuple):
    """Ads side by side: what stands in one place of each column is of one ad.

    numbers                     of the ads, for what comes back
    titles, bodies              as collected
    countries, regions, cities  as given, or None
    lats, lons                  degrees, or None
    ages                        years, or None
    phones, emails, handles     as given, any number of each
    """

    numbers: Sequence[int]
    titles: Sequence[str]
    bodies: Sequence[str]
    countries: Sequence[str | None]
    regions: Sequence[str | None]
    cities: Sequence[str | None]
    lats: Sequence[float | None]
    lons: Sequence[float | None]
    ages: Sequence[int | None]
    phones: Sequence[Sequence[str]]
    emails: Sequence[Sequence[str]]
    handles: Sequence[Sequence[str]]

    @classmethod
    def of(cls, ads: Iterable[tuple[int, Ad]]) -> Self:
        """From ads and their numbers."""
        rows = [(number, *_FIELDS(ad)) for number, ad in ads]
        return cls(*zip(*rows, strict=True)) if rows else cls(*[()] * len(cls._fields))


_FIELDS = attrgetter(
    *("title", "body", "country", "region", "city", "lat", "lon", "age"),
    *("phones", "emails", "handles"),
)


def find_in(ads: Columns, region: str, places: Places, threads: int = 1) -> Found:
    """In the order of the ads; of each its title's, its body's, its fields', which have no span.

    region: of ads that don't say where they stand.
    """
    return Found(*extractor(places).signals_of(ads, region, _effort, threads))


def signals_of(ad: Ad, region: str | None, places: Places) -> list[Signal]:
    """Of one ad, likewise. region: if it doesn't say where it stands, or None."""
    _, _, *found = find_in(Columns.of([(0, ad)]), region or "", places)
    return [Signal(*values) for values in zip(*found, strict=True)]


def region_of(ad: Ad, places: Places) -> str | None:
    """Country of an ad, ISO 3166-1 alpha-2: as it says, else by its point, else region, city."""
    return extractor(places).regions_of(Columns.of([(0, ad)]))[0] or None


@cache
def _effort(tricks: int) -> tuple[str, float]:
    """Method and obfuscation of a signal."""
    names = names_of(tricks)
    return method_of(names), effort_of(names)


def names_of(tricks: int) -> frozenset[str]:
    """Names of the tricks whose bits are set: bit n is the nth of EFFORT."""
    return frozenset(name for at, name in enumerate(EFFORT) if tricks >> at & 1)
