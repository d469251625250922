"""What ranking reads: some networks with all their ads, as columns.

Facts, Indicator -> rank.queue.rank_networks -> Lead

Rows of ads stand network by network, then by (source, id); times are microseconds since 1970, UTC.
How and where something stands is packed in one number: 1 where it is sure, 2 where it is disguised,
4 in a title, 8 in a body, then 28 bits of its start, then its end.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import count
from typing import Generic, TypeVar

import numpy as np

from lamplight.arrays import F64, I64, Bool
from lamplight.model import BankHit, Field
from lamplight.ragged import spread

SURE = 0.5
"""Confidence below which a signal supports no reason."""
DISGUISED = 0.4
"""Obfuscation from which on a writing counts as a disguise."""
CONTACTS = ("phone", "email", "handle")
ASKED = (*CONTACTS, "price", "age")
"""Kinds of signals that rules may ask for; of others only what a list holds is known here."""
NONE = -1
"""Number of what is not there."""
NEVER = np.iinfo(np.int64).min
"""The time of an ad without one."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Known = tuple[str, str]
"""A kind of signal, and a value in normal form."""
Where = tuple[Field | None, int | None, int | None]
"""Field, start and end; all None for structured fields."""
Value = TypeVar("Value", bound=Hashable)


_FIELDS: tuple[Field | None, ...] = (None, "title", "body")
_IN_TITLE, _IN_BODY = 4, 8


def packed(field: Field, start: int, end: int) -> int:
    """Where something stands in a text."""
    return (_IN_TITLE if field == "title" else _IN_BODY) | start << 4 | end << 32


def unpacked(how: int) -> Where:
    field = _FIELDS[how >> 2 & 3]
    return (None, None, None) if field is None else (field, how >> 4 & (2**28 - 1), how >> 32)


@dataclass(frozen=True, eq=False)
class Signals:
    """What was found in the ads, in the order of their rows.

    known  different values; value[i] is the number of one
    ad     row, ascending
    how    packed: how and where it was found
    """

    known: Sequence[Known]
    ad: I64
    value: I64
    how: I64

    @cached_property
    def sure(self) -> Bool:
        """Read with enough confidence to support a reason."""
        return self.how & 1 > 0

    @cached_property
    def disguised(self) -> Bool:
        """Written so that a machine should not read it."""
        return self.how & 2 > 0

    @cached_property
    def in_text(self) -> Bool:
        """False for structured fields."""
        return self.how & (_IN_TITLE | _IN_BODY) > 0

    def where(self, at: int) -> Where:
        return unpacked(int(self.how[at]))

    def of(self, *kinds: str) -> I64:
        """Places of the signals of these kinds, of ASKED, that were read with some confidence."""
        assert set(kinds) <= set(ASKED), f"{kinds} are not read; see ASKED"  # noqa: S101
        names, kind_of = self._kinds
        wanted = np.array([name in kinds for name in names], np.bool_)
        return np.flatnonzero(wanted[kind_of][self.value] & self.sure)

    @cached_property
    def _kinds(self) -> tuple[list[str], I64]:
        return numbered(kind for kind, _ in self.known)


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """t texts, and k phrases in them.

    words      I64[t] the same number where title and body have the same words that count; NONE
               where they have none
    title      I64[t] likewise of the title alone
    starts     I64[t + 1] where the phrases of each text begin
    indicator  I64[k] number of each phrase's indicator, ascending: the first phrase for it
    where      I64[k] and where that stands, packed
    """

    words: I64
    title: I64
    starts: I64
    indicator: I64
    where: I64

    def at(self, texts: I64) -> "Texts":
        """Some of them, in the order given."""
        starts, phrases = spread(self.starts, texts)
        indicator, where = self.indicator[phrases], self.where[phrases]
        return Texts(self.words[texts], self.title[texts], starts, indicator, where)

    def marked(self) -> Bool:
        """Which hold a phrase."""
        return np.diff(self.starts) > 0


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Networks and their ads.

    networks  ids
    network   of each ad the number of its network, ascending
    provider  the same number means the same provider; each is of one network
    keys      "source/id"
    source    number of one of sources
    text      number of one of texts
    seen      posted_at, else collected_at
    place     number of one of places, "city, region, country" as far as known
    country   number of one of countries, ISO 3166-1 alpha-2
    lat, lon  degrees, NaN where not known
    age       years, as a field of its own claims
    hits      what of its signals and pictures is on a watch list, by row
    """

    networks: Sequence[str]
    network: I64
    keys: Sequence[str]
    sources: Sequence[str]
    source: I64
    provider: I64
    texts: Texts
    text: I64
    seen: I64
    places: Sequence[str]
    place: I64
    countries: Sequence[str]
    country: I64
    lat: F64
    lon: F64
    age: I64
    signals: Signals
    hits: Sequence[tuple[int, BankHit]]

    def name(self, ad: int) -> tuple[str, str]:
        """Source and id."""
        source = self.sources[self.source[ad]]
        return source, self.keys[ad][len(source) + 1 :]

    def distinct(self, of_ads: I64) -> I64:
        """Of each network, how many different numbers its ads have; NONE counts for nothing."""
        given = of_ads != NONE
        network, _ = different_pairs(self.network[given], of_ads[given])
        return np.bincount(network, minlength=len(self.networks))


Named = tuple[Sequence[str], I64]
"""Different ids in the order in which they come, and of each row the number of its own."""


class Numbers(Generic[Value]):
    """Different values by their numbers, in the order in which they come."""

    def __init__(self, known: Iterable[Value] = ()) -> None:
        self._number_of: defaultdict[Value | None, int] = defaultdict(count().__next__)
        for value in known:
            self._number_of[value]
        self._number_of[None] = NONE

    def of(self, values: Iterable[Value | None]) -> I64:
        """Of each value its number."""
        return np.fromiter(map(self._number_of.__getitem__, values), np.int64)

    def values(self) -> list[Value]:
        return [value for value in self._number_of if value is not None]


def numbered(values: Iterable[Value | None]) -> tuple[list[Value], I64]:
    """The different values in the order in which they come, and of each value its number."""
    numbers = Numbers[Value]()
    found = numbers.of(values)
    return numbers.values(), found


def microseconds(moment: datetime | None) -> int:
    return NEVER if moment is None else (moment - EPOCH) // timedelta(microseconds=1)


def moment(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)


def different_pairs(left: I64, right: I64) -> tuple[I64, I64]:
    """Each pair once, in order; numbers from 0 whose product is an I64."""
    base = int(right.max(initial=0)) + 1
    pairs = np.sort(left * base + right)
    pairs = pairs[firsts(pairs)]
    return pairs // base, pairs % base


def firsts(keys: I64) -> Bool:
    """Of sorted keys, those that begin a run of equals; several rows of keys, compared together."""
    rows = np.atleast_2d(keys)
    begins = np.ones(rows.shape[1], np.bool_)
    begins[1:] = (rows[:, 1:] != rows[:, :-1]).any(axis=0)
    return begins
