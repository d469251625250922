"""Fetch what a partner says into its bank: page by page, each with its checkpoint.

Engine, name -> fetch_exchange -> Fetched; Engine -> fetch_due -> for a server, every so often

A fetch may end anywhere, and goes on where the last page was stored. What is in the way for a
moment is tried again with growing pauses; what stays in the way is written down in words.
"""

import os
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from lamplight.errors import BadInput, Busy, LamplightError, Refused, Unavailable
from lamplight.exchange.credentials import find_credentials
from lamplight.exchange.partner import Asked, BadPage, Page, Request
from lamplight.exchange.partners import Partner, partner_of
from lamplight.exchange.transport import Answer, get
from lamplight.model import Actor
from lamplight.pipeline.progress import Progress, Unwatched
from lamplight.search.known_pictures import match_pictures
from lamplight.store import audit
from lamplight.store.bank_intake import TakenIn
from lamplight.store.engine import reading
from lamplight.store.exchange_intake import Taking, take_page
from lamplight.store.exchanges import (
    Exchange,
    due_exchanges,
    end_lease,
    get_exchange,
    kept_credentials,
    renew_lease,
    restart,
    take_lease,
)

PAUSES_S = (1.0, 2.0, 4.0, 8.0)
_LONGEST_PAUSE_S = 60.0
_FAULTS = 20
_SOON = {"tried_at": None}  # there is more: its turn comes again at once


class _CursorRefused(BadInput):
    """The partner does not know where to go on, or does not understand."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How the world is reached; tests have their own.

    environ  where credentials may stand
    ended    whether to stop after this page
    pages    most in one go
    """

    environ: Mapping[str, str]
    get: Callable[[Request], Answer] = get
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    wait: Callable[[float], None] = time.sleep
    ended: Callable[[], bool] = lambda: False
    pages: int = 10**9


