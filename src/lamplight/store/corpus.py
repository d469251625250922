"""The stored ads as linking reads them: columns in memory.

Connection, networks -> read_corpus -> numbers of the rows, Corpus
Connection, AdColumns -> corpus_of -> the same, of ads that were read
"""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, Text, cast, func, select

from lamplight.arrays import I64
from lamplight.link.corpus import Corpus
from lamplight.rank.facts import NEVER, different_pairs, numbered
from lamplight.rank.phrases import Phrases
from lamplight.store.ad_columns import AdColumns
from lamplight.store.ad_facts import Names
from lamplight.store.ad_rows import Wanted, every, read_columns
from lamplight.store.among import among
from lamplight.store.clusters import ads_of
from lamplight.store.parts import read_parts
from lamplight.store.tables import signals

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
    return corpus_of(db, read_columns(db, wanted, Phrases.compile(())), wanted)


def corpus_of(db: Connection, ads: AdColumns, wanted: Wanted = every) -> tuple[list[int], Corpus]:
    """With what the ads show; this is quick where values are indexed.

    wanted  says which ads these are
    """
    facts = ads.facts
    values, signal_row, signal_value = _signals(db, facts.number, wanted)
    corpus = Corpus(
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
    return facts.number.tolist(), corpus


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


def _signals(
    db: Connection, numbers: I64, wanted: Wanted
) -> tuple[list[tuple[str, str]], I64, I64]:
    """Values in order, and the pairs of row and value, each pair once."""
    table = signals.c
    ads = func.aggregate_strings(cast(table.ad, Text), ",")  # a row for each pair takes far longer
    query = (
        select(table.kind, table.value, ads)
        .where(table.kind.in_(JOINING), wanted(table.ad))
        .group_by(table.kind, table.value)
        .order_by(table.kind, table.value)
    )
    values: list[tuple[str, str]] = []
    owners: list[I64] = [np.empty(0, np.int64)]
    sizes: list[int] = []
    for part in read_parts(db, query):
        kinds, names, shown = zip(*part, strict=True)
        values += zip(kinds, names, strict=True)
        owners.append(np.fromstring(",".join(shown), np.int64, sep=","))
        sizes += [ads.count(",") + 1 for ads in shown]
    value = np.repeat(np.arange(len(values)), sizes)
    value, row = different_pairs(value, np.searchsorted(numbers, np.concatenate(owners)))
    return values, row, value
