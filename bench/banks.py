"""Files of made-up hashes into a bank and out of it, and banks looked for in stored pictures.

    python bench/banks.py [--entries 1000000] [--db URL]

Each format is written with as many records, read into a bank of an empty SQLite database, and read
again, when all is there already; then the bank is written as CSV. Processor time of the one process
counts. With --db, a database that a run filled (it is changed: name a copy), 100,000 hashes and 50
that its pictures show are looked for in all of its pictures, then two more. Aim: a million entries
a minute on one core.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TypeVar

from sqlalchemy import Engine, select

from lamplight.bank.known import Given
from lamplight.exchange.formats import FORMATS
from lamplight.exchange.item import Asked
from lamplight.model import Actor
from lamplight.pipeline.bank_files import FileIn, FileOut, export_bank, import_file
from lamplight.pipeline.progress import Unwatched
from lamplight.search.known_pictures import match_pictures
from lamplight.store.bank_intake import Into, take_in
from lamplight.store.banks import Bank, new_bank, number_of
from lamplight.store.engine import open_engine
from lamplight.store.tables import ad_pictures

ACTOR = Actor("bench")
NOW = datetime.now(UTC)
DIGITS = {"picture": 64, "sha256": 64, "sha1": 40, "md5": 32}
Result = TypeVar("Result")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--db")
    given = parser.parse_args()
    if given.db:
        look_back(open_engine(given.db, make=False))
        return
    print("| format | in, entries a minute | again | out |\n|---|---|---|---|", flush=True)
    for kind in FORMATS:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), kind.NAME, given.entries)
    print(f"\npeak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def measure(folder: Path, name: str, entries: int) -> None:
    kind = next(one for one in FORMATS if name == one.NAME)
    kinds = ("sha1",) if name == "list" else [it for it in kind.KINDS if it in DIGITS]
    path = folder / "in"
    with path.open("wb") as file:
        file.writelines(kind.write(made_up(kinds, entries), kinds))
    engine = open_engine(f"sqlite:///{folder / 'bench.db'}")
    with engine.begin() as db:
        new_bank(db, ACTOR, Bank("bench", "a bench", "nobody", NOW, share=True))
    wanted = FileIn("bench", path, name, Asked())
    cells = []
    for what in (
        lambda: import_file(engine, ACTOR, wanted, NOW, Unwatched()),
        lambda: import_file(engine, ACTOR, wanted, NOW, Unwatched()),
        lambda: export_bank(engine, ACTOR, FileOut("bench", folder / "out", name)),
    ):
        seconds, _ = timed(what)
        cells.append(f"{entries / seconds * 60 / 1e6:.1f} M")
    print(f"| {name} | {' | '.join(cells)} |", flush=True)
    engine.dispose()


def look_back(engine: Engine) -> None:
    """Processor seconds of looking for entries in all pictures of a database."""
    with engine.begin() as db:
        new_bank(db, ACTOR, Bank("bench", "a bench", "nobody", NOW))
        shown = db.execute(
            select(ad_pictures.c.pdq).where(ad_pictures.c.pdq.is_not(None)).limit(50)
        )
        first = [*(Given("picture", it) for it in shown.scalars()), *made_up(["picture"], 100_000)]
    for what, some in (
        ("100,000 entries, all pictures new", first),
        ("two entries", list(made_up(["picture"], 2, seed=2))),
    ):
        with engine.begin() as db:
            take_in(db, Into(number_of(db, "bench"), ACTOR, NOW), some)
        seconds, _ = timed(lambda: match_pictures(engine, NOW))
        print(f"{what}: {seconds:.1f} s", flush=True)


def made_up(kinds: list[str] | tuple[str, ...], count: int, seed: int = 1) -> Iterator[Given]:
    drawn = Random(seed)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        yield Given(
            kind, f"{drawn.getrandbits(4 * DIGITS[kind]):0{DIGITS[kind]}x}", labels=("a", "b")
        )


def timed(what: Callable[[], Result]) -> tuple[float, Result]:
    began = time.process_time()
    result = what()
    return time.process_time() - began, result


if __name__ == "__main__":
    main()
