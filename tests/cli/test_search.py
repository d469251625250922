import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lamplight.cli import app
from lamplight.model import Ad, Picture
from lamplight.pipeline.pictures import hash_bytes
from lamplight.store.engine import open_engine
from tests.search.stored import a_day, store

PICTURE = Path(__file__).parents[1] / "data" / "pdq" / "turns" / "bridge-2-rotate-90.jpg"


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'lamplight.db'}"
    engine = open_engine(url)
    turned = hash_bytes(PICTURE.read_bytes()).dihedral[1]
    with engine.begin() as db:
        store(
            db,
            [
                Ad("s", "1", "Rose", "call 213 555 0123", posted_at=a_day(1), city="Houston"),
                Ad("s", "2", "Lily", "call 213 555 0199", pictures=(Picture(pdq=turned),)),
            ],
        )
    engine.dispose()
    return url


def run(url: str, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["search", *arguments, "--db", url])


def test_shows_what_was_found_and_how_it_was_read(url: str) -> None:
    result = run(url, "(213)", "555-0123")

    assert result.exit_code == 0
    assert result.stdout == (
        "Looked up as phone +12135550123. 1 ad.\n"
        '  other readings: words:"(213)" "555-0123"\n'
        "\n"
        "ad:s/1  2025-01-01 00:00  Houston  network:n1  rank 1\n"
        "  Rose\n"
        "  call 213 555 0123\n"
    )


def test_says_the_same_as_json(url: str) -> None:
    answer = json.loads(run(url, "call", "--top", "1", "--json").stdout)

    assert (answer["kind"], answer["page"]["total"]) == ("words", 2)
    assert answer["page"]["hits"][0]["text"] == {"text": "call 213 555 0123", "marks": [[0, 4]]}


def test_narrows_by_time_and_place(url: str) -> None:
    assert "1 ad." in run(url, "call", "--since", "2025-01-01", "--place", "houston").stdout
    assert run(url, "call", "--until", "2025-01-01").exit_code == 3


def test_a_place_where_no_ad_is_and_a_time_of_no_length_are_told(url: str) -> None:
    nowhere, elsewhere = run(url, "call", "--place", "Nowhereville"), run(url, "unheard")
    backwards = run(url, "call", "--since", "2026-02-01", "--until", "2026-01-01")

    assert (nowhere.exit_code, elsewhere.exit_code, backwards.exit_code) == (3, 3, 3)
    assert "No ad is at “Nowhereville”" in nowhere.stderr
    assert "No ad is at" not in elsewhere.stderr
    assert "from 2026-02-01 on and before 2026-01-01" in backwards.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--since", "foo"), "'foo' is no day; want one such as 2026-01-31"),
        (("--top", "0"), "should be greater than or equal to 1; see"),
        (("--top", "many"), "should be a valid integer; see"),
    ],
)
def test_an_option_that_cannot_be_read_says_what_is_wanted(
    url: str, words: tuple[str, str], told: str
) -> None:
    result = run(url, "call", *words)

    assert result.exit_code == 2
    assert told in result.stderr
    assert "Input" not in result.stderr


def test_finds_a_picture_by_its_file(url: str) -> None:
    result = run(url, "--picture", str(PICTURE))

    assert result.stdout.startswith("Looked up as a picture. 1 ad.\n\nad:s/2")
    assert "0 bits apart  turned by 90 degrees" in result.stdout


def test_nothing_found_is_exit_3_and_nothing_asked_exit_2(url: str, tmp_path: Path) -> None:
    nothing, unasked = run(url, "unheard"), run(url)
    gone = run(url, "--picture", str(tmp_path / "gone.jpg"))

    assert (nothing.exit_code, nothing.stdout) == (3, "")
    assert nothing.stderr.startswith("error: nothing was found; ")
    assert len(nothing.stderr.splitlines()) == 1
    assert json.loads(run(url, "unheard", "--json").stdout)["page"]["total"] == 0
    assert unasked.exit_code == gone.exit_code == 2
    assert "can't be read: No such file" in gone.stderr
