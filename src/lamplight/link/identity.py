"""Keep the names of clusters from run to run.

previous ids, labels -> carry_ids -> Identity

An id goes to the cluster that keeps the largest part of its ads; each cluster takes the id that
brings it most ads. An id that finds no cluster redirects to where most of its ads went, and is
remembered with the ads it had: where these part from the others again, it comes back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count

import numpy as np

from lamplight.arrays import I64, Bool

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
LETTERS = 10


@dataclass(frozen=True, slots=True)
class Identity:
    """The ids after a run.

    ids        one for each row
    redirects  an id that is gone -> the id that most of its ads have now
    """

    ids: list[str]
    redirects: dict[str, str]


def carry_ids(
    previous: Sequence[str | None],
    labels: I64,
    keys: Sequence[str],
    prefix: str,
    former: Mapping[str, Sequence[int]] | None = None,
) -> Identity:
    """Ids for the clusters in labels I64[n], numbered 0.. without gaps.

    previous  the id each row had before, None for a new row
    keys      unique; a new cluster is named after its smallest
    former    ids that lead on to others -> the rows they had
    Of two parts that an id might go to, the one with more rows counts that were always its own.
    Ties go to the larger cluster, then to the smaller key, then to the smaller old id.
    """
    if len(labels) == 0:
        return Identity([], {})
    smallest = _smallest_keys(labels, keys)
    first = _precedence(labels, smallest)
    old, old_of = _numbered(previous)
    there = set(old)
    lent = {id: rows for id, rows in (former or {}).items() if id not in there}
    own = np.ones(len(labels), np.bool_)
    own[[row for rows in lent.values() for row in rows]] = False
    name: list[str | None] = [None] * len(smallest)
    known = np.flatnonzero(old_of >= 0)
    homes = _given_out(old, _overlaps(old_of[known], labels[known], own[known], first), name)
    gone = sorted(lent)
    rows = [row for id in gone for row in lent[id]]
    ids = np.repeat(np.arange(len(gone)), [len(lent[id]) for id in gone])
    _given_out(gone, _overlaps(ids, labels[rows], own[rows], first), name)
    taken = {*old, *gone}
    named = [given or _new_id(prefix, smallest[i], taken) for i, given in enumerate(name)]
    redirects = {id: named[home] for id, home in homes.items() if named[home] != id}
    return Identity(list(map(named.__getitem__, labels.tolist())), redirects)


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


def _smallest_keys(labels: I64, keys: Sequence[str]) -> list[str]:
    smallest = [""] * (int(labels.max()) + 1)
    for label, key in zip(labels.tolist(), keys, strict=True):
        if not smallest[label] or key < smallest[label]:
            smallest[label] = key
    return smallest


def _numbered(previous: Sequence[str | None]) -> tuple[list[str], I64]:
    names = sorted(old for old in set(previous) if old is not None)
    number: dict[str | None, int] = {old: place for place, old in enumerate(names)}
    number[None] = -1
    return names, np.fromiter(map(number.__getitem__, previous), np.int64, len(previous))


def _precedence(labels: I64, smallest: Sequence[str]) -> I64:
    """Of each cluster its place: the larger first, then the one of the smaller key."""
    size = np.bincount(labels, minlength=len(smallest))
    order = sorted(range(len(smallest)), key=lambda cluster: (-size[cluster], smallest[cluster]))
    precedence = np.empty(len(order), np.int64)
    precedence[order] = np.arange(len(order))
    return precedence


def _overlaps(ids: I64, labels: I64, own: Bool, precedence: I64) -> list[tuple[int, int]]:
    """(id, cluster) that have rows in common: most own rows first, then most rows, then by the
    clusters' precedence."""
    clusters = len(precedence)
    pairs, place, rows = np.unique(ids * clusters + labels, return_inverse=True, return_counts=True)
    owned = np.bincount(place.ravel(), own, len(pairs))
    old, cluster = np.divmod(pairs, clusters)
    order = np.lexsort((precedence[cluster], -rows, -owned))
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
