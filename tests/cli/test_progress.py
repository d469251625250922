"""Progress where no terminal is: a plain line now and then, on stderr."""

import time

import pytest

from lamplight.cli._progress import ProgressLines


def test_each_stage_ends_in_one_line_with_its_rate(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressLines() as progress:
        progress.start("extract", 10)
        progress.advance(4)
        progress.advance(6)
        progress.finish()
        progress.note("two pictures could not be read")

    shown = capsys.readouterr()
    first, second = shown.err.splitlines()
    assert first.startswith("extract: 10 of 10, ")
    assert first.endswith(" s, done")
    assert second == "two pictures could not be read"
    assert shown.out == ""


def test_a_long_stage_says_now_and_then_how_far_it_is_and_its_end_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(0, 1_000, 6))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))

    with ProgressLines() as progress:
        progress.start("link", None)
        progress.advance(40)
        progress.finish()
        progress.start("extract", 10)
        for _ in range(2):
            progress.advance(5)
        progress.finish()

    lines = [line.split(",")[0] for line in capsys.readouterr().err.splitlines()]
    assert lines == ["link: 40", "extract: 5 of 10", "extract: 10 of 10"]


def test_what_is_likely_to_be_left_is_told_and_guessed_anew(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(0, 1_000, 6))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))

    with ProgressLines() as progress:
        progress.start("ingest", None)
        for left in (30, 12, 3):
            progress.advance(10)
            progress.expect(left)
        progress.finish()

    lines = [line.split(",")[0] for line in capsys.readouterr().err.splitlines()]
    assert lines == ["ingest: 10 of 40", "ingest: 20 of 32", "ingest: 30 of 30"]
