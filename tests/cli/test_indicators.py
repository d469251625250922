"""What the queue weighs, by command."""

from pathlib import Path

from typer.testing import CliRunner

from lamplight.cli import app


def test_a_folder_without_indicators_is_not_taken_for_one_with_none_of_your_own(
    tmp_path: Path,
) -> None:
    (tmp_path / "ours.toml.txt").write_text("")

    result = CliRunner().invoke(app, ["indicators", "--folder", str(tmp_path)])

    assert result.exit_code == 2
    assert "holds no indicator files (*.toml)" in result.stderr
