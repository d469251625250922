"""Keep the names of clusters from run to run.

Before, labels -> carry_ids -> Identity

An id goes to the cluster that keeps the largest part of its ads; each cluster takes the id that
brings it most ads. An id that finds no cluster redirects to where most of its ads went, and is
remembered with the ads it had: where these part from the others again, it comes back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count, pairwise

import numpy as np

from lamplight.arrays import I64, Bool
from lamplight.ordered import ordered

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
LETTERS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Identity:
    """The ids after a run.

    names      of the clusters, by their number
    of         I64[n] of each row the number of its cluster, in order of first row
    redirects  an id that is gone -> the id that most of its ads have now
    """

    names: list[str]
    of: I64
    redirects: dict[str, str]

    @property
    def named(self) -> tuple[list[str], I64]:
        return self.names, self.of


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """The clusters of n rows before.

    names   their ids, each once
    of      I64[n] of each row the place of its id in names, -1 for a new row
    former  ids that lead on to others -> the rows they had
    """

    names: Sequence[str]
    of: I64
    former: Mapping[str, Sequence[int]] = field(default_factory=dict)


def carry_ids(before: Before, labels: I64, keys: Sequence[str], prefix: str) -> Identity:
    """Ids for the clusters in labels I64[n], numbered 0.. in order of first row.

    keys  unique; a new cluster is named after its smallest
    Of two parts that an id might go to, the one with more rows counts that were always its own.
    Ties go to the larger cluster, then to the smaller key, then to the smaller old id.
    """
    if len(labels) == 0:
        return Identity([], labels, {})
    now = _Clusters(labels, keys)
    old, old_of = _borne(before)
    there = set(old)
    lent = {id: rows for id, rows in before.former.items() if id not in there}
    own = np.ones(len(labels), np.bool_)
    own[[row for rows in lent.values() for row in rows]] = False
    name: list[str | None] = [None] * now.count
    known = np.flatnonzero(old_of >= 0)
    homes = _given_out(old, _overlaps(old_of[known], known, own, now), name)
    gone = sorted(lent)
    rows = np.array([row for id in gone for row in lent[id]], np.int64)
    ids = np.repeat(np.arange(len(gone)), [len(lent[id]) for id in gone])
    _given_out(gone, _overlaps(ids, rows, own, now), name)
    taken = {*old, *gone}
    new = np.array([given is None for given in name])
    for cluster, key in now.smallest_keys(new).items():
        name[cluster] = _new_id(prefix, key, taken)
    named = [given or "" for given in name]
    redirects = {id: named[home] for id, home in homes.items() if named[home] != id}
    return Identity(named, labels, redirects)


@dataclass(frozen=True, slots=True, eq=False)
class _Clusters:
    """Labels I64[n], and the keys of the rows."""

    labels: I64
    keys: Sequence[str]

    @property
    def count(self) -> int:
        return int(self.labels.max()) + 1

    def smallest_keys(self, chosen: Bool) -> dict[int, str]:
        """Of some clusters, by number."""
        rows = np.flatnonzero(chosen[self.labels])
        rows = rows[ordered(self.labels[rows])]
        clusters = np.flatnonzero(chosen)
        bounds = np.searchsorted(self.labels[rows], clusters).tolist()
        keys = list(map(self.keys.__getitem__, rows.tolist()))
        parts = pairwise([*bounds, len(keys)])
        return {it: min(keys[a:b]) for it, (a, b) in zip(clusters.tolist(), parts, strict=True)}

    def precedence(self, chosen: Bool) -> I64:
        """Of some clusters their places among each other: the larger first, then the one of the
        smaller key; 0 of the others."""
        size, smallest = np.bincount(self.labels), self.smallest_keys(chosen)
        order = sorted(smallest, key=lambda cluster: (-size[cluster], smallest[cluster]))
        precedence = np.zeros(self.count, np.int64)
        precedence[order] = np.arange(len(order))
        return precedence


def _given_out(
    ids: Sequence[str], overlaps: Iterable[tuple[int, int]], name: list[str | None]
) -> dict[str, int]:
    """Gives each id to its home, the first cluster that it overlaps, unless that bears a name
    already -> the home of each id."""
    homes: dict[str, int] = {}
    for number, cluster in overlaps:
        if ids[number] not in homes:
            homes[ids[number]] = cluster
            name[cluster] = name[cluster] or ids[number]
    return homes


def _borne(before: Before) -> tuple[list[str], I64]:
    """The ids that rows still bear, sorted, and of each row the place of its own, -1 for none."""
    borne = np.bincount(before.of + 1, minlength=len(before.names) + 1)[1:]
    order = sorted(np.flatnonzero(borne).tolist(), key=before.names.__getitem__)
    number = np.full(len(borne) + 1, -1)
    number[order] = np.arange(len(order))
    return [before.names[place] for place in order], number[before.of]


def _overlaps(ids: I64, rows: I64, own: Bool, now: _Clusters) -> list[tuple[int, int]]:
    """(id, cluster) that have rows in common: most own rows first, then most rows, then by the
    clusters' precedence, which is asked where clusters have as much of one id."""
    labels, clusters = now.labels[rows], now.count
    pairs, place, count = np.unique(
        ids * clusters + labels, return_inverse=True, return_counts=True
    )
    owned = np.bincount(place.ravel(), own[rows], len(pairs))
    old, cluster = np.divmod(pairs, clusters)
    order = np.lexsort((-count, -owned, old))
    one, other = order[:-1], order[1:]
    even = (old[one] == old[other]) & (owned[one] == owned[other]) & (count[one] == count[other])
    tied = np.zeros(clusters, np.bool_)
    tied[cluster[one[even]]] = tied[cluster[other[even]]] = True
    order = np.lexsort((now.precedence(tied)[cluster], -count, -owned))
    return list(zip(old[order].tolist(), cluster[order].tolist(), strict=True))


def _new_id(prefix: str, key: str, taken: set[str]) -> str:
    for attempt in count():
        seed = key if attempt == 0 else f"{key}\n{attempt}"
        bits = int.from_bytes(sha256(seed.encode("utf-8", "surrogatepass")).digest()[:8])
        letters = (ALPHABET[bits >> 5 * place & 31] for place in range(LETTERS))
        new = prefix + "".join(letters)
        if new not in taken:
            taken.add(new)
            return new
    raise AssertionError("count never ends")
