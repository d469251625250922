"""The file that processes share is a cache: damaged, gone or late, it changes no answer."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, update

from lamplight.store.index_files import index_file
from lamplight.store.known import known, settled
from lamplight.store.tables import bank_entries, bank_log
from tests.store.known.bank import NOON, add, change, filled, found, pdq


def put(path: Path, data: bytes) -> None:
    """Another file of that name: who has the old one mapped keeps it."""
    path.unlink()
    path.write_bytes(data)


def test_a_new_process_opens_the_file_and_catches_up(engine: Engine, other: Engine) -> None:
    filled(engine, 60)
    assert found(engine, 1) == [1]
    made = index_file(engine, "known").stat()
    with engine.begin() as db:
        change(db, "withdrawn", [pdq(1)], state="withdrawn")
        add(db, 61)

    assert found(other, 0, 1, 61) == [0, 61]

    assert made.st_mode & 0o777 == 0o600
    assert index_file(engine, "known").stat().st_ino == made.st_ino
    (part,) = known(other).known.parts
    assert part.tables["picture"].blocks is not None


def test_what_grew_is_put_into_a_new_file_that_others_take_up(
    engine: Engine, other: Engine
) -> None:
    filled(engine, 60)
    found(engine, 1)
    found(other, 1)
    for first in range(100, 300, 30):
        with engine.begin() as db:
            add(db, *range(first, first + 30))
            change(db, "withdrawn", [pdq(first)], state="withdrawn")
        settled(engine)
    made = index_file(engine, "known").stat()

    settled(other)

    numbers = [*range(60), *range(100, 310)]
    left = [number for number in numbers if number < 100 or (number - 100) % 30]
    for one in (engine, other):
        assert found(one, *numbers) == left
        assert len(known(one).known.parts) == 1
    assert index_file(engine, "known").stat().st_ino == made.st_ino


def test_a_damaged_block_is_met_and_all_is_read_again(engine: Engine, other: Engine) -> None:
    filled(engine, 60)
    found(engine, 1)
    path = index_file(engine, "known")
    whole = bytearray(path.read_bytes())
    whole[whole.index(bytes.fromhex(pdq(5)))] ^= 1
    put(path, bytes(whole))

    assert found(other, *range(61)) == [*range(60)]

    assert index_file(engine, "known").read_bytes() != whole


@pytest.mark.parametrize("damage", ["cut", "end", "gone"])
def test_a_file_that_is_no_index_is_made_again(engine: Engine, other: Engine, damage: str) -> None:
    filled(engine, 60)
    found(engine, 1)
    path = index_file(engine, "known")
    whole = path.read_bytes()
    put(path, {"cut": whole[:1000], "end": whole[:-30] + bytes(30), "gone": b""}[damage])

    assert found(other, *range(61)) == [*range(60)]

    assert len(index_file(engine, "known").read_bytes()) == len(whole)


def test_a_file_of_a_future_that_was_undone_counts_for_nothing(
    engine: Engine, other: Engine
) -> None:
    """The database was put back to an older state, and went on otherwise."""
    filled(engine, 60)
    found(engine, 1)
    with engine.begin() as db:
        db.execute(update(bank_log).values(at=NOON + timedelta(days=1)))
        db.execute(delete(bank_entries).where(bank_entries.c.value == pdq(1)))

    assert found(other, 0, 1) == [0]


def test_where_no_file_can_be_written_it_is_held_in_memory(engine: Engine) -> None:
    filled(engine, 60)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("lamplight.store.known_file.new_index", _full_disk)
        assert found(engine, 1, 61) == [1]
        assert all(part.tables["picture"].blocks is None for part in known(engine).known.parts)


def _full_disk(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_what_killed_writers_left_is_removed(engine: Engine, other: Engine) -> None:
    filled(engine, 60)
    found(engine, 1)
    path = index_file(engine, "known")
    left = path.parent / f".{path.name}.abc"
    left.touch()
    path.unlink()

    found(other, 1)

    assert path.exists()
    assert not left.exists()


def test_a_process_that_ends_while_it_joins_ends_well(engine: Engine, other: Engine) -> None:
    """What was begun is finished: a join waits for nobody."""
    filled(engine, 60)
    found(engine, 1)
    made = index_file(engine, "known").stat().st_ino
    script = """
import sys
from pathlib import Path
from lamplight.match import index
from lamplight.store.engine import open_engine
from lamplight.store.known import known
from tests.store.known.bank import add
index.WITHOUT_TABLES = 20
engine = open_engine(sys.argv[1], caches=Path(sys.argv[2]))
known(engine)
with engine.begin() as db:
    add(db, *range(100, 200))
known(engine)
"""
    caches = str(engine.get_execution_options()["caches"])
    url = engine.url.render_as_string(hide_password=False)

    ended = subprocess.run(
        [sys.executable, "-c", script, url, caches], check=False, capture_output=True, text=True
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    assert index_file(engine, "known").stat().st_ino != made
    assert found(other, 1, 150, 200) == [1, 150]
