"""What one process holds of all that is known, and who is at work on it.

Engine -> Held.current -> Current

Who asks looks whether something changed, one thread at a time; others go on with what is there, but
for changes that this process committed: those they wait for. What grew is joined by a thread beside
those who ask, and where it is all there is, into a new file, which takes the old one's place; other
processes take that up instead of making their own. A database that is silent is looked at beside,
so that it holds up who asks no more than once.
"""

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Thread

from sqlalchemy import Connection, Engine, event

from lamplight import _native
from lamplight.errors import Unavailable
from lamplight.match import index
from lamplight.match.known import Known, ended, joined, known_of, to_join, with_joined
from lamplight.match.part import Part, part_of
from lamplight.store.bank_columns import BankSettings, bank_settings
from lamplight.store.bank_log import changes_since, log_position
from lamplight.store.engine import reading
from lamplight.store.files import sole_writer
from lamplight.store.known_file import open_part, row_at, write_part
from lamplight.store.known_rows import caught_up, radii_of, read_entries
from lamplight.store.patience import PATIENCE_S, no_longer_than

LOOK_EVERY_S = 0.25
_AT_ONCE = 20_000
"""More entries than these that others changed are read beside those who ask."""


@dataclass(frozen=True, slots=True, eq=False)
class Current:
    """What was known at one moment; it never changes.

    known  ask it by match.known.near and equal, and match.video.videos_near
    banks  by number, those that are switched off included
    round  rises when all is opened or read again
    """

    known: Known
    banks: Mapping[int, BankSettings]
    round: int


