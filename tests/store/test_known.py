"""What a process knows of banks, beside the database that is the truth."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest
from sqlalchemy import Connection, Engine, delete, insert, select, update

from lamplight.arrays import U8
from lamplight.match import index
from lamplight.match.known import equal, near
from lamplight.match.video import videos_near
from lamplight.model import Actor
from lamplight.store import known_held
from lamplight.store.bank_log import What, count_change, log_change
from lamplight.store.banks import Bank, NewEntry, add_entries, new_bank, remove_bank
from lamplight.store.engine import open_engine
from lamplight.store.index_files import index_file
from lamplight.store.known import _held_for, ask, known, known_now, lag, settled
from lamplight.store.tables import bank_entries, bank_frames, bank_log, banks

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ANN = Actor("Ann")


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts, joins and files with a handful of entries; a look at each question."""
    monkeypatch.setattr(index, "WITHOUT_TABLES", 20)
    monkeypatch.setattr(known_held, "LOOK_EVERY_S", 0)


@pytest.fixture
def other(engine: Engine, tmp_path: Path) -> Iterator[Engine]:
    """Another process's way into the same database, with the same folder for files."""
    other = open_engine(engine.url.render_as_string(hide_password=False))
    for one in (engine, other):
        one.update_execution_options(caches=tmp_path)
    yield other
    settled(other)
    other.dispose()


@pytest.fixture(autouse=True)
def nothing_left_running(engine: Engine) -> Iterator[None]:
    yield
    settled(engine)


def pdq(number: int) -> str:
    return np.random.default_rng(number).bytes(32).hex()


def raw(*values: str) -> U8:
    return np.frombuffer(bytes.fromhex("".join(values)), np.uint8).reshape(len(values), -1)


def a_bank(db: Connection, name: str = "known") -> None:
    new_bank(db, ANN, Bank(name, "a test", "desk 3", NOON))


def add(db: Connection, *numbers: int, name: str = "known") -> None:
    add_entries(db, ANN, name, [NewEntry("picture", pdq(number)) for number in numbers], NOON)


def change(db: Connection, what: What, values: list[str], **columns: object) -> int:
    number = log_change(db, ANN, 1, what, NOON)
    its = bank_entries.c.value.in_(values)
    found = db.execute(update(bank_entries).where(its).values(change=number, **columns))
    count_change(db, number, found.rowcount)
    return number


def found(engine: Engine, *numbers: int) -> list[int]:
    """Of the pictures with these numbers, those that are known."""
    asked = raw(*map(pdq, numbers))
    places = ask(engine, lambda now: near(now.known, asked)).query.tolist()
    return [numbers[place] for place in places]


def filled(engine: Engine, size: int) -> None:
    with engine.begin() as db:
        a_bank(db)
        add(db, *range(size))


def test_what_is_added_withdrawn_and_restored_shows_at_once(engine: Engine) -> None:
    filled(engine, 3)
    assert found(engine, 0, 1, 2, 3) == [0, 1, 2]

    with engine.begin() as db:
        change(db, "withdrawn", [pdq(1)], state="withdrawn")
    assert found(engine, 0, 1, 2) == [0, 2]
    with engine.begin() as db:
        change(db, "restored", [pdq(1)], state="active")
        change(db, "quarantined", [pdq(2)], state="quarantined")
    assert found(engine, 0, 1, 2) == [0, 1]


def test_a_change_that_is_not_committed_does_not_show(engine: Engine) -> None:
    filled(engine, 3)
    with engine.begin() as db:
        add(db, 7)
        before = found(engine, 7)

    assert before == []
    assert found(engine, 7) == [7]


@pytest.mark.parametrize("size", [5, 60])
def test_other_processes_see_changes_too(engine: Engine, other: Engine, size: int) -> None:
    filled(engine, size)
    assert found(other, 0, 1, size) == [0, 1]

    with engine.begin() as db:
        add(db, size)
        change(db, "withdrawn", [pdq(0)], state="withdrawn")

    assert found(other, 0, 1, size) == [1, size]


