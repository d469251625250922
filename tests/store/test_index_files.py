from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lamplight.store.engine import open_engine
from lamplight.store.index_files import drop_index_files, index_file, map_arrays, save_arrays

STATE = {"run": 3, "ended_at": 17}
ARRAYS: dict[str, NDArray[Any]] = {
    "hashes": np.arange(96, dtype=np.uint8).reshape(3, 32),
    "starts": np.array([5, 70_000], np.uint32),
    "none": np.empty((0, 4), np.int64),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.index"
    assert save_arrays(path, STATE, ARRAYS)
    return path


def test_arrays_come_back_as_they_were_read_only(path: Path) -> None:
    found = map_arrays(path, STATE)

    assert found is not None
    for name, array in ARRAYS.items():
        assert found[name].dtype == array.dtype
        np.testing.assert_array_equal(found[name], array)
        assert not found[name].flags.writeable
        assert found[name].ctypes.data % 64 == 0
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("state", [{"run": 4, "ended_at": 17}, {"run": 3, "ended_at": 18}, {}])
def test_of_another_state_nothing_is_taken(path: Path, state: dict[str, int]) -> None:
    assert map_arrays(path, state) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_counts_for_nothing(path: Path, data: st.DataObject) -> None:
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[at] ^= 1 << data.draw(st.integers(0, 7))
    try:
        path.write_bytes(bytes(changed))
        damaged = map_arrays(path, STATE)
        path.write_bytes(whole[:at])
        cut = map_arrays(path, STATE)
    finally:
        path.write_bytes(whole)

    assert damaged is None
    assert cut is None


def test_what_is_no_index_file_counts_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "text").write_text("lamplight index 1\n[]\n")

    assert map_arrays(tmp_path / "absent", STATE) is None
    assert map_arrays(tmp_path / "empty", STATE) is None
    assert map_arrays(tmp_path / "text", STATE) is None
    assert map_arrays(tmp_path, STATE) is None


def test_a_new_one_takes_the_place_of_the_old_while_that_is_mapped(path: Path) -> None:
    old = map_arrays(path, STATE)
    save_arrays(path, {"run": 4}, {"hashes": np.zeros(5, np.uint8)})
    new = map_arrays(path, {"run": 4})

    assert old is not None
    assert new is not None
    assert old["hashes"][1, 0] == 32
    assert len(new["hashes"]) == 5


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    assert not save_arrays(tmp_path / "no" / "folder", STATE, ARRAYS)


def test_files_stand_beside_the_database_and_can_be_dropped(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/a.db")
    path = index_file(engine, "pictures")
    assert path == tmp_path / "a.db.pictures.index"
    save_arrays(path, STATE, ARRAYS)
    other = tmp_path / "b.db.pictures.index"
    other.touch()

    drop_index_files(engine)
    engine.dispose()

    assert not path.exists()
    assert other.exists()
