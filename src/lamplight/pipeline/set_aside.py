"""The files of what a run could not read, for people to mend and give again.

Journal, FILE or "" -> write_set_aside -> a file of JSON lines

Each run has its own beside the database; where one FILE was named for several runs, it holds the
newest of them. A file appears whole or not at all.
"""

from pathlib import Path

import orjson
from sqlalchemy import Engine

from lamplight.counted import counted
from lamplight.pipeline.journal import Journal
from lamplight.store.engine import reading
from lamplight.store.files import new_file
from lamplight.store.run_facts import reasons_set_aside
from lamplight.store.runs import count_set_aside, load_set_aside, runs_with_files

_REASONS = 3


def set_aside_path(engine: Engine, asked: str, run: int) -> Path:
    """Where a run writes the records that it could not read.

    asked  the file that was named for them, or ""
    """
    if asked:
        return Path(asked)
    beside = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(f"{beside or 'lamplight.db'}.set-aside.{run}.jsonl")


def write_set_aside(journal: Journal, asked: str) -> None:
    """All the run's unreadable records, one a line."""
    path = set_aside_path(journal.engine, asked, journal.run)
    if written := _write(journal.engine, journal.run, path):
        records = counted(written, "record")
        journal.progress.note(f"set aside: {records} that could not be read, see {path}")
        with reading(journal.engine) as db:
            reasons = reasons_set_aside(db, journal.run, _REASONS)
        for reason, count in reasons.items():
            journal.progress.note(f"  {count:,} × {reason}")


def rewrite_set_aside(engine: Engine) -> None:
    """Write every such file that is still there again, without what was forgotten since."""
    with reading(engine) as db:
        numbers = runs_with_files(db)
    newest = {
        set_aside_path(engine, str(arguments.get("set_aside", "")), run): run
        for run, arguments in numbers
    }
    for path, run in newest.items():
        if path.exists():
            _write(engine, run, path)


def _write(engine: Engine, run: int, path: Path) -> int:
    """How many there were; without any, an older file is emptied and no new one made."""
    with reading(engine) as db:
        if not count_set_aside(db, run) and not path.exists():
            return 0
        with new_file(path) as file:
            written = 0
            for record in load_set_aside(db, run):
                file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
                written += 1
            return written