class Held:
    """What is known of one database.

    path  of the index file; where it can't be written, all is held in memory
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._now: Current | None = None
        self._file_position = -1
        self._rounds = 0
        self._commits = 0
        self._seen = 0
        self._looked = 0.0
        self._claimed = 0.0
        self._silent = False
        self._beside: Thread | None = None
        self._changing = Lock()

    def listen(self, engine: Engine) -> None:
        """Each commit is followed by a look. SQLAlchemy tells of it just before it is made, so
        another look follows when its connection is given back."""

        def commit(db: Connection) -> None:
            if not db.get_execution_options().get("reads_only"):
                self._commits += 1
                db.info["committed"] = True

        def checkin(_connection: object, record: object) -> None:
            if getattr(record, "info", {}).pop("committed", False):
                self._commits += 1

        event.listen(engine, "commit", commit)
        event.listen(engine, "checkin", checkin)

    def current(self, engine: Engine) -> Current:
        """What is known now."""
        now = self._now
        if now is not None and not self._due(now):
            return now
        wait = now is None or self._commits != self._seen
        if not self._changing.acquire(blocking=wait) and now is not None:
            return now
        try:
            if self._now is None or self._due(self._now):
                self._now = self._look(engine, self._now)
            return self._now
        finally:
            self._changing.release()

    def fresh(self) -> Current | None:
        """What is known now, unless it was never read, or an entry ended. Where time has passed,
        that is told to one who asks, who will look; the others go on meanwhile. Of a change of this
        process they hear once somebody asked for what is current."""
        now = self._now
        if now is None or now.known.next_end <= _microsecond():
            return None
        asked = time.monotonic()
        if asked - self._looked < LOOK_EVERY_S or asked < self._claimed:
            return now
        self._claimed = asked + LOOK_EVERY_S
        return None

    def read_again(self, engine: Engine, damaged: Current) -> None:
        """Away with the file and what was mapped from it, unless another saw to that."""
        with self._changing:
            if self._now is not None and self._now.round == damaged.round:
                self._path.unlink(missing_ok=True)
                self._now = None
        self.current(engine)

    def wait(self) -> bool:
        """Whether something ran beside, that has now ended."""
        thread = self._beside
        if thread is not None:
            thread.join()
        return thread is not None

    def _due(self, now: Current) -> bool:
        return (
            self._commits != self._seen
            or time.monotonic() - self._looked >= LOOK_EVERY_S
            or now.known.next_end <= _microsecond()
        )

    def _look(self, engine: Engine, now: Current | None) -> Current:
        commits, looked = self._commits, time.monotonic()
        try:
            if now is not None and self._silent and commits == self._seen:
                self._run_beside(engine)
            else:
                now = self._read(engine, now)
        except Unavailable:  # what was known still is
            if now is None:
                raise
            self._silent = True
        self._seen, self._looked = commits, looked
        now = replace(now, known=ended(now.known, _microsecond()))
        if to_join(now.known) is not None:
            self._run_beside(engine)
        return now

    def _read(self, engine: Engine, now: Current | None) -> Current:
        with no_longer_than(None if now is None else PATIENCE_S), reading(engine) as db:
            if now is None:
                return self._opened(db)
            if self._commits != self._seen or _waiting(db, now.known) <= _AT_ONCE:
                return _caught_up(db, now)
        self._run_beside(engine)
        return now

    def _opened(self, db: Connection) -> Current:
        """From the file and what changed since, or all from the database, and into a file."""
        self._rounds += 1
        banks = {bank.number: bank for bank in bank_settings(db)}
        radii = radii_of(banks.values())
        found = open_part(self._path, db, radii)
        if found is not None:
            part, self._file_position = found
            opened = caught_up(db, known_of([part], radii, self._file_position), radii)
            return Current(opened, banks, self._rounds)
        entries, position = read_entries(db), log_position(db)
        many = sum(len(rows.entry) for one in entries for rows in one.rows.values())
        made: Part | None = None
        if many > index.WITHOUT_TABLES:
            at = position, row_at(db, position)
            with sole_writer(self._path) as sole:
                made = write_part(
                    self._path, at, lambda put: part_of(entries, radii, put, threads=2), radii
                ) if sole else None  # fmt: skip
            self._file_position = position if made else -1
        part = made or part_of(entries, radii, threads=2)
        return Current(known_of([part], radii, position), banks, self._rounds)

    def _run_beside(self, engine: Engine) -> None:
        if self._beside is None:
            # not a daemon: one that is inside native code when Python ends would abort the process
            self._beside = Thread(target=self._work, args=(engine,))
            self._beside.start()

    def _work(self, engine: Engine) -> None:
        """Read what is waiting, then join until nothing is left."""
        try:
            # of a damaged block hears who asks next, and reads all again
            with suppress(Unavailable, _native.DamagedBlock):
                if self._silent:
                    self._ask_whether_it_answers(engine)
                with self._changing, reading(engine) as db:
                    if self._now is not None:
                        self._now = _caught_up(db, self._now)
                while self._join(engine):
                    pass
        finally:
            self._beside = None

    def _ask_whether_it_answers(self, engine: Engine) -> None:
        """Raises Unavailable."""
        with no_longer_than(PATIENCE_S), reading(engine) as db:
            log_position(db)
        self._silent = False

    def _join(self, engine: Engine) -> bool:
        """Whether something was joined."""
        now = self._now
        first = None if now is None else to_join(now.known)
        if now is None or first is None:
            return False
        if first > 0:
            self._put(now, first, joined(now.known, first))
            return True
        with sole_writer(self._path) as sole:
            if not sole:
                return False  # another process makes it; it is taken up when it is there
            if not self._take_up(engine):
                self._join_into_file(engine, now)
        return True

    def _join_into_file(self, engine: Engine, now: Current) -> None:
        before = now.known
        with reading(engine) as db:
            at = before.complete, row_at(db, before.complete)
        part = write_part(self._path, at, lambda put: joined(before, 0, put), before.radii)
        if part is not None:
            self._file_position = before.complete
        self._put(now, 0, part or joined(before, 0))

    def _put(self, before: Current, first: int, part: Part) -> None:
        with self._changing:
            if self._now is not None and self._now.round == before.round:
                known = with_joined(self._now.known, before.known, first, part)
                self._now = replace(self._now, known=known)

    def _take_up(self, engine: Engine) -> bool:
        """Whether another process had made a newer file, which is now used here."""
        with self._changing, reading(engine) as db:
            banks = {bank.number: bank for bank in bank_settings(db)}
            radii = radii_of(banks.values())
            found = open_part(self._path, db, radii)
            if found is None or found[1] <= self._file_position:
                return False
            part, self._file_position = found
            self._rounds += 1
            opened = caught_up(db, known_of([part], radii, self._file_position), radii)
            self._now = Current(opened, banks, self._rounds)
            return True


def _caught_up(db: Connection, now: Current) -> Current:
    if log_position(db) == now.known.position:
        return now
    banks = {bank.number: bank for bank in bank_settings(db)}
    known = caught_up(db, now.known, radii_of(banks.values()))
    return replace(now, known=known, banks=banks)


def _waiting(db: Connection, known: Known) -> int:
    """How many entries were changed since."""
    return sum(change.count for change in changes_since(db, known.position))


def _microsecond() -> int:
    return time.time_ns() // 1_000
