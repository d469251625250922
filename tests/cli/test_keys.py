"""Keys are made and shown once, listed, revoked."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lamplight.cli import app


@pytest.fixture(autouse=True)
def a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def keys(*words: str) -> Result:
    return CliRunner().invoke(app, ["keys", *words])


def test_a_key_is_shown_once_alone_on_stdout() -> None:
    made = keys("new", "uploads", "--rate", "60000", "--fail", "open")

    key = made.stdout.strip()
    assert made.exit_code == 0
    assert key.startswith("lamplight_")
    assert "can't be shown again" in made.stderr
    assert key not in keys("list").stdout + keys("list", "--json").stdout


def test_keys_are_listed_in_words_and_as_json() -> None:
    keys("new", "uploads")
    keys("new", "graphs", "--scope", "metrics", "--scope", "match", "--rate", "5")
    keys("revoke", "uploads")

    lines = keys("list").stdout.splitlines()
    found = json.loads(keys("list", "--json").stdout)

    assert lines[0].startswith("graphs  metrics, match  5 a minute  fails closed  made ")
    assert ", revoked " in lines[1]
    assert [one["name"] for one in found] == ["graphs", "uploads"]


def test_what_is_not_there_or_can_t_be_is_said_in_one_line() -> None:
    keys("new", "uploads")

    unknown, again, bad = keys("revoke", "chat"), keys("new", "uploads"), keys(
        "new", "x", "--scope", "all"
    )  # fmt: skip

    assert (unknown.exit_code, again.exit_code, bad.exit_code) == (3, 2, 2)
    assert all(len(one.stderr.splitlines()) == 1 for one in (unknown, again, bad))
