"""Take ads, and what is named after them, out of what linking found.

Connection, numbers of ads -> forget_in_links -> how many links and places in cuts are gone
Connection, kind, values -> forget_names

Links and cuts hold numbers alone: a value that has no name any more takes its links with it. What
others still share but was named after a forgotten ad stays, under no name.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, delete, exists, select, update

from lamplight.arrays import I64
from lamplight.link.evidence import EVIDENCE
from lamplight.store.ads import chunks
from lamplight.store.among import among
from lamplight.store.clusters import networks_of
from lamplight.store.memberships import runs_kept
from lamplight.store.packed import CUT, SENSE, pack, unpack
from lamplight.store.tables import links, memberships, value_uses

FORGOTTEN = "forgotten"


def forget_in_links(db: Connection, numbers: Sequence[int]) -> Counter[str]:
    """In every run that is kept, while it is still known which networks the ads are in."""
    gone: Counter[str] = Counter()
    table, ads = links.c, np.asarray(numbers, np.int64)
    homes = [(run, one) for run in runs_kept(db) for one in networks_of(db, run, numbers)]
    cuts: dict[int, set[int]] = defaultdict(set)
    for run, network in homes:
        home = table.run == run, table.network == network
        for packed, cut in db.execute(select(table.evidence, table.cuts).where(*home)).all():
            evidence = unpack(packed, EVIDENCE)
            touched = np.isin(evidence["left"], ads) | np.isin(evidence["right"], ads)
            db.execute(update(links).where(*home).values(evidence=pack(evidence[~touched])))
            gone["links"] += int(touched.sum())
            cuts[run].update(unpack(cut, CUT).tolist())
    for run, values in cuts.items():
        gone["senses"] += _forget_in_cuts(db, run, sorted(values), ads)
    return gone


def _forget_in_cuts(db: Connection, run: int, values: Sequence[int], ads: I64) -> int:
    table, gone = value_uses.c, 0
    wanted = select(table.number, table.shown).where(table.run == run, table.shown.is_not(None))
    for some in chunks(values):
        for number, packed in db.execute(wanted.where(among(db, table.number, some))).all():
            shown = unpack(packed, SENSE)
            touched = np.isin(shown["ad"], ads)
            row = update(value_uses).where(table.run == run, table.number == number)
            db.execute(row.values(shown=pack(shown[~touched])))
            gone += int(touched.sum())
    return gone


def forget_empty(db: Connection) -> None:
    """Networks that have no ads any more."""
    member = memberships.c
    held = exists().where(member.run == links.c.run, member.network == links.c.network)
    db.execute(delete(links).where(~held))


def forget_names(db: Connection, kind: str, values: Sequence[str]) -> None:
    """Of groups of texts or pictures that are named after what is forgotten."""
    table = value_uses.c
    for some in chunks(values):
        named = update(value_uses).where(table.kind == kind, among(db, table.value, some))
        db.execute(named.values(value=FORGOTTEN))
