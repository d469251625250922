"""Partners fetched by a server itself, every so often, in a thread beside its requests.

Engine, pause, environment -> Following -> banks that follow their partners

Of several servers on one database one fetches an exchange at a time, as its lease says; all tell
how it stands. A server that ends leaves a fetch where it is: the next goes on from there.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Thread

from sqlalchemy import Engine

from lamplight.errors import LamplightError
from lamplight.model import Actor
from lamplight.pipeline.exchanging import Ways, fetch_due
from lamplight.store.engine import reading
from lamplight.store.exchanges import Exchange, list_exchanges

log = logging.getLogger(__name__)

LOOK_EVERY_S = 5.0
_MOST_PAGES = 500
_END_S = 5.0
_ACTOR = Actor("shield")


@dataclass(slots=True)
class Following:
    """pause: between two fetches of an exchange; none: this server fetches nothing itself."""

    engine: Engine
    pause: timedelta
    environ: Mapping[str, str]
    exchanges: tuple[Exchange, ...] = ()
    _ending: Event = field(default_factory=Event)
    _thread: Thread | None = None

    def begin(self) -> None:
        """In a thread that does not keep the process alive."""
        self._ending = Event()
        self._thread = Thread(target=self._follow, name="exchanges", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """After the page that is being read, or where it takes long, in the middle of it."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join(_END_S)

    def _follow(self) -> None:
        ways = Ways(self.environ, wait=self._wait, ended=self._ending.is_set, pages=_MOST_PAGES)
        while not self._ending.is_set():
            try:
                self._look(ways)
            except LamplightError as error:
                log.warning("the database is waited for: %s", error)
            except Exception as error:  # noqa: BLE001 - the others must be fetched all the same
                log.error("fetching failed: %s", type(error).__name__)  # noqa: TRY400 - no content
            self._ending.wait(LOOK_EVERY_S)

    def _look(self, ways: Ways) -> None:
        if self.pause:
            for name, failure in fetch_due(self.engine, _ACTOR, self.pause, ways).items():
                log.warning("exchange %s: %s", name, failure)
        with reading(self.engine) as db:
            self.exchanges = tuple(list_exchanges(db, counted=False))

    def _wait(self, seconds: float) -> None:
        self._ending.wait(seconds)
