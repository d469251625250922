"""A consistent copy of the whole database while others go on working.

Engine, path -> back_up -> a file of mode 0600 that appears whole

SQLite: VACUUM INTO, one read transaction, without free pages. PostgreSQL: pg_dump's custom format,
for pg_restore.
"""

import os
import sqlite3
import subprocess
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine

from lamplight.errors import BadInput, Unavailable
from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.files import new_file
from lamplight.store.outputs import need_apart


def back_up(engine: Engine, actor: Actor, path: Path, *, force: bool = False) -> None:
    """force: a file that stands at the path is replaced. Raises BadInput, Unavailable."""
    need_apart(engine, path)
    if path.exists() and not force:
        raise BadInput(f"{path} is there already; want another name, or --force to replace it")
    with engine.begin() as db:
        audit.record(db, actor, "backed up", str(path.absolute()))
    with new_file(path) as file:
        if engine.dialect.name == "sqlite":
            _copy_sqlite(engine, Path(file.name))
        else:
            _dump_postgres(engine, file)


def _copy_sqlite(engine: Engine, path: Path) -> None:
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("vacuum into ?", (str(path),))
        cursor.close()
    except sqlite3.DatabaseError as error:
        raise Unavailable(f"the copy could not be made: {error}") from error
    finally:
        raw.close()
    copy = sqlite3.connect(path)
    try:
        (verdict,) = copy.execute("pragma quick_check").fetchone()
    finally:
        copy.close()
    if verdict != "ok":
        raise Unavailable(f"the copy is damaged: {verdict}")


def _dump_postgres(engine: Engine, file: BinaryIO) -> None:
    url = engine.url.set(drivername="postgresql", password=None)
    environment = dict(os.environ)
    if engine.url.password:
        environment["PGPASSWORD"] = str(engine.url.password)
    command = ["pg_dump", "--format=custom", "--no-password", "--dbname", url.render_as_string()]
    try:
        done = subprocess.run(  # noqa: S603 - our own words; the address is an argument of its own
            command, stdout=file, stderr=subprocess.PIPE, env=environment, check=False
        )
    except FileNotFoundError as error:
        raise Unavailable(
            "pg_dump is not installed; it comes with PostgreSQL's client programs"
        ) from error
    if done.returncode != 0:
        words = done.stderr.decode(errors="replace").strip().splitlines() or ["without a word"]
        raise Unavailable(f"pg_dump failed: {words[0]}")
