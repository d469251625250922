"""Partners fetched by a server itself, every so often, in a process beside its requests.

Engine, pause, environment -> Following -> banks that follow their partners

Of several servers on one database one fetches an exchange at a time, as its lease says; all tell
how it stands. A server that ends leaves a fetch where it is: the next goes on from there.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Thread

from sqlalchemy import Engine

from lamplight.errors import LamplightError
from lamplight.model import Actor
from lamplight.pipeline.exchanging_beside import END_S, fetch_due_beside
from lamplight.store.engine import reading
from lamplight.store.exchanges import Exchange, list_exchanges

log = logging.getLogger(__name__)

LOOK_EVERY_S = 5.0
_ACTOR = Actor("shield")


@dataclass(slots=True)
class Following:
    """pause: between two fetches of an exchange; none: this server fetches nothing itself."""

    engine: Engine
    pause: timedelta
    environ: Mapping[str, str]
    exchanges: tuple[Exchange, ...] = ()
    _line: tuple[Connection, Connection] = field(default_factory=lambda: Pipe(duplex=False))
    _thread: Thread | None = None

    def begin(self) -> None:
        """In a thread that does not keep the process alive."""
        self._line = Pipe(duplex=False)
        self._thread = Thread(target=self._follow, name="exchanges", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """After the page that is being read, or where it takes long, in the middle of it."""
        self._line[1].send_bytes(b"ended")
        if self._thread is not None:
            self._thread.join(END_S + 1)

    def _follow(self) -> None:
        ended, _ = self._line
        while not ended.poll():
            try:
                self._look()
            except LamplightError as error:
                if not ended.poll():
                    log.warning("fetching waits: %s", error)
            except Exception as error:  # noqa: BLE001 - the others must be fetched all the same
                log.error("fetching failed: %s", type(error).__name__)  # noqa: TRY400 - no content
            ended.poll(LOOK_EVERY_S)

    def _look(self) -> None:
        if self.pause:
            turn = _ACTOR, self.pause, self.environ
            for name, failure in fetch_due_beside(self.engine, turn, self._line[0]).items():
                log.warning("exchange %s: %s", name, failure)
        with reading(self.engine) as db:
            self.exchanges = tuple(list_exchanges(db, counted=False))
