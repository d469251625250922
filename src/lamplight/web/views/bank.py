"""A bank as its pages show it: how it counts, what is in it, what ads show of it.

Connection, Actor, name -> bank_view -> BankView; … number -> entry_view -> EntryView

Hashes are shown by their first six digits alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from sqlalchemy import Connection

from lamplight.bank.known import short
from lamplight.extract.shown import shown
from lamplight.model import Actor
from lamplight.store import bank_entries, banks
from lamplight.store.bank_entries import SourceOpinion, Wanted
from lamplight.store.bank_matches import matches_of
from lamplight.store.banks import Bank, BankEntry
from lamplight.store.picture_matches import Found, found_pictures
from lamplight.web.views.found import NAMES

AT_ONCE = 50
FOUND_AT_ONCE = 10
_NAMES = {**NAMES, "video": "Video", "sha256": "SHA-256", "sha1": "SHA-1", "md5": "MD5"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries to show, and which page of what ads show of the bank."""

    wanted: Wanted
    found: int = 1


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry; its hash is cut down to what tells two apart."""

    number: int
    kind: str
    name: str
    shown: str
    note: str
    labels: tuple[str, ...]
    source: str
    quality: int | None
    state: str
    actor: str
    at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class BankView:
    """One bank, and some of its entries.

    state       of which entries are shown; None: all but those withdrawn
    states      entries by state
    entries     in order of number
    more        number to go on after, or None
    found       a page of finds, newest first
    found_page  its number, from 1
    more_found  whether another page follows
    """

    bank: Bank
    state: str | None
    states: Mapping[str, int]
    entries: tuple[EntryRow, ...]
    more: int | None
    found: Found
    found_page: int
    more_found: bool

    def link(self, state: str | None = None, after: int = 0) -> str:
        """To entries of a state, after a number."""
        said = f"&state={state}" if state else ""
        return f"/banks/bank?name={quote(self.bank.name, safe='')}{said}" + (
            f"&after={after}" if after else ""
        )

    def link_found(self, page: int) -> str:
        """To another page of finds."""
        return f"{self.link(self.state)}&found={page}#found"


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry with what each source says of it, and its matches in a day."""

    bank: Bank
    entry: EntryRow
    opinions: tuple[SourceOpinion, ...]
    matches_today: int


def bank_view(db: Connection, who: Actor, name: str, asked: Asked, now: datetime) -> BankView:
    """Raises NotFound."""
    wanted, skip = asked.wanted, FOUND_AT_ONCE * (asked.found - 1)
    rows = bank_entries.list_entries(db, who, name, wanted, now)
    found = found_pictures(db, who, name, FOUND_AT_ONCE + 1, skip)
    return BankView(
        bank=banks.get_bank(db, name),
        state=wanted.state,
        states=bank_entries.count_entries(db, name, now),
        entries=tuple(map(_row, rows)),
        more=rows[-1].number if len(rows) == wanted.limit else None,
        found=replace(found, shown=found.shown[:FOUND_AT_ONCE]),
        found_page=asked.found,
        more_found=len(found.shown) > FOUND_AT_ONCE,
    )


def entry_view(db: Connection, who: Actor, name: str, number: int, now: datetime) -> EntryView:
    """Raises NotFound."""
    entry = bank_entries.get_entry(db, who, name, number, now)
    said = tuple(bank_entries.opinions_of(db, number))
    return EntryView(banks.get_bank(db, name), _row(entry), said, matches_of(db, number, now))


def _row(entry: BankEntry) -> EntryRow:
    return EntryRow(
        number=entry.number,
        kind=entry.kind,
        name=_NAMES[entry.kind],
        shown=shown(entry.kind, short(entry.kind, entry.value)),
        note=entry.note,
        labels=entry.labels,
        source=entry.source,
        quality=entry.quality,
        state=entry.state,
        actor=entry.actor,
        at=entry.at,
        expires_at=entry.expires_at,
    )