def test_much_that_others_changed_is_read_beside(
    engine: Engine, other: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_held, "_AT_ONCE", 10)
    filled(engine, 5)
    assert found(other, 0) == [0]

    with engine.begin() as db:
        add(db, *range(5, 50))
    settled(other)

    assert found(other, *range(50)) == [*range(50)]


def test_how_a_bank_counts_is_followed(engine: Engine) -> None:
    filled(engine, 3)
    with engine.begin() as db:
        a_bank(db, "second")
        add(db, 1, 2, name="second")
    far = raw(pdq(1)).copy()
    far[0, :3] ^= 255
    assert near(known(engine).known, far).bank.tolist() == [1, 2]

    with engine.begin() as db:
        log_change(db, ANN, 1, "changed bank", NOON)
        db.execute(update(banks).where(banks.c.number == 1).values(radius_bits=23))
        log_change(db, ANN, 2, "changed bank", NOON)
        db.execute(update(banks).where(banks.c.number == 2).values(sign="negative"))
    now = known(engine)

    assert near(now.known, far).bank.tolist() == [2]
    assert now.banks[2].sign == "negative"
    with engine.begin() as db:
        log_change(db, ANN, 2, "changed bank", NOON)
        db.execute(update(banks).where(banks.c.number == 2).values(enabled=False))
    assert near(known(engine).known, far).bank.tolist() == []


@pytest.mark.parametrize("size", [5, 60])
def test_nothing_of_a_removed_bank_is_found(engine: Engine, size: int) -> None:
    filled(engine, size)
    with engine.begin() as db:
        a_bank(db, "second")
        add(db, 2, name="second")
    settled(engine)

    with engine.begin() as db:
        remove_bank(db, ANN, "known")

    assert found(engine, 1, 2) == [2]
    assert list(known(engine).banks) == [2]


def test_purged_entries_are_gone_also_for_who_never_saw_them_withdrawn(
    engine: Engine, other: Engine
) -> None:
    filled(engine, 60)
    assert found(other, 1, 2) == [1, 2]

    with engine.begin() as db:
        upto = change(db, "withdrawn", [pdq(1)], state="withdrawn")
        db.execute(delete(bank_entries).where(bank_entries.c.value == pdq(1)))
        count_change(db, log_change(db, ANN, 1, "purged", NOON), 1, upto)
        add(db, 61)

    assert found(other, *range(62)) == [0, *range(2, 60), 61]


