"""Watch lists by command, up to the reason in the queue."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lamplight.cli import app

ADS = """{"id": "1", "source": "s", "body": "a calm afternoon, call 213-555-0101", "country": "US"}
{"id": "2", "source": "s", "body": "a quiet evening, call 213-555-0102", "country": "US"}
"""


@pytest.fixture
def db(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'test.db'}"


def lamplight(db: str, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--db", db])


def make(db: str, name: str = "missing") -> None:
    made = lamplight(db, "watch", "new", name, "--purpose", "missing persons", "--owner", "desk 3")
    assert made.exit_code == 0, made.output


def test_a_hit_puts_its_network_first_and_says_why(db: str, tmp_path: Path) -> None:
    (tmp_path / "ads.jsonl").write_text(ADS)
    make(db)
    assert lamplight(db, "watch", "add", "missing", "+1 (213) 555-0102").exit_code == 0

    assert lamplight(db, "run", str(tmp_path / "ads.jsonl"), "-q").exit_code == 0
    first, second = json.loads(lamplight(db, "queue", "--json").stdout)

    (reason,) = (one for one in first["reasons"] if one["kind"] == "watch list")
    assert "+12135550102" in reason["text"]
    assert "missing persons" in reason["text"]
    assert reason["evidence"][0]["ad_id"] == "2"
    assert reason["evidence"][0]["start"] is not None
    assert not [one for one in second["reasons"] if one["kind"] == "watch list"]


def test_a_file_goes_in_but_for_lines_that_cannot_be_read(db: str, tmp_path: Path) -> None:
    make(db)
    file = tmp_path / "values.csv"
    file.write_text("kind,value,note\nphone,+1 213 555 0101,mother\nphone,nonsense,\n,@rose_vip,\n")

    result = lamplight(db, "watch", "add", "missing", "--file", str(file))
    listed = json.loads(lamplight(db, "watch", "list", "missing", "--json").stdout)

    assert result.exit_code == 1
    assert "2 added" in result.stdout
    assert f"{file}:3: 'nonsense' is no phone" in result.stderr
    assert [(one["kind"], one["value"], one["note"]) for one in listed] == [
        ("phone", "+12135550101", "mother"),
        ("handle", "any:rose_vip", ""),
    ]


def test_a_value_in_another_writing_removes_it(db: str) -> None:
    make(db)
    lamplight(db, "watch", "add", "missing", "213 555 0101", "--region", "US")

    result = lamplight(db, "watch", "remove", "missing", "+1 213.555.0101")

    assert result.exit_code == 0, result.output
    assert json.loads(lamplight(db, "watch", "list", "missing", "--json").stdout) == []


def test_a_hash_is_listed_by_its_beginning_and_taken_off_whole(db: str) -> None:
    make(db)
    lamplight(db, "watch", "add", "missing", "picture:" + "1a2b3c4d" * 8)

    listed = lamplight(db, "watch", "list", "missing").stdout
    (entry,) = json.loads(lamplight(db, "watch", "list", "missing", "--json").stdout)
    lamplight(db, "watch", "remove", "missing", "picture:" + entry["value"])

    assert listed == "picture   1a2b3c…\n"
    assert json.loads(lamplight(db, "watch", "list", "missing", "--json").stdout) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "none", "+1 213 555 0101"), 3),
        (("add", "missing"), 2),
        (("add", "missing", "213 555 0101"), 1),
        (("list", "none"), 3),
        (("remove", "missing"), 2),
        (("remove", "missing", "+12135550109"), 3),
        (("new", "missing", "--purpose", "x", "--owner", "y"), 2),
    ],
)
def test_what_cannot_be_done_has_its_exit_code(db: str, words: tuple[str, ...], code: int) -> None:
    make(db)

    result = lamplight(db, "watch", *words)

    assert result.exit_code == code
    assert result.stderr


def test_empty_lists_say_what_to_do(db: str) -> None:
    assert "watch new NAME" in lamplight(db, "watch", "list").stderr
    make(db)
    assert "watch add missing" in lamplight(db, "watch", "list", "missing").stderr
    assert lamplight(db, "watch", "list").stdout.startswith("missing  0 values")