@dataclass(slots=True)
class Fetched:
    """What became of a fetch: its pages and records, and the entries that they held.

    set_aside  records that can't be read, whose first reasons are the faults
    done       the partner has no more now
    """

    pages: int = 0
    records: int = 0
    set_aside: int = 0
    left_out: int = 0
    entries: TakenIn = field(default_factory=TakenIn)
    faults: tuple[str, ...] = ()
    done: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything is otherwise than before."""
        one = self.entries
        return bool(one.added or one.restored or one.withdrawn or self.set_aside)

    def add(self, page: Page, taken: TakenIn) -> None:
        """A page that was stored."""
        self.pages += 1
        self.records += len(page.records) + len(page.faults) + page.left_out
        self.set_aside += len(page.faults)
        self.left_out += page.left_out
        self.entries += taken
        self.faults = (*self.faults, *page.faults)[:_FAULTS]
        self.done = page.done


def fetch_exchange(
    engine: Engine,
    actor: Actor,
    name: str,
    ways: Ways,
    progress: Progress | None = None,
) -> Fetched:
    """Until the partner has no more, or enough for one go. What went wrong is written down, then
    raised: NotFound, Busy, Unavailable, Refused, BadSettings, BadInput."""
    watched = progress or Unwatched()
    holder = f"{socket.gethostname()[:60]}, process {os.getpid()}"
    with engine.begin() as db:
        held = take_lease(db, name, holder, ways.now())
    watched.start("fetch", None)
    found = Fetched()
    try:
        partner = partner_of(held.api)
        if _is_stale(partner, held, ways.now()):
            with engine.begin() as db:
                restart(db, actor, name)
        _Fetch(engine, ways, partner, holder, watched).run(name, found)
    except (Busy, KeyboardInterrupt):  # it is another's now, or was changed meanwhile
        _end(engine, held, holder, {})
        raise
    except LamplightError as error:
        failed = {"failed_at": ways.now(), "failure": str(error), "failures": held.failures + 1}
        _end(engine, held, holder, failed)
        raise
    went_well = {"succeeded_at": ways.now(), "failure": "", "failures": 0}
    _end(engine, held, holder, went_well if found.done else went_well | _SOON)
    watched.finish()
    if found.changed:
        with engine.begin() as db:
            details = {"records": found.records, "entries": found.entries}
            audit.record(db, actor, "fetched from partner", name, details)
    return found


def fetch_due(engine: Engine, actor: Actor, pause: timedelta, ways: Ways) -> dict[str, str]:
    """Those whose turn it is, one after the other; pictures of ads are looked through for what is
    new. Gives back what failed, by name. Raises Unavailable where the database is away."""
    failures = {}
    with reading(engine) as db:
        due = due_exchanges(db, ways.now(), pause)
    for name in due:
        if ways.ended():
            break
        try:
            if fetch_exchange(engine, actor, name, ways).changed:
                match_pictures(engine, ways.now())
        except Busy:
            continue
        except LamplightError as error:
            failures[name] = str(error)
    return failures


def _is_stale(partner: Partner, held: Exchange, now: datetime) -> bool:
    if partner.STALE_DAYS is None or held.heard_at is None or held.checkpoint is None:
        return False
    return now - held.heard_at > timedelta(days=partner.STALE_DAYS)


def _end(engine: Engine, held: Exchange, holder: str, values: Mapping[str, object]) -> None:
    with engine.begin() as db:
        end_lease(db, held.bank, holder, values)


@dataclass(slots=True)
class _Fetch:
    engine: Engine
    ways: Ways
    partner: Partner
    holder: str
    watched: Progress

    def run(self, name: str, found: Fetched) -> None:
        with reading(self.engine) as db:
            held = get_exchange(db, name)
            kept = kept_credentials(db, held.api)
        shown = find_credentials(self.partner, held.credentials_file, kept, self.ways.environ)
        checkpoint, now = held.checkpoint, self.ways.now()
        while not found.done and found.pages < self.ways.pages and not self.ways.ended():
            asked = Asked(held.settings, shown, checkpoint, int(now.timestamp()))
            try:
                page = self._page(held, asked)
            except _CursorRefused:  # it grew old, or the partner lost it
                rest = self.partner.rewound(checkpoint or {})
                if rest is None:
                    raise
                asked = replace(asked, checkpoint=rest)
                page = self._page(held, asked)
            now = self.ways.now()
            taking = Taking(held.bank, held.api, held.round, now)
            if page.checkpoint == checkpoint and not page.done:
                raise Unavailable(f"{self.partner.TITLE} leads to the same page again")
            with self.engine.begin() as db:
                taken = take_page(db, taking, self.holder, checkpoint, page)
            found.add(page, taken)
            self.watched.advance(len(page.records))
            checkpoint = page.checkpoint

    def _page(self, held: Exchange, asked: Asked) -> Page:
        """The next page, by as many tries as there are pauses, and one."""
        pauses = iter(PAUSES_S)
        while True:
            pause = 0.0
            try:
                answer = self._answer(asked)
                if answer.status == 200:
                    return self.partner.read(answer.body, asked)
                pause, trouble = answer.retry_after or 0.0, self._trouble(answer.status)
            except (Unavailable, BadPage) as error:
                trouble = Unavailable(f"{self.partner.TITLE}: {error}")
            least = next(pauses, None)
            if least is None or self.ways.ended() or not isinstance(trouble, Unavailable):
                raise trouble
            self.ways.wait(min(max(least, pause), _LONGEST_PAUSE_S))
            with self.engine.begin() as db:
                renew_lease(db, held.bank, self.holder, self.ways.now())

    def _answer(self, asked: Asked) -> Answer:
        request = self.partner.request(asked)
        return Answer(200, b"", None) if request is None else self.ways.get(request)

    def _trouble(self, status: int) -> LamplightError:
        name = self.partner.TITLE
        if status in (401, 403):
            return Refused(f"{name} refuses the credentials ({status})")
        if status == 429 or status >= 500:
            return Unavailable(f"{name} answers {status}")
        if 300 <= status < 400:
            return BadInput(f"{name} leads on to another address ({status}); that is not followed")
        return _CursorRefused(f"{name} answers {status} to what was asked")
