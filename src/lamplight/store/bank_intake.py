"""Entries taken into a bank by the thousand; the same again changes nothing.

Connection, Actor, bank, entries -> take_in -> TakenIn

What was withdrawn or is held here stays so unless somebody asks for it: a list that is read again
must not bring back what a person took out. Of a hash that several sources give the first is the
entry's own; what the others say, or what it says but "positive", is put down beside as an opinion.
Words are an entry's own source's, or those of who puts it in by hand: a note takes the older's
place, labels come beside.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import orjson
from sqlalchemy import BigInteger, Connection, Select, Text, bindparam, select, type_coerce

from lamplight.bank.known import Given
from lamplight.model import Actor
from lamplight.store.among import among, among_named
from lamplight.store.bank_log import What, count_change, hold_log, log_change
from lamplight.store.bulk import insert_columns, insert_rows, update_rows
from lamplight.store.tables import bank_entries, bank_frames, bank_opinions
from lamplight.store.types import microseconds, moment
from lamplight.store.upsert import upsert

Key = tuple[str, str]
"""Kind and value."""

Several = Mapping[Key, list[Given]]
"""What each source gives of one entry; the first counts."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the entries of a batch: they add up.

    added      not in the bank before
    restored   withdrawn or ended before, and asked for
    withdrawn  the source no longer has them
    known      in the bank before, though some may now have looks or another end
    left_out   withdrawn or held here, or not called positive by anybody
    """

    added: int = 0
    restored: int = 0
    withdrawn: int = 0
    known: int = 0
    left_out: int = 0

    def __add__(self, other: "TakenIn") -> "TakenIn":
        names = TakenIn.__slots__
        return TakenIn(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class Into:
    """Where entries go, by whom and when.

    bank     number
    restore  by hand: what was withdrawn here or has ended comes back
    """

    bank: int
    actor: Actor
    now: datetime
    restore: bool = False


class _Stored(NamedTuple):
    number: int
    state: str
    source: str
    turned: bool
    expires: int | None


def take_in(db: Connection, into: Into, given: Sequence[Given]) -> TakenIn:
    """Some thousand at once; of an entry given twice the first counts."""
    hold_log(db)
    several: dict[Key, list[Given]] = {}
    for one in given:
        several.setdefault((one.kind, one.value), []).append(one)
    stored = _stored(db, into.bank, several)
    new = [key for key, said in several.items() if key not in stored and _is_wanted(said)]
    back = [key for key in stored if into.restore and _comes_back(stored[key], several[key], into)]
    gone = [key for key, one in stored.items() if _goes(one, several[key])]
    moved = {*back, *gone}
    kept = [key for key, one in stored.items() if one.state == "active" and key not in moved]
    _insert(db, into, [several[key][0] for key in new])
    _set_state(db, into, "restored", [stored[key].number for key in back])
    _set_state(db, into, "withdrawn", [stored[key].number for key in gone])
    _mend(db, into, {key: stored[key] for key in (*back, *kept)}, several)
    _reword(db, into, stored, several)
    _say(db, into, several, stored)
    counts = len(new), len(back), len(gone), len(kept)
    return TakenIn(*counts, len(several) - sum(counts))


def _is_wanted(said: Sequence[Given]) -> bool:
    return any(one.opinion == "positive" and not one.gone for one in said)


def _comes_back(stored: _Stored, said: Sequence[Given], into: Into) -> bool:
    return (stored.state == "withdrawn" or _has_ended(stored, into)) and _is_wanted(said)


def _has_ended(stored: _Stored, into: Into) -> bool:
    now = microseconds(into.now) or 0
    return stored.state == "active" and stored.expires is not None and stored.expires <= now


def _goes(stored: _Stored, said: Sequence[Given]) -> bool:
    return stored.state != "withdrawn" and all(one.gone for one in said)


def numbers_by_key(db: Connection, bank: int, keys: Collection[Key]) -> dict[Key, int]:
    """Of those among these entries that are in the bank, in whatever state."""
    return {key: one.number for key, one in _stored(db, bank, keys).items()}


def _stored(db: Connection, bank: int, keys: Collection[Key]) -> dict[Key, _Stored]:
    found: dict[Key, _Stored] = {}
    for kind in {kind for kind, _ in keys}:
        values = sorted(value for other, value in keys if other == kind)
        asked = {"of_bank": bank, "of_kind": kind, "values": values}
        rows = db.execute(_of_values(db.dialect.name), asked)
        found.update(((kind, row[0]), _Stored(*row[1:])) for row in rows)
    return found


@cache
def _of_values(dialect: str) -> Select[Any]:
    one = bank_entries.c
    expires = type_coerce(one.expires_at, BigInteger)
    columns = (one.number, one.state, one.source, one.looks.is_not(None), expires)
    return select(one.value, *columns).where(
        one.bank == bindparam("of_bank"),
        one.kind == bindparam("of_kind"),
        among_named(dialect, one.value, "values"),
    )


def _insert(db: Connection, into: Into, new: Sequence[Given]) -> None:
    if not new:
        return
    change = log_change(db, into.actor, into.bank, "added", into.now)
    new = sorted(new, key=lambda it: (it.kind, it.value))  # the index by value fills in its order
    count = len(new)
    insert_columns(
        db,
        bank_entries,
        {
            "bank": [into.bank] * count,
            "kind": [it.kind for it in new],
            "value": [it.value for it in new],
            "looks": [_text(it.looks) for it in new],
            "note": [it.note for it in new],
            "actor": [into.actor.name] * count,
            "at": [microseconds(into.now)] * count,
            "state": ["active"] * count,
            "quality": [it.quality for it in new],
            "source": [it.source for it in new],
            "labels": [_text(it.labels) for it in new],
            "expires_at": [it.expires for it in new],
            "change": [change] * count,
        },
    )
    count_change(db, change, count)
    if videos := {(it.kind, it.value): it.frames for it in new if it.frames}:
        numbers = _stored(db, into.bank, videos)
        rows = (
            (numbers[key].number, position, *frame)
            for key, frames in videos.items()
            for position, frame in enumerate(frames)
        )
        insert_rows(db, bank_frames, ("entry", "position", "pdq", "quality"), rows)


def _text(words: Sequence[str]) -> str | None:
    """As the database holds them."""
    return orjson.dumps(words).decode() if words else None


def _set_state(db: Connection, into: Into, what: What, numbers: Sequence[int]) -> None:
    if not numbers:
        return
    change = log_change(db, into.actor, into.bank, what, into.now)
    state = "active" if what == "restored" else "withdrawn"
    rows = [(state, change, number) for number in numbers]
    update_rows(db, bank_entries, "number", ("state", "change"), rows)
    count_change(db, change, len(rows))


def _mend(db: Connection, into: Into, kept: Mapping[Key, _Stored], several: Several) -> None:
    """Fill in looks that were not known, and the end that an entry's own source, or who puts it in
    by hand, gives it now."""
    turned, ended = [], []
    for key, stored in kept.items():
        first = several[key][0]
        if first.looks and not stored.turned:
            turned.append((list(first.looks), stored.number))
        if _is_theirs(into, stored, first) and first.expires != stored.expires:
            ended.append((moment(first.expires), stored.number))
    if not turned and not ended:
        return
    change = log_change(db, into.actor, into.bank, "added", into.now)
    for name, rows in (("looks", turned), ("expires_at", ended)):
        if rows:
            changed = [(value, change, number) for value, number in rows]
            update_rows(db, bank_entries, "number", (name, "change"), changed)


def _is_theirs(into: Into, stored: _Stored, given: Given) -> bool:
    """Whether who gives something may say more than an opinion of what is there."""
    return into.restore or given.source == stored.source


def _reword(db: Connection, into: Into, before: Mapping[Key, _Stored], several: Several) -> None:
    said = {
        one.number: several[key][0]
        for key, one in before.items()
        if (several[key][0].note or several[key][0].labels)
        and _is_theirs(into, one, several[key][0])
    }
    if not said:
        return
    one, changed = bank_entries.c, []
    rows = select(one.number, one.note, type_coerce(one.labels, Text))
    for number, note, labels in db.execute(rows.where(among(db, one.number, list(said)))):
        given = said[number]
        if given.note in ("", note) and labels == _text(given.labels):
            continue  # as nearly always, and sooner told than read
        old = orjson.loads(labels) if labels else []
        words = given.note or note, list(dict.fromkeys((*old, *given.labels))) or None
        if words != (note, old or None):
            changed.append((*words, number))
    if changed:
        update_rows(db, bank_entries, "number", ("note", "labels"), changed)


def _say(db: Connection, into: Into, several: Several, before: Mapping[Key, _Stored]) -> None:
    """Put opinions down that are not put down yet."""
    new = [key for key, said in several.items() if key not in before and _tells(said)]
    stored = {**before, **(_stored(db, into.bank, new) if new else {})}
    if not stored:
        return
    old = _opinions(db, [one.number for one in stored.values()])
    changed = {
        (one.number, it.source): it.opinion
        for key, one in stored.items()
        for it in reversed(several[key])
        if not it.gone and old.get((one.number, it.source), _unsaid(one, it)) != it.opinion
    }
    shape = {"at": into.now, "actor": into.actor.name, "note": ""}
    put_opinions(
        db,
        [
            {"entry": entry, "source": source, "opinion": opinion, **shape}
            for (entry, source), opinion in changed.items()
        ],
    )


def _tells(said: Sequence[Given]) -> bool:
    """Whether there is more to put down of a new entry than that its own source gave it."""
    return len(said) > 1 or said[0].opinion != "positive"


def _unsaid(stored: _Stored, given: Given) -> str | None:
    """What stands for an opinion that is not put down: who gave an entry means it."""
    return "positive" if given.source == stored.source else None


def _opinions(db: Connection, numbers: Sequence[int]) -> dict[tuple[int, str], str]:
    rows = db.execute(_of_entries(db.dialect.name), {"entries": numbers})
    return {(entry, source): opinion for entry, source, opinion in rows}


@cache
def _of_entries(dialect: str) -> Select[Any]:
    one = bank_opinions.c
    return select(one.entry, one.source, one.opinion).where(
        among_named(dialect, one.entry, "entries")
    )


def put_opinions(db: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    """Each source has one opinion of an entry: the newest takes the older's place."""
    if rows:
        statement = upsert(db.dialect.name, bank_opinions)
        new = {name: statement.excluded[name] for name in ("opinion", "at", "actor", "note")}
        keys = ["entry", "source"]
        db.execute(statement.on_conflict_do_update(index_elements=keys, set_=new), list(rows))
