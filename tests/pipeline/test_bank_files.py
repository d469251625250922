"""A file into a bank and out again: in pieces, after any stop, and only where it may be shared."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from sqlalchemy import Engine

from lamplight.errors import BadInput, NotFound, Refused
from lamplight.exchange.formats import FORMATS
from lamplight.exchange.item import Asked
from lamplight.model import Actor
from lamplight.pipeline.bank_files import (
    Exported,
    FileIn,
    FileOut,
    Imported,
    export_bank,
    import_file,
)
from lamplight.pipeline.progress import Unwatched
from lamplight.store import audit
from lamplight.store.bank_entries import count_entries
from lamplight.store.bank_intake import TakenIn
from lamplight.store.banks import Bank, new_bank

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ANN = Actor("Ann")


def a_bank(engine: Engine, name: str = "known", *, share: bool = True) -> None:
    with engine.begin() as db:
        new_bank(db, ANN, Bank(name, "a test", "desk 3", NOON, source="a source", share=share))


def a_list(folder: Path, count: int) -> Path:
    path = folder / "known.txt"
    path.write_text("".join(f"{number + 16:040x}\n" for number in range(count)))
    return path


def take(engine: Engine, wanted: FileIn) -> Imported:
    return import_file(engine, ANN, wanted, NOON, Unwatched())


class Stopping(Unwatched):
    """Somebody who presses Ctrl-C after the first piece."""

    def advance(self, items: int) -> None:
        raise KeyboardInterrupt


def test_a_file_that_was_stopped_is_taken_in_once(engine: Engine, tmp_path: Path) -> None:
    a_bank(engine)
    wanted = FileIn("known", a_list(tmp_path, 25_000))

    with pytest.raises(KeyboardInterrupt):
        import_file(engine, ANN, wanted, NOON, Stopping())
    with engine.begin() as db:
        part = count_entries(db, "known", NOON)["active"]
    rest, again = take(engine, wanted), take(engine, wanted)

    assert 0 < part < 25_000
    assert rest.entries == TakenIn(added=25_000 - part, known=part)
    assert again.entries == TakenIn(known=25_000)


def test_records_that_cannot_be_read_are_put_aside(engine: Engine, tmp_path: Path) -> None:
    a_bank(engine)
    path = tmp_path / "known.txt"
    path.write_text(f"{'ab' * 16}\n" + "roses\n" * 30 + f"{'cd' * 16}\n")
    aside = tmp_path / "aside.jsonl"

    done = take(engine, FileIn("known", path, set_aside=aside))

    assert (done.format, done.records, done.set_aside) == ("list", 32, 30)
    assert done.entries == TakenIn(added=2)
    assert [fault.line for fault in done.faults] == list(range(2, 22))
    lines = [orjson.loads(line) for line in aside.read_bytes().splitlines()]
    assert (len(lines), lines[0]["line"], lines[0]["raw"]) == (30, 2, "roses")


def test_a_kind_that_lines_do_not_say_is_said_by_the_person(engine: Engine, tmp_path: Path) -> None:
    a_bank(engine)
    path = tmp_path / "known.txt"
    path.write_text("f0" * 32)

    assert take(engine, FileIn("known", path)).set_aside == 1
    assert take(engine, FileIn("known", path, asked=Asked("picture"))).entries.added == 1


@pytest.mark.parametrize("name", [one.NAME for one in FORMATS])
def test_a_bank_goes_through_every_format_into_another(
    engine: Engine, tmp_path: Path, name: str
) -> None:
    a_bank(engine)
    a_bank(engine, "other")
    path, out = tmp_path / "known.csv", tmp_path / "out"
    path.write_text(f"sha1,{'cd' * 20},roses\nmd5,{'ab' * 16},\nphone,+12135550123,\n")
    take(engine, FileIn("known", path))

    done = export_bank(engine, ANN, FileOut("known", out, name), NOON)
    again = take(engine, FileIn("other", out))

    assert done == Exported(3 if name == "csv" else 2, 0 if name == "csv" else 1)
    assert again.entries == TakenIn(added=done.entries)


def test_what_may_not_be_shared_on_is_not_written(engine: Engine, tmp_path: Path) -> None:
    a_bank(engine, share=False)

    with pytest.raises(Refused, match="may not be shared on"):
        export_bank(engine, ANN, FileOut("known", tmp_path / "out", "csv"), NOON)

    assert not (tmp_path / "out").exists()


def test_a_file_or_a_bank_that_is_not_there_is_said(engine: Engine, tmp_path: Path) -> None:
    a_bank(engine)

    with pytest.raises(BadInput, match="can't be opened"):
        take(engine, FileIn("known", tmp_path / "none.csv"))
    with pytest.raises(NotFound, match="no bank"):
        take(engine, FileIn("none", a_list(tmp_path, 1)))


def test_files_in_and_out_are_audited(engine: Engine, tmp_path: Path) -> None:
    a_bank(engine)
    take(engine, FileIn("known", a_list(tmp_path, 2)))
    export_bank(engine, ANN, FileOut("known", tmp_path / "out", "csv"), NOON)

    with engine.begin() as db:
        rows = audit.entries(db)

    assert [row.action for row in rows][::-1][1:] == [
        "importing into bank",
        "imported into bank",
        "exported bank",
    ]
    assert rows[1].details["entries"]["added"] == 2
