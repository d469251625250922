"""Runs: what was asked, how far it came, what it found, what it set aside.

Connection -> start_run -> number -> save_file, save_stages -> finish_run

A run that is "running" while nobody holds the lock was interrupted; what it committed is good, and
the next run with the same arguments goes on from there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Engine,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from lamplight.errors import NotFound
from lamplight.model import Actor, SetAside
from lamplight.store import audit
from lamplight.store.bulk import insert_rows
from lamplight.store.lock import is_held
from lamplight.store.records import clean
from lamplight.store.tables import (
    ads,
    forgotten,
    run_files,
    runs,
    set_aside,
)

CLOSED = "closed"
"""Stage of a run whose summary was handed over."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run as stored.

    state       "running", "done", "failed" or "rolled back"
    arguments   what was asked
    summary     what ``run --json`` prints; while running, how far the stages are
    ads_before  the largest number of an ad when it began
    ranker      tells what ranked its leads: the program and its indicators
    """

    number: int
    state: str
    stage: str | None
    actor: str
    started_at: datetime
    ended_at: datetime | None
    arguments: dict[str, Any]
    summary: dict[str, Any] | None
    ads_before: int | None = None
    ranker: str | None = None


@dataclass(frozen=True, slots=True)
class RunFile:
    """How far a run has read one of its files; counts are of records.

    fingerprint  changes when the file does
    records      read and committed, those set aside included
    versions     among the new
    """

    position: int
    path: str
    fingerprint: str
    records: int = 0
    new: int = 0
    versions: int = 0
    same: int = 0
    forgotten: int = 0
    set_aside: int = 0
    done: bool = False


def start_run(
    db: Connection, actor: Actor, arguments: Mapping[str, object], files: Sequence[RunFile]
) -> int:
    number = db.execute(
        insert(runs)
        .values(
            state="running",
            actor=actor.name,
            started_at=datetime.now(UTC),
            arguments=dict(arguments),
            ads_before=select(func.coalesce(func.max(ads.c.number), 0)).scalar_subquery(),
        )
        .returning(runs.c.number)
    ).scalar_one()
    for file in files:
        db.execute(insert(run_files).values(run=number, **asdict(file)))
    audit.record(db, actor, "started run", f"run:{number}")
    return int(number)


def interrupted_run(db: Connection) -> Run | None:
    """The newest run, if its process ended before it was closed; ask while holding the lock.

    It may be done: then only its summary was never told.
    """
    newest = newest_run(db)
    open_ = newest is not None and newest.state in ("running", "done") and newest.stage != CLOSED
    return newest if open_ else None


def newest_run(db: Connection) -> Run | None:
    """Whatever became of it."""
    row = db.execute(select(runs).order_by(runs.c.number.desc()).limit(1)).first()
    return None if row is None else Run(**row._mapping)


def runs_with_files(db: Connection) -> list[tuple[int, dict[str, Any]]]:
    """Number and arguments of every run that read files, oldest first."""
    wanted = select(runs.c.number, runs.c.arguments).order_by(runs.c.number)
    rows = db.execute(wanted.where(runs.c.number.in_(select(run_files.c.run))))
    return [(number, arguments) for number, arguments in rows]


def fail_run(db: Connection, actor: Actor, number: int) -> None:
    """Give up a run; the ads it has read stay."""
    db.execute(
        update(runs)
        .where(runs.c.number == number)
        .values(state="failed", ended_at=datetime.now(UTC))
    )
    audit.record(db, actor, "gave up run", f"run:{number}")


def finish_run(
    db: Connection,
    actor: Actor,
    number: int,
    summary: Mapping[str, object],
    ranker: str | None = None,
) -> None:
    """Mark the run done; in the transaction that writes what it derived."""
    db.execute(
        update(runs)
        .where(runs.c.number == number)
        .values(state="done", ended_at=datetime.now(UTC), summary=dict(summary), ranker=ranker)
    )
    audit.record(db, actor, "ran", f"run:{number}")


def close_run(db: Connection, number: int) -> None:
    """Nothing more is to be done for this run."""
    db.execute(update(runs).where(runs.c.number == number).values(stage=CLOSED))


def save_stages(
    db: Connection, number: int, stage: str, stages: Mapping[str, Mapping[str, float]]
) -> None:
    """The stage at work, and what each stage has done so far."""
    db.execute(
        update(runs)
        .where(runs.c.number == number)
        .values(stage=stage, summary={"stages": dict(stages)})
    )


def save_file(db: Connection, number: int, file: RunFile) -> None:
    db.execute(
        update(run_files)
        .where(run_files.c.run == number, run_files.c.position == file.position)
        .values(asdict(file))
    )


def files_of(db: Connection, number: int) -> list[RunFile]:
    """In the order in which they are read."""
    columns = [column for column in run_files.c if column.name != "run"]
    rows = db.execute(
        select(*columns).where(run_files.c.run == number).order_by(run_files.c.position)
    )
    return [RunFile(**row._mapping) for row in rows]


def put_aside(db: Connection, number: int, records: Sequence[SetAside]) -> None:
    before = count_set_aside(db, number)
    insert_rows(
        db,
        set_aside,
        ("run", "number", "file", "line", "reason", "raw"),
        [
            (number, at, clean(it.file), it.line, clean(it.reason), clean(it.raw))
            for at, it in enumerate(records, before + 1)
        ],
    )


def count_set_aside(db: Connection, number: int) -> int:
    return db.execute(
        select(func.count()).select_from(set_aside).where(set_aside.c.run == number)
    ).scalar_one()


def load_set_aside(db: Connection, number: int) -> Iterator[SetAside]:
    """In the order in which they came; not held in memory, there may be a million."""
    table = set_aside.c
    rows = db.execute(
        select(table.file, table.line, table.reason, table.raw)
        .where(table.run == number)
        .order_by(table.number)
        .execution_options(yield_per=1_000)
    )
    return (SetAside(*row) for row in rows)


def set_aside_of(
    db: Connection, actor: Actor, number: int, limit: int | None = None
) -> list[SetAside]:
    """What a run could not read, in the order in which it came."""
    get_run(db, actor, number)
    audit.record(db, actor, "saw set-aside records", f"run:{number}")
    return list(islice(load_set_aside(db, number), limit))


def get_run(db: Connection, actor: Actor, number: int) -> Run:
    """Raises NotFound."""
    found = load_run(db, number)
    audit.record(db, actor, "saw run", f"run:{number}")
    return found


def load_run(db: Connection, number: int) -> Run:
    """Raises NotFound."""
    row = db.execute(select(runs).where(runs.c.number == number)).first()
    if row is None:
        raise NotFound(f"no run {number}")
    return Run(**row._mapping)


def list_runs(db: Connection, actor: Actor, limit: int = 100) -> list[Run]:
    """The newest first."""
    audit.record(db, actor, "saw runs", "runs")
    rows = db.execute(select(runs).order_by(runs.c.number.desc()).limit(limit))
    return [Run(**row._mapping) for row in rows]


def as_they_are(engine: Engine, found: Sequence[Run]) -> list[Run]:
    """The same runs; one that says it is running while nobody is at work is "stopped"."""
    if not any(run.state == "running" for run in found) or is_held(engine):
        return list(found)
    return [replace(run, state="stopped") if run.state == "running" else run for run in found]


def done_run(db: Connection) -> int | None:
    """The newest run that is done: the one whose clusters and leads count."""
    return db.execute(select(func.max(runs.c.number)).where(runs.c.state == "done")).scalar()


def done_state(db: Connection) -> dict[str, int] | None:
    """Changes with the newest run that is done, of any database, and with what is forgotten."""
    ended = type_coerce(runs.c.ended_at, BigInteger)
    newest = select(runs.c.number, ended).where(runs.c.state == "done", ended.is_not(None))
    row = db.execute(newest.order_by(runs.c.number.desc()).limit(1)).first()
    gone = db.execute(select(func.count()).select_from(forgotten)).scalar_one()
    return {"run": row[0], "ended_at": row[1], "forgotten": gone} if row else None


def run_before(db: Connection, number: int) -> int | None:
    """The newest run that was done before this one and still counts for what it was."""
    return db.execute(
        select(func.max(runs.c.number)).where(runs.c.state == "done", runs.c.number < number)
    ).scalar()


def need_done_run(db: Connection) -> int:
    """The newest run that is done; raises NotFound where there is none."""
    found = done_run(db)
    if found is None:
        raise NotFound("no run is done yet; begin with: lamplight run FILE")
    return found
