"""How widely shared values are used, and where they were cut.

CutTable, numbers of the rows -> use_columns
Connection, numbers of ads or a value -> cuts_of_ads, cuts_of_value -> Cut; use_of -> ValueUse
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Row, select

from lamplight.arrays import I64
from lamplight.link.corpus import ValueUse
from lamplight.link.values import CutTable, groups_of, why_cut
from lamplight.model import Cut
from lamplight.store.ads import chunks
from lamplight.store.among import among
from lamplight.store.bulk import Columns
from lamplight.store.clusters import networks_of
from lamplight.store.packed import CUT, SENSE, pack_parts, unpack
from lamplight.store.runs import done_run
from lamplight.store.tables import links, value_uses

USE = tuple(value_uses.c[name] for name in ("kind", "value", "ads", "atoms", "senses", "bits"))


def use_columns(run: int, cuts: CutTable, number: I64) -> Columns:
    """What is to be stored; number: I64[n] of the ad in each row of the table."""
    uses = cuts.uses
    senses = np.empty(len(cuts.row), SENSE)
    senses["ad"], senses["sense"] = number[cuts.row], cuts.sense + 1
    shown: list[object] = [None] * len(uses)
    for at, packed in zip(
        cuts.number.tolist(), pack_parts(senses, cuts.bounds.tolist()), strict=True
    ):
        shown[at] = packed
    return {
        "run": [run] * len(uses),
        "number": range(len(uses)),
        "kind": uses.kinds,
        "value": uses.values,
        "ads": uses.ads.tolist(),
        "atoms": uses.atoms.tolist(),
        "senses": uses.senses.tolist(),
        "bits": uses.bits.tolist(),
        "shown": shown,
    }


def use_of(db: Connection, kind: str, value: str) -> ValueUse | None:
    """None where fewer than two ads share the value."""
    table = value_uses.c
    wanted = select(*USE).where(table.kind == kind, table.value == value)
    row = db.execute(wanted.where(table.run == done_run(db))).first()
    return None if row is None else use_in(row)


def use_in(row: Row[Any]) -> ValueUse:
    """Of a row of the columns in USE."""
    bits = round(row.bits, 2)
    return ValueUse(row.kind, row.value, row.ads, row.atoms, row.senses, bits)


def cuts_of_value(db: Connection, kind: str, value: str) -> list[Cut]:
    """The cuts of a value; senses hold ads' numbers."""
    table = value_uses.c
    return [_cut(*it) for it in _shown(db, done_run(db), table.kind == kind, table.value == value)]


def cuts_of_ads(db: Connection, numbers: Sequence[int]) -> list[Cut]:
    """The cuts that some of these ads stand in, by kind and value; senses hold ads' numbers."""
    run, ads = done_run(db), np.asarray(numbers, np.int64)
    values = _cut_in(db, run, networks_of(db, run, numbers))
    found = [
        _cut(row, shown)
        for some in chunks(sorted(values))
        for row, shown in _shown(db, run, among(db, value_uses.c.number, some))
        if np.isin(shown["ad"], ads).any()
    ]
    return sorted(found, key=lambda cut: (cut.kind, cut.value))


def networks_beside(db: Connection, networks: Sequence[str]) -> list[str]:
    """These networks, and all that show a value that one of them shows too."""
    run = done_run(db)
    found, firsts = {*networks}, set[int]()
    for some in chunks(sorted(_cut_in(db, run, networks))):
        for _, shown in _shown(db, run, among(db, value_uses.c.number, some)):
            _, first = np.unique(shown["sense"], return_index=True)
            firsts.update(shown["ad"][first].tolist())  # all ads of a sense are of one network
    return sorted(found.union(networks_of(db, run, sorted(firsts))))


def _cut_in(db: Connection, run: int | None, networks: Sequence[str]) -> set[int]:
    """Numbers of the values by which these networks were cut from others."""
    wanted = select(links.c.cuts).where(links.c.run == run)
    return {
        number
        for some in chunks(networks)
        for packed in db.execute(wanted.where(among(db, links.c.network, some))).scalars()
        for number in unpack(packed, CUT).tolist()
    }


def _shown(
    db: Connection, run: int | None, *conditions: ColumnElement[bool]
) -> Iterator[tuple[Any, NDArray[np.void]]]:
    """Values that were cut, and their ads by sense."""
    table = value_uses.c
    wanted = select(table.kind, table.value, table.senses, table.bits, table.shown)
    cut = table.run == run, table.shown.is_not(None)
    for row in db.execute(wanted.where(*cut, *conditions)):
        yield row, unpack(row.shown, SENSE)


def _cut(row: Any, shown: NDArray[np.void]) -> Cut:
    groups = groups_of(shown["ad"], shown["sense"])
    return Cut(row.kind, row.value, groups, why_cut(row.kind, row.senses, row.bits))
