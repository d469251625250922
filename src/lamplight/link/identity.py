"""Keep the names of clusters from run to run.

previous ids, labels -> carry_ids -> Identity

An id goes to the cluster that keeps the largest part of its ads; each cluster takes the id that
brings it most ads. An id that finds no cluster redirects to where most of its ads went.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count

import numpy as np

from lamplight.arrays import I64

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
    previous: Sequence[str | None], labels: I64, keys: Sequence[str], prefix: str
) -> Identity:
    """Ids for the clusters in labels I64[n], numbered 0.. without gaps.

    previous  the id each row had before, None for a new row
    keys      unique; a new cluster is named after its smallest
    Ties go to the larger cluster, then to the smaller key, then to the smaller old id. An id whose
    cluster is found again under its smallest key may come back after it was redirected.
    """
    if len(labels) == 0:
        return Identity([], {})
    smallest = _smallest_keys(labels, keys)
    old, old_of = _numbered(previous)
    name: list[str | None] = [None] * len(smallest)
    redirects: dict[str, str] = {}
    homes: dict[int, int] = {}
    kept = set()
    for old_id, cluster in _overlaps(old_of, labels, smallest):
        homes.setdefault(old_id, cluster)
        if old_id not in kept and homes[old_id] == cluster and name[cluster] is None:
            name[cluster] = old[old_id]
            kept.add(old_id)
    taken = set(old)
    named = [given or _new_id(prefix, smallest[i], taken) for i, given in enumerate(name)]
    for old_id, cluster in homes.items():
        if old_id not in kept:
            redirects[old[old_id]] = named[cluster]
    return Identity([named[label] for label in labels.tolist()], redirects)


def _smallest_keys(labels: I64, keys: Sequence[str]) -> list[str]:
    smallest = [""] * (int(labels.max()) + 1)
    for label, key in zip(labels.tolist(), keys, strict=True):
        if not smallest[label] or key < smallest[label]:
            smallest[label] = key
    return smallest


def _numbered(previous: Sequence[str | None]) -> tuple[list[str], I64]:
    names = sorted({old for old in previous if old is not None})
    number = {old: place for place, old in enumerate(names)}
    rows = (-1 if old is None else number[old] for old in previous)
    return names, np.fromiter(rows, np.int64, len(previous))


def _overlaps(old_of: I64, labels: I64, smallest: Sequence[str]) -> list[tuple[int, int]]:
    """(old id, cluster) that have ads in common: most ads first, then the larger cluster, then the
    smaller key."""
    known = old_of >= 0
    if not known.any():
        return []
    clusters = len(smallest)
    pairs, ads = np.unique(old_of[known] * clusters + labels[known], return_counts=True)
    size = np.bincount(labels, minlength=clusters)
    rank = np.empty(clusters, np.int64)
    rank[np.argsort(np.array(smallest, dtype=object), kind="stable")] = np.arange(clusters)
    old, cluster = np.divmod(pairs, clusters)
    order = np.lexsort((rank[cluster], -size[cluster], -ads))
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
