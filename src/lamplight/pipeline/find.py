"""The main job: files of ads in, a ranked queue of networks out.

Engine, Request -> run -> Summary

Stages: ingest, extract, hash, known (where banks know pictures), link, rank, publish. Those before
link commit as they go; what the others derive is written under the run's number, and counts from
the run's end on. So a run may be killed anywhere: the same request goes on where it stopped, and
ends as if it had never been stopped. Known limit: a run that read standard input can't go on; it is
given up, and starts anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from lamplight.collect.indicators import read_indicators
from lamplight.errors import BadInput
from lamplight.model import Actor
from lamplight.pipeline.extracting import extract_signals
from lamplight.pipeline.hashing import hash_pictures
from lamplight.pipeline.indexing import indexing
from lamplight.pipeline.ingest import STDIN, fingerprint, read_files
from lamplight.pipeline.journal import Journal, resume
from lamplight.pipeline.known import match_known
from lamplight.pipeline.linking import link_stored
from lamplight.pipeline.memory import rarely_collected
from lamplight.pipeline.progress import Progress
from lamplight.pipeline.publishing import Summary, publish
from lamplight.pipeline.ranking import ranking
from lamplight.pipeline.set_aside import write_set_aside
from lamplight.rank.score import Scorer
from lamplight.search.known_pictures import match_pictures
from lamplight.store.ads import count_ads
from lamplight.store.at_hand import AtHand
from lamplight.store.derived import DERIVED, drop_derived
from lamplight.store.engine import reading, refresh_statistics
from lamplight.store.lock import locked
from lamplight.store.pictures import retry_faults
from lamplight.store.runs import (
    Run,
    RunFile,
    close_run,
    fail_run,
    files_of,
    interrupted_run,
    start_run,
)


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do.

    files       files of ads in their order, "-" for standard input; none: only link and rank again
    mapping     field -> column
    region      whose numbering plan reads a phone where the ad does not say, or ""
    indicators  folder of indicator files of one's own, or ""
    refit       fit the link weights anew
    set_aside   where records that can't be read are written; "" for beside the database
    """

    files: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    region: str = ""
    indicators: str = ""
    refit: bool = False
    set_aside: str = ""


def run(engine: Engine, request: Request, actor: Actor, progress: Progress) -> Summary:
    """Do it all, or go on where the same request was stopped.

    Raises Busy while another run is at work, BadInput where there is nothing to work on.
    """
    with locked(engine, f"a run by {actor.name}", wait_s=1), rarely_collected():
        files = [RunFile(at, path, fingerprint(path)) for at, path in enumerate(request.files)]
        stopped = _stopped(engine, request, files, actor)
        if stopped is not None and stopped.state == "done" and stopped.summary is not None:
            summary = stopped.summary  # it was stopped between its end and telling it
        elif stopped is not None:
            progress.note(f"going on with run {stopped.number}, which was interrupted")
            summary = _stages(resume(engine, stopped, actor, progress), request)
        else:
            number = _begin(engine, request, files, actor)
            summary = _stages(Journal(engine, number, actor, progress), request)
        drop_derived(engine, summary["run"])
        refresh_statistics(engine, DERIVED)
        with engine.begin() as db:
            close_run(db, summary["run"])
        match_pictures(engine, datetime.now(UTC))  # what banks learnt while it was at work
        return summary


def _stages(journal: Journal, request: Request) -> Summary:
    indicators = read_indicators(Path(request.indicators) if request.indicators else None)
    with reading(journal.engine) as db:
        at_hand = AtHand(db, Scorer.of(indicators).phrases)
    read_files(journal, request.mapping, request.region, at_hand)
    if request.files:
        write_set_aside(journal, request.set_aside)
    extract_signals(journal, request.region)
    with indexing(journal):
        hash_pictures(journal)
        match_known(journal)
        clusters = link_stored(journal, at_hand, refit=request.refit)
        with ranking(journal, clusters, indicators) as at_work:
            return publish(journal, clusters, at_work)


def _stopped(engine: Engine, request: Request, files: list[RunFile], actor: Actor) -> Run | None:
    """The run that this request was stopped in; that of another request is given up."""
    with engine.begin() as db:
        stopped = interrupted_run(db)
        if stopped is None or _is_same(stopped, request, files, files_of(db, stopped.number)):
            return stopped
        if stopped.state == "running":
            fail_run(db, actor, stopped.number)
        return None


def _begin(engine: Engine, request: Request, files: list[RunFile], actor: Actor) -> int:
    with engine.begin() as db:
        if not files and not count_ads(db):
            raise BadInput("nothing is stored yet; want a FILE of ads")
        retry_faults(db)
        return start_run(db, actor, _arguments(request), files)


def _arguments(request: Request) -> dict[str, object]:
    return {
        "files": list(request.files),
        "mapping": dict(request.mapping),
        "region": request.region,
        "indicators": request.indicators,
        "refit": request.refit,
        "set_aside": request.set_aside,
    }


def _is_same(stopped: Run, request: Request, files: list[RunFile], read: list[RunFile]) -> bool:
    """Whether a request may go on with a run: the same words about the same, unchanged files."""
    return (
        stopped.arguments == _arguments(request)
        and STDIN not in [file.path for file in files]
        and [(file.path, file.fingerprint) for file in files]
        == [(file.path, file.fingerprint) for file in read]
    )
