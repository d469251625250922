"""Progress where no terminal is: a plain line now and then, on stderr."""

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
