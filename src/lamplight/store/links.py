"""Why ads are together or apart: links, cuts with their senses, and how widely values are used.

Linked, numbers of the rows -> save_linked
Connection, numbers or value -> links_of, cuts_of, use_of
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import orjson
from sqlalchemy import Connection, or_, select

from lamplight.decide.because import because, by_people
from lamplight.link.corpus import Linked, ValueUse
from lamplight.model import Cut, Link, LinkReason
from lamplight.store.ads import chunks
from lamplight.store.bulk import insert_rows
from lamplight.store.decisions import load_decisions
from lamplight.store.parts import read_parts
from lamplight.store.runs import done_run
from lamplight.store.tables import cuts, links, memberships, senses, value_uses


def save_linked(db: Connection, run: int, linked: Linked, numbers: Sequence[int]) -> None:
    """Store what a run found; the rows of ``linked`` become the ads' numbers."""
    insert_rows(
        db,
        links,
        ("run", "number", "left", "right", "level", "bits", "reasons"),
        (
            (run, at, numbers[link.left], numbers[link.right], link.level, link.bits, link.reasons)
            for at, link in enumerate(linked.links, 1)
        ),
    )
    insert_rows(
        db,
        cuts,
        ("run", "number", "kind", "value", "senses", "text"),
        (
            (run, at, cut.kind, cut.value, len(cut.senses), cut.text)
            for at, cut in enumerate(linked.cuts, 1)
        ),
    )
    insert_rows(
        db,
        senses,
        ("run", "cut", "ad", "sense"),
        (
            (run, at, numbers[row], sense)
            for at, cut in enumerate(linked.cuts, 1)
            for sense, rows in enumerate(cut.senses, 1)
            for row in rows
        ),
    )
    insert_rows(
        db,
        value_uses,
        ("run", "kind", "value", "ads", "atoms", "senses", "bits"),
        ((run, u.kind, u.value, u.ads, u.atoms, u.senses, u.bits) for u in linked.uses),
    )


def links_of(db: Connection, numbers: Sequence[int]) -> list[Link]:
    """Links with one of these ads at an end, strongest first; left and right are ads' numbers.

    Where a person's word holds two together, the reason names the decision as it now stands.
    """
    found: dict[int, Link] = {}
    for some in chunks(numbers):
        rows = db.execute(
            select(links)
            .where(links.c.run == done_run(db))
            .where(or_(links.c.left.in_(some), links.c.right.in_(some)))
        )
        for row in rows:
            reasons = tuple(LinkReason(**reason) for reason in row.reasons)
            found[row.number] = Link(row.left, row.right, row.level, row.bits, reasons)
    ordered = sorted(found.values(), key=lambda link: (-link.bits, link.left, link.right))
    if not any(by_people(reason) for link in ordered for reason in link.reasons):
        return ordered
    return because(ordered, load_decisions(db))


def all_links(db: Connection) -> Iterator[Link]:
    """Every link of the newest run; left and right are ads' numbers."""
    columns = (links.c.left, links.c.right, links.c.level, links.c.bits, links.c.reasons)
    for part in read_parts(db, select(*columns).where(links.c.run == done_run(db))):
        for left, right, level, bits, reasons in part:
            told = tuple(LinkReason(**reason) for reason in orjson.loads(reasons))
            yield Link(left, right, level, bits, told)


def cuts_of_value(db: Connection, kind: str, value: str) -> list[Cut]:
    """The cuts of a value; senses hold ads' numbers."""
    found = db.execute(
        select(cuts.c.number)
        .where(cuts.c.run == done_run(db), cuts.c.kind == kind, cuts.c.value == value)
        .order_by(cuts.c.number)
    )
    return _cuts(db, list(found.scalars()))


def cuts_of_ads(db: Connection, numbers: Sequence[int]) -> list[Cut]:
    """The cuts that some of these ads stand in; senses hold ads' numbers."""
    found: set[int] = set()
    for some in chunks(numbers):
        rows = db.execute(
            select(senses.c.cut)
            .where(senses.c.run == done_run(db), senses.c.ad.in_(some))
            .distinct()
        )
        found.update(rows.scalars())
    return _cuts(db, sorted(found))


def networks_beside(db: Connection, networks: Sequence[str]) -> list[str]:
    """These networks, and all that show a value that one of them shows too."""
    run = done_run(db)
    here, there = memberships.alias(), memberships.alias()
    mine, theirs = senses.alias(), senses.alias()
    rows = db.execute(
        select(there.c.network)
        .distinct()
        .select_from(here)
        .join(mine, (mine.c.ad == here.c.ad) & (mine.c.run == run))
        .join(theirs, (theirs.c.cut == mine.c.cut) & (theirs.c.run == run))
        .join(there, (there.c.ad == theirs.c.ad) & (there.c.run == run))
        .where(here.c.run == run, here.c.network.in_(networks))
    )
    return sorted({*networks, *rows.scalars()})


def use_of(db: Connection, kind: str, value: str) -> ValueUse | None:
    """None where fewer than two ads share the value."""
    table = value_uses.c
    row = db.execute(
        select(table.kind, table.value, table.ads, table.atoms, table.senses, table.bits)
        .where(table.run == done_run(db), table.kind == kind, table.value == value)
    ).first()  # fmt: skip
    return None if row is None else ValueUse(*row)


def _cuts(db: Connection, wanted: Sequence[int]) -> list[Cut]:
    run = done_run(db)
    shown: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for some in chunks(wanted):
        rows = db.execute(
            select(senses.c.cut, senses.c.sense, senses.c.ad)
            .where(senses.c.run == run, senses.c.cut.in_(some))
            .order_by(senses.c.ad)
        )
        for cut, sense, ad in rows:
            shown[cut][sense].append(ad)
    found = []
    for some in chunks(wanted):
        rows = db.execute(
            select(cuts).where(cuts.c.run == run, cuts.c.number.in_(some)).order_by(cuts.c.number)
        )
        for row in rows:
            ordered = sorted(shown[row.number].items())
            found.append(
                Cut(row.kind, row.value, tuple(tuple(ads) for _, ads in ordered), row.text)
            )
    return found
