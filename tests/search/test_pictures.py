from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from lamplight.errors import BadHash, BadPicture
from lamplight.model import Ad, Picture
from lamplight.pipeline.pictures import hash_bytes
from lamplight.search.hits import Window
from lamplight.search.pictures import TURNS, find_hash, find_picture
from lamplight.search.within import Within
from lamplight.store import audit
from tests.search.stored import ANALYST, store

DATA = Path(__file__).parents[1] / "data" / "pdq"
BRIDGE = (DATA / "turns" / "bridge-1-original.jpg").read_bytes()
OTHER = "0f" * 32
EVERYTHING, ALL = Window(), Within()


@pytest.fixture
def db(engine: Engine) -> Iterator[Connection]:
    """Ad 1 shows a bridge, ad 2 the bridge mirrored left to right, ad 3 another picture."""
    bridge = hash_bytes(BRIDGE)
    pictures = [
        (Picture(pdq=OTHER), Picture(pdq=bridge.pdq)),
        (Picture(pdq=bridge.dihedral[5]),),
        (Picture(pdq=OTHER),),
    ]
    with engine.begin() as db:
        store(db, [Ad("s", str(at), body="x", pictures=it) for at, it in enumerate(pictures)])
        yield db


def test_finds_the_picture_however_it_is_turned(db: Connection) -> None:
    found = find_picture(db, ANALYST, BRIDGE, EVERYTHING, ALL)

    assert found.sure
    assert [(hit.number, hit.distance, hit.turned) for hit in found.page.hits] == [
        (1, 0, ""),
        (2, 0, "mirrored left to right"),
    ]


def test_finds_an_edited_picture_and_says_how_far_it_is(db: Connection) -> None:
    edited = (DATA / "edits" / "shrink-a-lot.jpg").read_bytes()

    found = find_picture(db, ANALYST, edited, Window(limit=1), ALL)

    assert (found.page.total, [hit.number for hit in found.page.hits]) == (2, [1])
    assert found.page.hits[0].distance is not None
    assert 0 < found.page.hits[0].distance <= 31


@pytest.mark.parametrize("turn", range(2, 9))
def test_each_turn_is_named(turn: int, tmp_path: Path) -> None:
    (path,) = (DATA / "turns").glob(f"bridge-{turn}-*.jpg")
    turned = hash_bytes(path.read_bytes()).pdq
    away = [bin(int(turned, 16) ^ int(pdq, 16)).count("1") for pdq in hash_bytes(BRIDGE).dihedral]

    assert min(range(8), key=away.__getitem__) == turn - 1
    assert TURNS[turn - 1]


def test_a_hash_finds_what_is_near_it_as_it_is(db: Connection) -> None:
    bridge = int(hash_bytes(BRIDGE).pdq, 16)
    near, far = f"{bridge ^ (2**31 - 1):064x}", f"{bridge ^ (2**32 - 1):064x}"

    assert [
        (hit.number, hit.distance)
        for hit in find_hash(db, ANALYST, near, EVERYTHING, ALL).page.hits
    ] == [(1, 31)]
    assert find_hash(db, ANALYST, far, EVERYTHING, ALL).page.total == 0


def test_the_look_is_written_down_without_the_hash(db: Connection) -> None:
    found = find_picture(db, ANALYST, BRIDGE, EVERYTHING, ALL)

    entry = audit.entries(db)[0]
    assert entry.subject == audit.sealed("picture", hash_bytes(BRIDGE).pdq)
    assert entry.details == {"found": 2, "shown": [hit.number for hit in found.page.hits]}


def test_narrowed_to_a_time_without_any(db: Connection) -> None:
    since = Within(since=datetime(2025, 1, 1, tzinfo=UTC))

    assert find_picture(db, ANALYST, BRIDGE, EVERYTHING, since).page.total == 0


def test_what_is_no_picture_is_refused(db: Connection) -> None:
    with pytest.raises(BadPicture):
        find_picture(db, ANALYST, b"no picture", EVERYTHING, ALL)
    with pytest.raises(BadHash):
        find_hash(db, ANALYST, "abc", EVERYTHING, ALL)
