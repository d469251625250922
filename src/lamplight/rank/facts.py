"""What ranking reads: some networks with all their ads, as columns.

Facts, Indicator -> rank.queue.rank_networks -> Lead

Rows of ads stand network by network, then by (source, id); times are microseconds since 1970, UTC.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from lamplight.arrays import F64, I64, Bool
from lamplight.model import BankHit, Field

SURE = 0.5
"""Confidence below which a signal supports no reason."""
CONTACTS = ("phone", "email", "handle")
NONE = -1
"""Number of what is not there."""
NEVER = np.iinfo(np.int64).min
"""The time of an ad without one."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Known = tuple[str, str]
"""A kind of signal, and a value in normal form."""


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """What was found in the ads, in the order of their rows.

    known    different values; value[i] is the number of one
    ad       row, ascending
    confidence, obfuscation  0..1
    in_text  False for structured fields
    where    gives field, start and end of one, all None for structured fields
    """

    known: Sequence[Known]
    ad: I64
    value: I64
    confidence: F64
    obfuscation: F64
    in_text: Bool
    where: Callable[[int], tuple[Field | None, int | None, int | None]]

    def of(self, *kinds: str) -> I64:
        """Places of the signals of these kinds that were read with some confidence."""
        wanted = np.array([kind in kinds for kind, _ in self.known], np.bool_)
        return np.flatnonzero(wanted[self.value] & (self.confidence >= SURE))


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Networks and their ads.

    networks  ids
    network   of each ad the number of its network, ascending
    provider  the same number means the same provider; each is of one network
    seen      posted_at, else collected_at
    place     number of one of places, "city, region, country" as far as known
    country   ISO 3166-1 alpha-2
    lat, lon  degrees, NaN where not known
    age       years, as a field of its own claims
    hits      what of its signals and pictures is on a watch list, by row
    """

    networks: Sequence[str]
    network: I64
    source: Sequence[str]
    id: Sequence[str]
    provider: I64
    title: Sequence[str]
    body: Sequence[str]
    seen: I64
    places: Sequence[str]
    place: I64
    country: Sequence[str | None]
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


def numbered(values: Sequence[str | None]) -> tuple[list[str], I64]:
    """The different values in the order in which they come, and of each value its number."""
    number_of: dict[str, int] = {}
    numbers = [NONE if one is None else number_of.setdefault(one, len(number_of)) for one in values]
    return list(number_of), np.array(numbers, np.int64)


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
