"""A watch list as its page shows it: what is on it, and how many ads show each value.

Connection, Actor, name -> list_view -> ListView
pasted lines, uploads -> read_entries -> entries and faults
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from lamplight.bank.known import short
from lamplight.bank.lines import read_lines
from lamplight.bank.match import LEAST_QUALITY
from lamplight.bank.value import listed_value
from lamplight.collect.places import read_places
from lamplight.errors import BadInput, BadPicture, NotFound
from lamplight.extract.shown import shown
from lamplight.model import Actor
from lamplight.pipeline.pictures import hash_bytes
from lamplight.search.hits import Page, Window
from lamplight.search.pictures import find_looks
from lamplight.search.values import Value, find_values
from lamplight.search.within import Within
from lamplight.store import banks
from lamplight.store.banks import Bank, BankEntry, NewEntry
from lamplight.web.views.found import NAMES

MOST_HITS = 50
MOST_ENTRIES = 1_000


@dataclass(frozen=True, slots=True)
class EntryRow:
    """Something looked for. shown: the value, or for a picture what tells two hashes apart."""

    number: int
    kind: str
    name: str
    shown: str
    note: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an addition; faults: a sentence for each line that could not be read.

    refused, note, region  what goes back into the form: those lines, and what else was said
    """

    new: int
    known: int
    faults: tuple[str, ...]
    refused: str = ""
    note: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What could be read of an addition; refused: the lines that could not, as they were."""

    entries: Sequence[NewEntry]
    faults: tuple[str, ...]
    refused: str


@dataclass(frozen=True, slots=True)
class ListView:
    """One list, and what was just added, if anything."""

    bank: Bank
    entries: tuple[EntryRow, ...]
    added: Added | None = None


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry and the ads that show it."""

    bank: Bank
    entry: EntryRow
    hits: Page


def list_view(db: Connection, who: Actor, name: str, added: Added | None = None) -> ListView:
    """Raises NotFound."""
    entries = banks.list_entries(db, who, name, MOST_ENTRIES)
    return ListView(_bank(db, who, name), tuple(_row(it) for it in entries), added)


def entry_view(db: Connection, who: Actor, name: str, number: int) -> EntryView:
    """Raises NotFound."""
    entry, looks = banks.get_entry(db, who, name, number)
    window, within = Window(MOST_HITS), Within()
    if entry.kind == "picture":
        hits = find_looks(db, who, looks or (entry.value,), window, within).page
    else:
        hits, _ = find_values(db, who, [Value(entry.kind, entry.value)], window, within)
    return EntryView(_bank(db, who, name), _row(entry), hits)


def read_entries(pasted: str, uploads: Iterable[bytes], note: str, region: str | None) -> Read:
    """What could be read, and a sentence for each line or picture that could not."""
    entries: list[NewEntry] = []
    faults: list[str] = []
    refused: list[int] = []
    lines = pasted.splitlines()
    read = list(read_lines(lines))
    for line in read:
        try:
            kind, value = listed_value(line.value, line.kind, region, read_places())
        except BadInput as error:
            faults.append(f"line {line.number}: {error}")
            refused.append(line.number)
        else:
            entries.append(NewEntry(kind, value, line.note or note))
    for number, data in enumerate(uploads, 1):
        try:
            entries.append(_picture(data, note))
        except BadPicture as error:
            faults.append(f"picture {number}: {error}")
    return Read(entries, tuple(faults), _again(lines, {it.number for it in read}, refused))


def _again(lines: Sequence[str], read: Collection[int], refused: Sequence[int]) -> str:
    """Refused lines, under the head that named their columns, if there was one."""
    first = next((at for at, line in enumerate(lines, 1) if line.strip()), 0)
    head = [first] if refused and first not in read else []
    return "\n".join(lines[number - 1] for number in (*head, *refused))


def _picture(data: bytes, note: str) -> NewEntry:
    """Only its hashes; raises BadPicture where it is too plain to tell from others."""
    found = hash_bytes(data)
    if found.quality < LEAST_QUALITY:
        raise BadPicture(
            f"quality is {found.quality}, want {LEAST_QUALITY}: it would match too much"
        )
    return NewEntry("picture", found.pdq, note, found.dihedral)


def _bank(db: Connection, who: Actor, name: str) -> Bank:
    for bank in banks.list_banks(db, who):
        if bank.name == name:
            return bank
    raise NotFound(f"no watch list {name!r}")


def _row(entry: BankEntry) -> EntryRow:
    return EntryRow(
        number=entry.number,
        kind=entry.kind,
        name=NAMES.get(entry.kind, entry.kind),
        shown=shown(entry.kind, short(entry.kind, entry.value)),
        note=entry.note,
        actor=entry.actor,
        at=entry.at,
    )
