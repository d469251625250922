"""What ads have in common, as one table: ad, value.

Corpus -> shares_of -> Shares

A value is a contact (phone, email, handle, url, wallet), a group of near pictures or a group of
near-duplicate texts. What follows treats them alike; only their worth differs by kind.
Limit: a group of pictures or texts is joined by single steps, so its ends may differ widely.
"""

from dataclasses import dataclass, replace

import numpy as np

from lamplight.arrays import I64, Bool
from lamplight.link.corpus import Corpus
from lamplight.link.words import Wording
from lamplight.match.hamming import first_of_each, number_by_first

KINDS = ("phone", "email", "handle", "url", "wallet", "picture", "text")
CONTACTS = 5  # the first so many kinds reach a person
PICTURE, TEXT = KINDS.index("picture"), KINDS.index("text")
LEAST_SHINGLES = 8  # a shorter text is alike by chance


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """m pairs of an ad and a value it shows; no pair twice.

    row    I64[m] ad
    value  I64[m] value
    kind   I64[v] of each value, index in KINDS
    name   I64[v] index in corpus.values for contacts, in the pictures for pictures, else an ad
    barred   Bool[v] whether people said that it joins nobody; whoever shows it can be reached by it
    """

    row: I64
    value: I64
    kind: I64
    name: I64
    barred: Bool

    def is_contact(self) -> Bool:
        """Of each value, whether it is a way to reach someone -> Bool[v]."""
        return self.kind < CONTACTS

    def of_rows(self, chosen: Bool) -> "Shares":
        """What the ads chosen (Bool[n]) show; values keep their numbers."""
        return self._with(chosen[self.row])

    def joining(self) -> "Shares":
        """Without what joins nobody; values keep their numbers."""
        return self._with(~self.barred[self.value])

    def _with(self, kept: Bool) -> "Shares":
        return replace(self, row=self.row[kept], value=self.value[kept])


def shares_of(corpus: Corpus, ignored: frozenset[tuple[str, str]] = frozenset()) -> Shares:
    """Every ad with the values it shows; ignored: those that people said join nobody."""
    parts = [_contacts(corpus, ignored), _pictures(corpus), _texts(corpus.wording)]
    first = np.cumsum([0, *(len(part.kind) for part in parts)])
    return Shares(
        row=np.concatenate([part.row for part in parts]),
        value=np.concatenate([part.value + at for part, at in zip(parts, first, strict=False)]),
        kind=np.concatenate([part.kind for part in parts]),
        name=np.concatenate([part.name for part in parts]),
        barred=np.concatenate([part.barred for part in parts]),
    )


def sharing(shares: Shares, ads: int) -> Bool:
    """Whether an ad shares a value with another -> Bool[n]. Those that share nothing with anybody
    must not change what others share is worth."""
    shared = (np.bincount(shares.value, minlength=len(shares.kind)) > 1) & ~shares.barred
    found = np.zeros(ads, np.bool_)
    found[shares.row[shared[shares.value]]] = True
    return found


def _contacts(corpus: Corpus, ignored: frozenset[tuple[str, str]]) -> Shares:
    number = {kind: place for place, kind in enumerate(KINDS[:CONTACTS])}
    kind = np.array([number.get(value[0], -1) for value in corpus.values], np.int64)
    used = kind[corpus.signal_value] >= 0 if len(kind) else np.empty(0, np.bool_)
    shares = _renumbered(corpus.signal_row[used], corpus.signal_value[used], kind)
    barred = np.array([value in ignored for value in corpus.values], np.bool_)
    return replace(shares, barred=barred[shares.name])


def _pictures(corpus: Corpus) -> Shares:
    groups = number_by_first(corpus.picture_group)
    kind = np.full(len(groups), PICTURE, np.int64)
    shares = _renumbered(corpus.picture_row, groups, kind)
    return replace(shares, name=first_of_each(groups))


def _texts(wording: Wording) -> Shares:
    group = number_by_first(wording.group[wording.text])
    rows = np.flatnonzero(wording.shingles.sizes()[wording.text] >= LEAST_SHINGLES)
    first = first_of_each(group[rows])
    there = first >= 0
    value = (np.cumsum(there) - 1)[group[rows]]
    kind = np.full(there.sum(), TEXT, np.int64)
    return Shares(rows, value, kind, rows[first[there]], np.zeros(len(kind), np.bool_))


def _renumbered(rows: I64, values: I64, kind: I64) -> Shares:
    """Pairs once each, values numbered without gaps and named by their old number."""
    width = max(len(kind), 1)
    keys = np.sort(rows * width + values)  # np.unique would hash, which takes ten times as long
    row, name = np.divmod(keys[np.append(True, keys[1:] != keys[:-1])[: len(keys)]], width)
    there = np.zeros(width, np.bool_)
    there[name] = True
    names = np.flatnonzero(there)
    return Shares(
        row, (np.cumsum(there) - 1)[name], kind[names], names, np.zeros(len(names), np.bool_)
    )
