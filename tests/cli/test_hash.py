import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lamplight.cli import app
from lamplight.media.digest import digests_of

DATA = Path(__file__).parents[1] / "data" / "pdq"
SMALL = DATA / "edits" / "square-128x128.jpg"


def rows(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_json_has_the_contracts_fields() -> None:
    result = CliRunner().invoke(app, ["hash", str(SMALL), "--json"])

    (row,) = rows(result.stdout)
    assert result.exit_code == 0
    assert list(row) == ["path", "sha256", "sha1", "md5", "pdq", "quality", "dihedral"]
    assert row["path"] == str(SMALL)
    assert row["sha256"] == digests_of(SMALL.read_bytes()).sha256
    assert isinstance(row["dihedral"], list)
    assert row["dihedral"][0] == row["pdq"]
    assert len(set(row["dihedral"])) == 8


def test_variants_are_shown_frame_by_frame() -> None:
    result = CliRunner().invoke(app, ["hash", str(SMALL), "--variants", "--json"])

    (row,) = rows(result.stdout)
    assert list(row) == ["path", "sha256", "sha1", "md5", "kind", "frames", "unread"]
    assert (row["kind"], row["unread"]) == ("picture", None)
    assert isinstance(row["frames"], list)
    (frame,) = row["frames"]
    assert frame["at_s"] == 0
    assert frame["variants"][0]["name"] == "as it is"
    assert list(frame["variants"][0]) == ["name", "pdq", "quality"]


def test_a_table_of_variants_names_each() -> None:
    result = CliRunner().invoke(app, ["hash", str(SMALL), "--variants"])

    head, first, *others = result.stdout.splitlines()
    assert head.split() == ["quality", "PDQ", "path"]
    assert first.endswith(f"{SMALL}  (as it is, at 0 s)")
    assert any("left to right" in line for line in others)


def test_folders_are_expanded_in_place_and_order_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    (folder / "inner").mkdir(parents=True)
    for name in ("z.jpg", "a.jpg", "inner/m.jpg", ".hidden.jpg"):
        (folder / name).write_bytes(SMALL.read_bytes())

    result = CliRunner().invoke(app, ["hash", str(SMALL), str(folder), str(SMALL), "--json"])

    found = [str(row["path"]).removeprefix(f"{folder}/") for row in rows(result.stdout)]
    assert found == [str(SMALL), "a.jpg", "z.jpg", "inner/m.jpg", str(SMALL)]


def test_a_fault_is_a_row_and_exit_code_one(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.jpg").write_text("no picture")
    paths = [str(tmp_path / name) for name in ("none.jpg", "empty", "text.jpg")]

    result = CliRunner().invoke(app, ["hash", *paths, str(SMALL), "--json"])

    *faults, good = rows(result.stdout)
    assert result.exit_code == 1
    assert result.stderr == "3 could not be hashed; videos take --variants\n"
    assert "pdq" in good
    assert faults == [
        {"path": paths[0], "error": "no such file"},
        {"path": paths[1], "error": "path is a folder without readable files; want a picture file"},
        {
            "path": paths[2],
            "error": "no picture of a known kind; want JPEG, PNG, GIF, WebP, BMP, TIFF",
        },
    ]


def test_without_json_it_is_a_table_that_no_name_can_break(tmp_path: Path) -> None:
    odd = tmp_path / "two\nlines.jpg"
    odd.write_bytes(SMALL.read_bytes())

    result = CliRunner().invoke(app, ["hash", str(odd), str(tmp_path / "none")])

    head, good, bad = result.stdout.splitlines()
    assert head.split() == ["quality", "PDQ", "path"]
    assert good.startswith("    100  d8f8f1ee")
    assert good.endswith("two\\nlines.jpg")
    assert bad == f"      -  no such file  {tmp_path / 'none'}"


def test_paths_may_come_on_standard_input(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["hash", "-", "--json"], input=f"{SMALL}\n\n{SMALL}\n")

    assert [row["path"] for row in rows(result.stdout)] == [str(SMALL)] * 2


@pytest.mark.fault
def test_ctrl_c_stops_at_once_and_leaves_no_process() -> None:
    command = subprocess.Popen(
        [sys.executable, "-c", "from lamplight.cli import app; app()", "hash", "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert command.stdin
    assert command.stdout
    command.stdin.write(f"{SMALL}\n" * 500)
    command.stdin.flush()
    assert "pdq" in command.stdout.readline()
    tasks = Path(f"/proc/{command.pid}/task")
    children = [pid for task in tasks.iterdir() for pid in (task / "children").read_text().split()]

    os.killpg(command.pid, signal.SIGINT)
    command.communicate(timeout=20)

    assert command.returncode == 130
    assert children
    assert not any(Path("/proc", child).exists() for child in children)