def test_an_entry_ends_at_its_time(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(engine, 40)
    with engine.begin() as db:
        change(db, "added", [pdq(1), pdq(30)], expires_at=NOON + timedelta(hours=1))
        add(db, 41)
        change(db, "added", [pdq(41)], expires_at=NOON + timedelta(hours=2))

    def at(hours: float) -> list[int]:
        moment = NOON + timedelta(hours=hours)
        monkeypatch.setattr(known_held, "_microsecond", lambda: int(moment.timestamp() * 1_000_000))
        return found(engine, 0, 1, 30, 41)

    assert at(0.9) == [0, 1, 30, 41]
    assert at(1) == [0, 41]
    assert at(2.5) == [0]


def test_digests_are_found_by_kind(engine: Engine) -> None:
    with engine.begin() as db:
        a_bank(db)
        values = {"sha256": "ab" * 32, "sha1": "cd" * 20, "md5": "ef" * 16}
        add_entries(db, ANN, "known", [NewEntry(*one) for one in values.items()], NOON)

    now = known(engine).known

    for place, (kind, value) in enumerate(values.items()):
        assert equal(now, kind, raw("00" * (len(value) // 2), value)).query.tolist() == [1]
        assert equal(now, kind, raw(value)).entry.tolist() == [place + 1]


def test_a_video_is_found_by_its_good_frames_and_a_picture_by_its_looks(engine: Engine) -> None:
    with engine.begin() as db:
        a_bank(db)
        turned = NewEntry("picture", pdq(0), looks=(pdq(0), pdq(1), pdq(1)))
        add_entries(db, ANN, "known", [turned], NOON)
        number = log_change(db, ANN, 1, "added", NOON)
        row = {"bank": 1, "kind": "video", "value": "clip", "note": "", "actor": "", "at": NOON}
        row |= {"state": "active", "source": "", "change": number}
        entry = db.execute(insert(bank_entries).values(row).returning(bank_entries.c.number))
        frames = [(50, 90), (51, 60), (51, 60), (52, 49)]
        clip = entry.scalar_one()
        for position, (one, quality) in enumerate(frames):
            its = {"entry": clip, "position": position, "pdq": pdq(one), "quality": quality}
            db.execute(insert(bank_frames).values(its))

    now = known(engine).known
    videos = videos_near(now, raw(pdq(50), pdq(52), pdq(1)))

    assert near(now, raw(pdq(1))).entry.tolist() == [1]
    assert videos.entry.tolist() == [clip]
    assert (videos.query_share[0], videos.known_share[0]) == (1 / 3, 1 / 2)


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
from tests.store.test_known import add
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


def test_how_far_it_is_behind_is_told(engine: Engine) -> None:
    filled(engine, 3)
    before = known(engine)
    with engine.begin() as db:
        add(db, 7)

    with engine.connect().execution_options(reads_only=True) as db:
        behind = lag(db, before)
        up_to_date = lag(db, known(engine))

    assert (behind.position, behind.newest) == (2, 3)
    assert behind.seconds > 1
    assert (up_to_date.position, up_to_date.newest, up_to_date.seconds) == (3, 3, 0)


def test_readers_see_whole_changes_alone_while_all_goes_on(engine: Engine, other: Engine) -> None:
    """Pairs come and go together; who asks beside finds both or none, and what stays always."""
    filled(engine, 30)
    over = Event()
    odd: list[list[int]] = []
    asked: list[int] = []

    def ask_on() -> None:
        while not over.is_set():
            places = found(other, 3, 100, 101, 200, 201)
            asked.append(1)
            if (
                3 not in places
                or (100 in places) != (101 in places)
                or ((200 in places) != (201 in places))
            ):
                odd.append(places)

    readers = [Thread(target=ask_on) for _ in range(2)]
    for reader in readers:
        reader.start()
    for turn in range(30):
        with engine.begin() as db:
            add(db, 100, 101, *range(1000 + 5 * turn, 1005 + 5 * turn))
            change(db, "withdrawn", [pdq(200), pdq(201)], state="withdrawn")
        with engine.begin() as db:
            add(db, 200, 201)
            change(db, "withdrawn", [pdq(100), pdq(101)], state="withdrawn")
    over.set()
    for reader in readers:
        reader.join()

    assert not odd
    assert asked
    assert found(other, 3, 100, 101, 200, 201) == [3, 200, 201]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_it_knows_what_the_database_says(
    engine: Engine, other: Engine, seed: int
) -> None:
    filled(engine, 30)
    random = np.random.default_rng(seed)
    some: list[int] = random.integers(0, 90, 60).tolist()
    for _ in range(25):
        chosen = random.choice(90, 6, replace=False).tolist()
        with engine.begin() as db:
            match random.integers(4):
                case 0 | 1:
                    add(db, *chosen)
                case 2:
                    change(db, "withdrawn", [pdq(one) for one in chosen], state="withdrawn")
                case 3:
                    change(db, "restored", [pdq(one) for one in chosen], state="active")
        if random.random() < 0.3:
            settled(random.choice(np.array([engine, other], object)))

    numbers = sorted(set(some))
    one = bank_entries.c
    with engine.connect().execution_options(reads_only=True) as db:
        active = set(db.execute(select(one.value).where(one.state == "active")).scalars())
    wanted = [number for number in numbers if pdq(number) in active]
    assert found(engine, *numbers) == wanted
    assert found(other, *numbers) == wanted


def test_of_those_who_must_not_wait_one_is_told_that_a_look_is_due(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(engine)
    monkeypatch.setattr(known_held, "LOOK_EVERY_S", 60)
    held = _held_for(engine)
    held._looked = float("-inf")

    told = [known_now(engine) for _ in range(3)]

    assert told[0] is None
    assert told[1] is not None
    assert told[1] is told[2]
