"""What one Shield server holds: banks, decoders, programs, counts; and the work beside requests.

Engine, ShieldOptions -> Shield; Shield.running -> while it serves
"""

import asyncio
import logging
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import IO, NamedTuple, TypeVar

from anyio import to_thread
from sqlalchemy import Engine

from lamplight.decode.limits import Limits
from lamplight.errors import LamplightError
from lamplight.pipeline.counting import Tally
from lamplight.pipeline.fetching import FetchRules
from lamplight.pipeline.known import let_go
from lamplight.pipeline.uploads import UploadPool
from lamplight.store.engine import reading
from lamplight.store.known import Lag, ask, known, lag
from lamplight.store.known_held import Current
from lamplight.web.body import MB, BodyLimit
from lamplight.web.shield.following import Following
from lamplight.web.shield.lanes import Lane, SharedLook
from lamplight.web.shield.upload import is_video

Answer = TypeVar("Answer")
log = logging.getLogger(__name__)

BESIDE_EVERY_S = 1.0
AUDIT_EVERY_S = 60.0
FETCH_NOTHING = FetchRules()
UPLOAD = BodyLimit(size_bytes=500 * MB, seconds=900.0, idle_s=20.0)
_FETCHERS = 16
_WRITERS = 4
"""That may wait for another's long write, each with one of the engine's fifteen connections."""


@dataclass(frozen=True, slots=True)
class ShieldOptions:
    """upload   limits of a body
    video_s  processor time that a video may take
    workers  decoding processes; 0: one for each processor
    fetch    what HMA's interface may fetch by its address
    pause_s  between two fetches from a partner; 0: this server fetches from none
    environ  where what partners want to be shown may stand
    """

    upload: BodyLimit = UPLOAD
    video_s: int = 120
    workers: int = 0
    fetch: FetchRules = FETCH_NOTHING
    pause_s: int = 0
    environ: Mapping[str, str] = field(default_factory=dict)


class Compared(NamedTuple):
    """How far what is known was behind, and when that was, by the monotonic clock."""

    lag: Lag
    at: float


@dataclass(slots=True)
class Shield:
    """Shared by the threads of one server."""

    engine: Engine
    options: ShieldOptions
    tally: Tally
    pool: UploadPool
    following: Following
    compared: Compared | None = None
    pictures: Lane = field(init=False)
    videos: Lane = field(init=False)
    fetching: Lane = field(init=False)
    writing: Lane = field(init=False)
    looking: SharedLook = field(init=False)

    def __post_init__(self) -> None:
        decoders = self.options.workers or os.cpu_count() or 1
        self.pictures = Lane(decoders, "uploads wait to be decoded")
        self.videos = Lane(decoders, "videos wait to be decoded")
        self.fetching = Lane(_FETCHERS, "addresses wait to be fetched")
        self.writing = Lane(_WRITERS, "changes wait for the database")
        self.looking = SharedLook(lambda: self.look())

    @property
    def threads(self) -> int:
        """That may share a large batch."""
        return len(os.sched_getaffinity(0))

    @property
    def lag_seconds(self) -> float | None:
        """By which answers may be behind, as of a second ago while the database answers; None:
        what is known was never compared with it."""
        compared = self.compared
        if compared is None:
            return None
        silent = time.monotonic() - compared.at - 2 * BESIDE_EVERY_S
        return round(compared.lag.seconds + max(silent, 0.0), 3)

    def asked(self, question: Callable[[Current], Answer]) -> Answer:
        """Of what is known now. Raises Unavailable."""
        return ask(self.engine, question)

    @property
    def waiting(self) -> int:
        """Uploads that are decoded or wait for it."""
        return self.pictures.waiting + self.videos.waiting

    async def decoded(self, file: IO[bytes], work: Callable[[], Answer]) -> Answer:
        """In a thread, no more at once than there are decoders; pictures don't wait for videos.
        Raises Unavailable, BadPicture."""
        return await (self.videos if is_video(file) else self.pictures).run(work)

    async def fetched(self, work: Callable[[], Answer]) -> Answer:
        """In a thread that may wait for another server. Raises Unavailable, BadPicture."""
        return await self.fetching.run(work)

    async def written(self, work: Callable[[], Answer]) -> Answer:
        """In one of few threads, so that what waits for another's long write holds up no look.
        Raises Unavailable."""
        return await self.writing.run(work)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Counts are put down beside requests, and once more at the end."""
        ending = asyncio.Event()
        # apart, so that the index is compared while counts wait for another's long write
        beside = [asyncio.create_task(work(ending)) for work in (self._compare, self._count)]
        self.following.begin()
        try:
            yield
        finally:
            ending.set()
            await asyncio.gather(*beside, to_thread.run_sync(self.following.end))
            self.pool.close()

    def look(self) -> None:
        """Compare what is known here with the database. Raises Unavailable."""
        now = known(self.engine)
        with reading(self.engine) as db:
            behind = lag(db, now)
        # at once, for those who read it meanwhile
        self.compared = Compared(behind, time.monotonic())

    def put_down(self, *, asked: bool) -> None:
        """Counts of matches, and where wanted what was asked; what was held till now is let go.
        Raises Unavailable, loses nothing."""
        now = datetime.now(UTC)
        self.tally.put_down_matches(now)
        let_go(self.engine, now)
        if asked:
            self.tally.put_down_asked()

    async def _compare(self, ending: asyncio.Event) -> None:
        while not ending.is_set():
            await _tried(self.looking(BESIDE_EVERY_S))
            await _passed(ending)

    async def _count(self, ending: asyncio.Event) -> None:
        audited = time.monotonic()
        while not ending.is_set():
            await _passed(ending)
            due = ending.is_set() or time.monotonic() - audited >= AUDIT_EVERY_S
            await _tried(to_thread.run_sync(partial(self.put_down, asked=due)))
            audited = time.monotonic() if due else audited


async def _tried(work: Awaitable[object]) -> None:
    """What can't be done now is done later."""
    try:
        await work
    except LamplightError as error:
        log.warning("the database is waited for: %s", error)


async def _passed(ending: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(ending.wait(), BESIDE_EVERY_S)


def make_shield(engine: Engine, options: ShieldOptions) -> Shield:
    """Decoders start when the first upload comes."""
    videos = Limits(options.upload.size_bytes, cpu_s=options.video_s, wall_s=4 * options.video_s)
    pool = UploadPool(options.workers or None, video_limits=videos, digests=False)
    following = Following(engine, timedelta(seconds=options.pause_s), options.environ)
    return Shield(engine, options, Tally(engine), pool, following)
