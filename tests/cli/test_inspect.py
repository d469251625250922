import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lamplight.cli import app

CSV = "Ad ID;Text;Pictures\n1;hello there;a.jpg\n2;;\n3;more;" + "ab" * 32 + "\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(CSV)
    return path


def test_shows_columns_fields_ads_and_what_would_be_set_aside(export: Path) -> None:
    result = CliRunner().invoke(app, ["inspect", str(export)])

    assert result.exit_code == 0
    assert "columns: Ad ID, Text, Pictures" in result.stdout
    assert "  body    from Text  (a guess)\n" in result.stdout
    assert "  body: hello there\n" in result.stdout
    assert "  pictures: hash ababab…\n" in result.stdout  # never the whole hash
    assert "Of all 3 records 2 are ads; 1 would be set aside.\n  line 3: neither" in result.stdout


def test_says_the_same_as_json(export: Path) -> None:
    result = CliRunner().invoke(app, ["inspect", str(export), "--map", "body=Ad ID", "--json"])

    look = json.loads(result.stdout)
    assert look["fields"] == {"body": "Ad ID", "images": "Pictures"}
    assert look["counts"] == {"read": 3, "ads": 3, "set_aside": 0, "with_unread_fields": 0}


def test_refuses_a_column_that_run_would_refuse(export: Path) -> None:
    result = CliRunner().invoke(app, ["inspect", str(export), "--map", "body=nope"])

    assert (result.exit_code, result.stdout) == (2, "")
    assert "--map body=nope: there is no column 'nope'" in result.stderr


def test_a_folder_is_each_of_its_files(export: Path) -> None:
    (export.parent / "more.jsonl").write_text('{"id":1,"words":"quiet"}\n')
    (export.parent / "photo.json").write_bytes(b"\xff\xd8\xff")
    (export.parent / "notes.txt").write_text("passed over")
    words = ["inspect", str(export.parent)]

    result = CliRunner().invoke(app, words)
    looks = json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout)
    mapped = CliRunner().invoke(app, [*words, "--map", "body=words"])

    assert result.exit_code == 0
    assert f"{export}: csv" in result.stdout
    assert f"{export.parent / 'photo.json'}: set aside whole, for the file is a picture" in (
        result.stdout
    )
    assert [Path(look["file"]).name for look in looks] == ["export.csv", "more.jsonl", "photo.json"]
    assert mapped.exit_code == 0  # one of the files has it, as run asks for


def test_reads_standard_input() -> None:
    result = CliRunner().invoke(app, ["inspect", "-"], input='{"id":1,"body":"hello"}')

    assert result.stdout.startswith("stdin: jsonl, encoding ascii\n")


def test_a_picture_is_no_file_of_ads(tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"\xff\xd8\xff")

    result = CliRunner().invoke(app, ["inspect", str(tmp_path / "x.jpg")])

    assert result.exit_code == 2
    assert result.stderr == f"error: {tmp_path / 'x.jpg'}: the file is a picture\n"


def test_dates_are_read_in_the_order_that_some_show(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("id,date,body\n1,11/01/2026,near the garden\n2,11/22/2026,near the park\n")

    result = CliRunner().invoke(app, ["inspect", str(path)])

    assert "dates in numbers with the month first, since some can only be read so" in result.stdout
    assert "posted_at: 2026-11-01 00:00:00+00:00" in result.stdout


def test_a_file_without_a_known_text_says_how_to_name_it(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("id,Annonce Txt\n" + "".join(f"{n},near the garden\n" for n in range(30)))

    result = CliRunner().invoke(app, ["inspect", str(path)])

    assert "no column is known to hold the text; name it with --map body=COLUMN" in result.stdout
    assert "and 20 more" in result.stdout


def test_a_column_passed_over_for_a_fields_own_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mix.jsonl"
    path.write_text('{"id": 1, "body": "a", "date": "2026-11-01"}\n{"posted_at": null}\n')

    result = CliRunner().invoke(app, ["inspect", str(path)])

    assert "posted_at is read from its own column, not from 'date'" in result.stdout
