"""Files of known hashes into a bank, and a bank into such a file.

Engine, FileIn -> import_file -> Imported; Engine, FileOut -> export_bank -> Exported

Some thousand entries at a time are taken in and committed, in constant memory; a file that was
stopped is read again from its beginning, and what is there already changes nothing.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import orjson
from sqlalchemy import Engine

from lamplight.bank.known import Given
from lamplight.collect.record import Fault
from lamplight.collect.stream import open_stream
from lamplight.errors import BadInput, Refused
from lamplight.exchange.item import Asked, Item
from lamplight.exchange.sniff import format_of, named
from lamplight.model import Actor
from lamplight.pipeline.progress import Progress
from lamplight.store import audit
from lamplight.store.bank_given import count_given, given_entries
from lamplight.store.bank_intake import Into, TakenIn, take_in
from lamplight.store.banks import get_bank, number_of
from lamplight.store.engine import reading
from lamplight.store.files import new_file

AT_ONCE = 10_000
"""Records."""

FIRST = 20
"""Faults that are told; a file holds all, where somebody names one."""


@dataclass(frozen=True, slots=True)
class FileIn:
    """A file to take in.

    path       None for standard input
    format     its name; None: as the first bytes show
    source     who gave the hashes of which the file doesn't say it; "": as the bank says
    restore    what was withdrawn here comes back
    set_aside  where records that can't be read are written, or None
    """

    bank: str
    path: Path | None
    format: str | None = None
    asked: Asked = field(default_factory=Asked)
    source: str = ""
    restore: bool = False
    set_aside: Path | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: its records, and the entries that they held.

    faults  the first of the records that could not be read
    """

    format: str
    records: int
    set_aside: int
    entries: TakenIn
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class FileOut:
    """A bank to write, the name of the format, and the one kind that is wanted, or None."""

    bank: str
    path: Path
    format: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """How many entries were written; left_out: of kinds not wanted, or that the format can't
    hold."""

    entries: int
    left_out: int


@dataclass(slots=True)
class _Aside:
    """Records that could not be read: all in a file, where there is one, and the first of them."""

    file: BinaryIO | None
    count: int = 0
    first: tuple[Fault, ...] = ()

    def put(self, faults: Sequence[Fault]) -> None:
        self.count += len(faults)
        self.first = (*self.first, *faults)[:FIRST]
        if self.file is not None:
            lines = (orjson.dumps(it, option=orjson.OPT_APPEND_NEWLINE) for it in faults)
            self.file.writelines(lines)


@dataclass(slots=True)
class _Part:
    """Some records of a file."""

    records: int = 0
    given: list[Given] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def import_file(
    engine: Engine, actor: Actor, wanted: FileIn, now: datetime, progress: Progress
) -> Imported:
    """Raises BadInput where the file can't be read at all, NotFound where there is no such bank."""
    with open_stream(wanted.path) as stream, ExitStack() as files:
        kind = format_of(stream, wanted.format)
        with engine.begin() as db:
            into = Into(number_of(db, wanted.bank), actor, now, wanted.restore)
            source = wanted.source or get_bank(db, wanted.bank).source
            details: dict[str, object] = {"file": stream.name, "format": kind.NAME}
            audit.record(db, actor, "importing into bank", wanted.bank, details)
        named_file = wanted.set_aside and files.enter_context(new_file(wanted.set_aside))
        aside, taken, records = _Aside(named_file or None), TakenIn(), 0
        progress.start("import", None)
        for part in _parts(kind.read(stream, wanted.asked), source):
            with engine.begin() as db:
                taken += take_in(db, into, part.given)
            aside.put(part.faults)
            records += part.records
            progress.advance(part.records)
        progress.finish()
    with engine.begin() as db:
        audit.record(db, actor, "imported into bank", wanted.bank, details | {"entries": taken})
    return Imported(kind.NAME, records, aside.count, taken, aside.first)


def export_bank(engine: Engine, actor: Actor, wanted: FileOut, now: datetime) -> Exported:
    """The active entries of a bank, in a file that appears whole. Raises Refused where the bank may
    not be shared, NotFound, BadInput."""
    kind = named(wanted.format)
    if wanted.kind not in (None, *kind.KINDS):
        raise BadInput(f"{kind.NAME} holds no {wanted.kind!r}")
    with engine.begin() as db:
        bank = get_bank(db, wanted.bank)
        if not bank.share:
            raise Refused(
                f"the bank {bank.name!r} may not be shared on; "
                f"where its source allows it: lamplight bank change {bank.name!r} --share"
            )
        details = {"file": str(wanted.path), "format": kind.NAME}
        audit.record(db, actor, "exported bank", bank.name, details)
    with reading(engine) as db, new_file(wanted.path) as file:
        number = number_of(db, bank.name)
        counts = count_given(db, number, now)
        kinds = [name for name in kind.KINDS if name in counts and wanted.kind in (None, name)]
        for chunk in kind.write(given_entries(db, number, kinds, now), kinds):
            file.write(chunk)
    written = sum(counts[name] for name in kinds)
    return Exported(written, sum(counts.values()) - written)


def _parts(items: Iterator[Item | Fault], source: str) -> Iterator[_Part]:
    part = _Part()
    for item in items:
        part.records += 1
        if isinstance(item, Item):
            part.given += [it if it.source else it._replace(source=source) for it in item.given]
        else:
            part.faults.append(item)
        if max(part.records, len(part.given)) >= AT_ONCE:
            yield part
            part = _Part()
    yield part
