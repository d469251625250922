"""Seconds that a search takes on a stored world: phones, words with place and time, pictures.

    python bench/search.py [--ads 100000] [--profile hard] [--asked 200] [--db URL]

Makes a world and runs the main job on it, unless a database is named. What is asked is drawn from
what is stored: phones evenly from the different values, the first words of an ad with its city and
a week around it, hashes of pictures, of which the first waits until all of them are read. The p50
and p95 in milliseconds, beside a plain scan of all bodies in the same run. Targets at a million
ads, at p95: phone 10 ms, words 50 ms, picture 20 ms, queue with filters 50 ms.
"""

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

from sqlalchemy import Connection, Engine, func, select

from lamplight.collect.places import read_places
from lamplight.model import Actor
from lamplight.search.hits import Window, Within
from lamplight.search.query import Question, search
from lamplight.store.engine import open_engine
from lamplight.store.leads import Filters, load_page
from lamplight.store.tables import ad_pictures, ads, signals
from run import lamplight

ACTOR = Actor("bench")
Ask = Callable[[Connection], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ads", type=int, default=100_000)
    parser.add_argument("--profile", default="hard")
    parser.add_argument("--asked", type=int, default=200)
    parser.add_argument("--db", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.db or f"sqlite:///{folder}/bench.db"
        if not given.db:
            world = Path(folder) / "world"
            lamplight("simulate", "--ads", str(given.ads), "--profile", given.profile,
                      "--out", str(world))  # fmt: skip
            lamplight("run", "-q", str(world / "ads.jsonl"), "--db", url)
        measure(open_engine(url), given.asked)


def measure(engine: Engine, asked: int) -> None:
    with engine.begin() as db:
        stored = db.execute(select(func.count()).select_from(ads)).scalar_one()
        questions = drawn(db, asked, Random(1))
    scan = milliseconds(engine, [scanned] * 5)
    print(f"{stored:,} ads, on {engine.dialect.name}; a scan {statistics.median(scan):,.0f} ms")
    print(f"{'':<24}{'p50':>8}{'p95':>8}  ms")
    for name, asks in questions.items():
        taken = sorted(milliseconds(engine, asks))
        print(f"{name:<24}{taken[len(taken) // 2]:>8.1f}{taken[len(taken) * 95 // 100]:>8.1f}")


def milliseconds(engine: Engine, asks: Iterable[Ask]) -> list[float]:
    """Of each, in a transaction of its own, its audit row included."""
    taken = []
    for ask in asks:
        began = time.perf_counter()
        with engine.begin() as db:
            ask(db)
        taken.append((time.perf_counter() - began) * 1e3)
    return taken


def drawn(db: Connection, count: int, random: Random) -> dict[str, list[Ask]]:
    """Questions by their kind."""
    values = list(
        db.execute(select(signals.c.value).where(signals.c.kind == "phone").distinct()).scalars()
    )
    numbers = list(db.execute(select(ads.c.number)).scalars())
    rows = db.execute(select(ads).where(ads.c.number.in_(random.sample(numbers, count)))).all()
    hashes = [
        *db.execute(select(ad_pictures.c.pdq).where(ad_pictures.c.pdq.is_not(None))).scalars()
    ]
    words = [re.findall(r"\w{4,}", row.body.lower()) for row in rows]
    cities = [row.city or "" for row in rows]
    return {
        "phone": [asking(value) for value in random.choices(values, k=count)],
        "a word": [asking(random.choice(some)) for some in words if some],
        "words, place, week": [
            asking(
                " ".join(some[:2]),
                Within(row.city or "", row.posted_at - timedelta(3), row.posted_at + timedelta(4)),
            )
            for row, some in zip(rows, words, strict=True)
            if some and row.posted_at
        ],
        "first picture's hash": [asking(pdq) for pdq in hashes[:1]],
        "picture's hash": [asking(pdq) for pdq in random.choices(hashes, k=count)],
        "queue": [queue(Filters(), 50 * at) for at in range(10)],
        "queue of a place": [queue(Filters(place=city)) for city in cities],
        "queue with a word": [queue(Filters(text=some[0])) for some in words if some],
    }


def asking(text: str, within: Within | None = None) -> Ask:
    question = Question(text, Window(25), within or Within())
    return lambda db: search(db, ACTOR, question, PLACES)


def queue(filters: Filters, offset: int = 0) -> Ask:
    return lambda db: load_page(db, filters, 50, offset)


def scanned(db: Connection) -> Sequence[object]:
    return db.execute(select(func.sum(func.length(ads.c.body)))).all()


PLACES = read_places()

if __name__ == "__main__":
    main()
