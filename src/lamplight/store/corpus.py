"""The stored ads as linking reads them: columns in memory.

Connection, networks -> read_corpus -> numbers of the rows, Corpus
AdColumns -> corpus_of -> Corpus
"""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection

from lamplight.arrays import I64
from lamplight.link.corpus import Corpus
from lamplight.rank.facts import NEVER, NONE, Known, different_pairs, numbered
from lamplight.rank.phrases import Phrases
from lamplight.store.ad_columns import AdColumns
from lamplight.store.ad_facts import Names, Shown
from lamplight.store.ad_rows import Wanted, every, read_columns
from lamplight.store.among import among
from lamplight.store.clusters import ads_of

JOINING = ("phone", "email", "handle", "url", "wallet")
"""Kinds of signals that can hold two ads together."""

_DAY_S = 86_400
_SECOND = 1e6  # in microseconds
_MOST_NAMED = 30_000  # in one query; of more networks every ad is read


def read_corpus(db: Connection, networks: Sequence[str] | None = None) -> tuple[list[int], Corpus]:
    """Every ad in order of its number, and the numbers themselves.

    networks  only the ads that are in one of these, by the newest run that is done
    """
    wanted = every if networks is None else _wanted(db, networks)
    ads = read_columns(db, wanted, Phrases.compile(()))
    return ads.facts.number.tolist(), corpus_of(ads)


def corpus_of(ads: AdColumns) -> Corpus:
    """A row for each ad, in order of their numbers."""
    facts = ads.facts
    values, signal_row, signal_value = _signals(facts.shown)
    return Corpus(
        keys=facts.keys,
        day=np.where(facts.seen == NEVER, np.nan, facts.seen / _SECOND / _DAY_S),
        lat=facts.lat,
        lon=facts.lon,
        place=_places(facts.names)[facts.name],
        wording=ads.wording,
        values=values,
        signal_row=signal_row,
        signal_value=signal_value,
        picture_row=np.searchsorted(facts.number, ads.picture_ad),
        picture_hash=ads.picture_hash,
        picture_group=ads.picture_group,
    )


def _places(names: Sequence[Names]) -> I64:
    """The same number for the same name however it is written, NONE without one."""
    folded = (tuple((part or "").strip().casefold() for part in name) for name in names)
    return numbered(name if any(name) else None for name in folded)[1]


def _wanted(db: Connection, networks: Sequence[str]) -> Wanted:
    """Says of a column of ads' numbers which of them are read."""
    if len(networks) > _MOST_NAMED:
        return every
    within = ads_of(db, networks)
    return lambda column: among(db, column, within)


def _signals(shown: Shown) -> tuple[list[Known], I64, I64]:
    """Values that join, in order, and the pairs of row and value, each pair once."""
    joins = np.array([kind in JOINING for kind, _ in shown.values], np.bool_)
    row = np.repeat(np.arange(len(shown.starts) - 1), np.diff(shown.starts))
    here = joins[shown.value]
    used = np.flatnonzero(np.bincount(shown.value[here], minlength=len(joins))).tolist()
    used.sort(key=shown.values.__getitem__)
    number = np.full(len(shown.values), NONE)
    number[used] = np.arange(len(used))
    value, row = different_pairs(number[shown.value[here]], row[here])
    return [shown.values[at] for at in used], row, value
