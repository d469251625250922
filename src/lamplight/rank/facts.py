"""What ranking reads: some networks with all their ads, as columns.

Facts, Indicator -> rank.queue.rank_networks -> Lead

Rows of ads stand network by network, then by (source, id); times are microseconds since 1970, UTC.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import count
from typing import Generic, TypeVar

import numpy as np

from lamplight.arrays import F64, I64, Bool
from lamplight.model import BankHit, Field

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
Text = tuple[str, str]
"""Title and body."""
Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, eq=False)
class Signals:
    """What was found in the ads, in the order of their rows.

    known      different values; value[i] is the number of one
    ad         row, ascending
    sure       read with enough confidence to support a reason
    disguised  written so that a machine should not read it
    in_text    False for structured fields
    where      gives field, start and end of one, all None for structured fields
    """

    known: Sequence[Known]
    ad: I64
    value: I64
    sure: Bool
    disguised: Bool
    in_text: Bool
    where: Callable[[int], tuple[Field | None, int | None, int | None]]

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
class Facts:
    """Networks and their ads.

    networks  ids
    network   of each ad the number of its network, ascending
    provider  the same number means the same provider; each is of one network
    text      number of one of texts, different titles and bodies
    seen      posted_at, else collected_at
    place     number of one of places, "city, region, country" as far as known
    country   number of one of countries, ISO 3166-1 alpha-2
    lat, lon  degrees, NaN where not known
    age       years, as a field of its own claims
    hits      what of its signals and pictures is on a watch list, by row
    """

    networks: Sequence[str]
    network: I64
    source: Sequence[str]
    id: Sequence[str]
    provider: I64
    texts: Sequence[Text]
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

    def distinct(self, of_ads: I64) -> I64:
        """Of each network, how many different numbers its ads have; NONE counts for nothing."""
        given = of_ads != NONE
        network, _ = different_pairs(self.network[given], of_ads[given])
        return np.bincount(network, minlength=len(self.networks))


class Numbers(Generic[Value]):
    """Different values by their numbers, in the order in which they come."""

    def __init__(self) -> None:
        self._number_of: defaultdict[Value | None, int] = defaultdict(count().__next__)
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
