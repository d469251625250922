"""Which leads hold some words: those of whose ads one holds them all.

Connection, words, what else narrows them -> leads_holding -> Holding

Of few ads each one's lead is known at once. Of many, leads are looked through from the best on,
some at a time, until there are enough: nobody reads further, and it is said that there are more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Connection, Engine, select
from tantivy import Query

from lamplight.arrays import I64
from lamplight.store.ad_index import AdIndex, ad_index
from lamplight.store.ad_query import all_of, among_numbers, holds
from lamplight.store.index_files import State, index_file, map_arrays, save_arrays
from lamplight.store.memberships import everyone
from lamplight.store.parts import read_parts
from lamplight.store.runs import done_state
from lamplight.store.tables import leads

FREQUENT = 100_000
"""Of words that more ads hold, leads are looked through from the best on."""
SLICE = 60
"""Leads that are looked through first; then always twice as many."""
_NAME = "ranks"


@dataclass(frozen=True, slots=True)
class Holding:
    """Ranks of leads, best first.

    more  there are more, which were not looked for
    """

    ranks: list[int]
    more: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Ranks:
    """Which lead each ad belongs to.

    of      I64[n] rank of the lead by the ad's number, 0 for none
    ads     I64[m] numbers of the ads, by their lead's rank
    starts  I64[k + 1] where the ads of each rank begin
    """

    of: I64
    ads: I64
    starts: I64


Narrow = Callable[[list[int]], list[int]]
"""Of these ranks, those of leads that are wanted for all but their words, best first."""


def leads_holding(
    db: Connection, words: Sequence[str], narrow: Narrow, enough: int | None
) -> Holding:
    """At least so many if there are; None: all of them."""
    index = ad_index(db)
    query = all_of([holds(word) for word in words])
    known = _ranks(db)
    total = index.count(query)
    if total <= FREQUENT:
        numbers = np.array(index.numbers(query, total + 1), np.int64)
        there = known.of[numbers[numbers < len(known.of)]]
        return Holding(narrow(np.unique(there[there > 0]).tolist()))
    return _from_the_best_on(index, query, known, narrow, enough)


def _from_the_best_on(
    index: AdIndex, query: Query, known: _Ranks, narrow: Narrow, enough: int | None
) -> Holding:
    found: list[int] = []
    first, size, ranks = 1, SLICE, len(known.starts) - 1
    while first < ranks and (enough is None or len(found) < enough):
        end = min(first + size, ranks)
        own = known.ads[known.starts[first] : known.starts[end]]
        hits = index.numbers(all_of([query, among_numbers(own.tolist())]), len(own) + 1)
        found += narrow(np.unique(known.of[hits]).tolist())
        first, size = end, size * 2
    return Holding(found, more=first < ranks)


_held: WeakKeyDictionary[Engine, tuple[State | None, _Ranks]] = WeakKeyDictionary()
_reading = Lock()


def _ranks(db: Connection) -> _Ranks:
    """Read anew where another run is done since; the index file is there for others to map."""
    state = done_state(db)
    with _reading:
        held = _held.get(db.engine)
        if held is None or held[0] != state:
            held = _held[db.engine] = state, _mapped(db, state)
        return held[1]


def _mapped(db: Connection, state: State | None) -> _Ranks:
    if state is None:
        return _read(db, state)
    path = index_file(db.engine, _NAME)
    found = map_arrays(path, state)
    if found is None:
        read = _read(db, state)
        save_arrays(path, state, {"of": read.of, "ads": read.ads, "starts": read.starts})
        return read
    return _Ranks(found["of"], found["ads"], found["starts"])


def _read(db: Connection, state: State | None) -> _Ranks:
    run = None if state is None else state["run"]
    of_run = select(leads.c.network, leads.c.rank).where(leads.c.run == run)
    rank_of = {network: rank for part in read_parts(db, of_run) for network, rank in part}
    found = everyone(db, run)
    ranks = np.array([rank_of.get(network, 0) for network in found.networks], np.int64)[found.home]
    numbers, ranks = found.ad[ranks > 0], ranks[ranks > 0]
    of = np.zeros(int(numbers.max(initial=0)) + 1, np.int64)
    of[numbers] = ranks
    order = np.argsort(ranks, kind="stable")
    starts = np.searchsorted(ranks[order], np.arange(int(ranks.max(initial=0)) + 2))
    return _Ranks(of, numbers[order], starts)
