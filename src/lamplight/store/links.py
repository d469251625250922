"""What holds ads together: links, kept as numbers by network and put into words when looked at.

Linked, numbers of the rows -> save_linked
Connection, numbers of ads -> links_of -> Link
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from sqlalchemy import Connection, Table, select

from lamplight.arrays import I64
from lamplight.decide.because import because, by_people
from lamplight.link.evidence import EVIDENCE, SIDES, Evidence
from lamplight.link.linked import Linked
from lamplight.link.reasons import LinkTable
from lamplight.match.hamming import first_of_each
from lamplight.model import Link
from lamplight.ordered import ordered
from lamplight.store.ads import chunks
from lamplight.store.among import among
from lamplight.store.bulk import Columns, insert_columns
from lamplight.store.clusters import networks_of
from lamplight.store.decisions import load_decisions
from lamplight.store.packed import CUT, pack_parts, unpack
from lamplight.store.parts import read_parts
from lamplight.store.runs import done_run
from lamplight.store.tables import links, value_uses
from lamplight.store.value_uses import use_columns


def save_linked(
    db: Connection, run: int, linked: Linked, numbers: Sequence[int], networks: Sequence[str]
) -> None:
    """Store what a run found.

    numbers, networks  of each row of ``linked`` the ad's number, and its network's id
    """
    names = [networks[row] for row in first_of_each(linked.network).tolist()]
    for table, columns in linked_columns(run, linked, np.asarray(numbers, np.int64), names):
        insert_columns(db, table, columns)


def linked_columns(
    run: int, linked: Linked, number: I64, networks: Sequence[str]
) -> Iterator[tuple[Table, Columns]]:
    """What is to be stored of it, table by table; networks: ids by their label."""
    yield links, _link_columns(run, linked, number, networks)
    yield value_uses, use_columns(run, linked.cuts, number)


def _link_columns(run: int, linked: Linked, number: I64, networks: Sequence[str]) -> Columns:
    evidence, of_cut = linked.links.evidence, linked.cuts.number[linked.cuts.cut]
    home = linked.network[evidence["left"]]
    evidence = evidence[ordered(home)]
    for end in ("left", "right"):
        evidence[end] = number[evidence[end]]
    width = max(len(linked.uses), 1)
    cuts = np.unique(linked.network[linked.cuts.row] * width + of_cut)
    bounds = np.arange(len(networks) + 1)
    links_at = np.searchsorted(np.sort(home), bounds)
    cuts_at = np.searchsorted(cuts, bounds * width)
    rows = [
        (network, held, cut)
        for network, held, cut, *sizes in zip(
            networks,
            pack_parts(evidence, links_at.tolist()),
            pack_parts((cuts % width).astype(CUT), cuts_at.tolist()),
            np.diff(links_at).tolist(),
            np.diff(cuts_at).tolist(),
            strict=True,
        )
        if any(sizes)
    ]
    ids, held, cut = zip(*rows, strict=True) if rows else ((), (), ())
    return {"run": [run] * len(ids), "network": ids, "evidence": held, "cuts": cut}


def links_of(db: Connection, numbers: Sequence[int]) -> list[Link]:
    """Links with one of these ads at an end, strongest first; left and right are ads' numbers.

    Where a person's word holds two together, the reason names the decision as it now stands.
    """
    run, ads = done_run(db), np.asarray(numbers, np.int64)
    wanted = select(links.c.network, links.c.evidence).where(links.c.run == run)
    held: dict[str, Evidence] = {}
    for some in chunks(networks_of(db, run, numbers)):
        for network, packed in db.execute(wanted.where(among(db, links.c.network, some))):
            one = unpack(packed, EVIDENCE)
            held[network] = one[np.isin(one["left"], ads) | np.isin(one["right"], ads)]
    evidence = np.concatenate([np.empty(0, EVIDENCE), *held.values()])
    found = _in_words(db, run, evidence)
    ordered = sorted(found, key=lambda link: (-link.bits, link.left, link.right))
    if not any(by_people(reason) for link in ordered for reason in link.reasons):
        return ordered
    return because(ordered, load_decisions(db))


def all_links(db: Connection) -> Iterator[Link]:
    """Every link of the newest run; left and right are ads' numbers."""
    run = done_run(db)
    for part in read_parts(db, select(links.c.evidence).where(links.c.run == run)):
        held = [unpack(packed, EVIDENCE) for (packed,) in part]
        yield from _in_words(db, run, np.concatenate(held))


def _in_words(db: Connection, run: int | None, evidence: Evidence) -> Iterable[Link]:
    """Without those that rest on a value that was forgotten."""
    numbers = np.unique(np.concatenate([evidence[side] for side in SIDES]))
    names = _names(db, run, numbers[numbers >= 0].tolist())
    known = np.append(numbers[numbers < 0], [*names])
    there = np.isin(evidence["first"], known) & np.isin(evidence["second"], known)
    return LinkTable(evidence[there], names.__getitem__)


def _names(db: Connection, run: int | None, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Kind and value of each number that is still known."""
    table = value_uses.c
    wanted = select(table.number, table.kind, table.value).where(table.run == run)
    return {
        number: (kind, value)
        for some in chunks(numbers)
        for number, kind, value in db.execute(wanted.where(among(db, table.number, some)))
    }
