"""Milliseconds that a search takes on a stored world, by what is asked: p50 and p95.

    python bench/search.py [--ads 100000] [--profile hard] [--asked 200] [--db URL] [--only WORDS]

Makes a world and runs the main job on it, unless a database is named. What is asked is drawn from
what is stored: phones evenly from the different values and from those that most ads show; words by
how many ads hold them; the first words of an ad with its city or country and a week or a quarter of
a year around it; hashes of pictures, the first of which waits until they are read or mapped. Each
is timed in a transaction of its own, its audit row included, by the clock and by the processor,
which is steadier on a busy machine; beside them a plain scan of all bodies. Targets at a million
ads, at p95: phone 10 ms, words with place and time 50 ms, picture 20 ms, queue with filters 50 ms.
"""

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

from sqlalchemy import Connection, Engine, Row, func, select

from lamplight.collect.places import read_places
from lamplight.model import Actor
from lamplight.search.hits import Window
from lamplight.search.query import Question, search
from lamplight.search.within import Within
from lamplight.store.engine import open_engine
from lamplight.store.leads import Filters, load_page
from lamplight.store.tables import ad_pictures, ads, signals
from run import lamplight

ACTOR = Actor("bench")
SHARES = {"rare": (0, 0.0005), "middling": (0.0005, 0.02), "frequent": (0.02, 1)}
"""Of the ads, that hold a word."""
TEXTS = 20_000
Ask = Callable[[Connection], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ads", type=int, default=100_000)
    parser.add_argument("--profile", default="hard")
    parser.add_argument("--asked", type=int, default=200)
    parser.add_argument("--db", default="")
    parser.add_argument("--only", default="", help="kinds of questions that hold these letters")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.db or f"sqlite:///{folder}/bench.db"
        if not given.db:
            world = Path(folder) / "world"
            lamplight("simulate", "--ads", str(given.ads), "--profile", given.profile,
                      "--out", str(world))  # fmt: skip
            lamplight("run", "-q", str(world / "ads.jsonl"), "--db", url)
        measure(open_engine(url), given.asked, given.only)


def measure(engine: Engine, asked: int, only: str) -> None:
    with engine.begin() as db:
        stored = db.execute(select(func.count()).select_from(ads)).scalar_one()
        questions = drawn(db, asked, Random(1))
    scan, _ = milliseconds(engine, [scanned] * 5)
    print(f"{stored:,} ads, on {engine.dialect.name}; a scan {statistics.median(scan):,.0f} ms\n")
    print("| asked | questions | p50 ms | p95 ms | p50 processor ms | p95 processor ms |")
    print("|---|---|---|---|---|---|")
    for name, asks in questions.items():
        if asks and only in name:
            figures = [place(some, at) for some in milliseconds(engine, asks) for at in (50, 95)]
            row = " | ".join(f"{figure:.1f}" for figure in figures)
            print(f"| {name} | {len(asks)} | {row} |", flush=True)


def place(taken: Sequence[float], percent: int) -> float:
    return sorted(taken)[len(taken) * percent // 100]


def milliseconds(engine: Engine, asks: Iterable[Ask]) -> tuple[list[float], list[float]]:
    """Of each by the clock, and by the processor."""
    clock, processor = [], []
    for ask in asks:
        began, used = time.perf_counter(), time.process_time()
        with engine.begin() as db:
            ask(db)
        clock.append((time.perf_counter() - began) * 1e3)
        processor.append((time.process_time() - used) * 1e3)
    return clock, processor


def drawn(db: Connection, count: int, random: Random) -> dict[str, list[Ask]]:
    """Questions by their kind."""
    most = db.execute(select(func.max(ads.c.number))).scalar_one()
    some = random.sample(range(1, most + 1), min(most, TEXTS))
    rows = db.execute(select(ads).where(ads.c.number.in_(some))).all()
    random.shuffle(rows)
    return {
        **of_phones(db, count, random),
        **of_words(rows, count, random),
        **of_places(rows[:count]),
        **of_pictures(db, count, random),
        **of_queue(rows, count, random),
    }


def of_phones(db: Connection, count: int, random: Random) -> dict[str, list[Ask]]:
    table = signals.c
    used = (
        select(table.value)
        .where(table.kind == "phone")
        .group_by(table.value)
        .order_by(func.count().desc())
    )
    values = list(db.execute(used).scalars())
    ends = [value[-7:] for value in random.choices(values, k=20)]
    return {
        "phone": [asking(value) for value in random.choices(values, k=count)],
        "phone on many ads": [asking(value) for value in values[:50]],
        "a phone's last seven": [asking(f"{end[:3]}-{end[3:]}") for end in ends],
    }


def of_words(rows: Sequence[Row], count: int, random: Random) -> dict[str, list[Ask]]:
    asks: dict[str, list[Ask]] = {}
    for name, words in by_share(rows).items():
        drawn = [random.choice(words) for _ in range(count)] if words else []
        asks[f"{name} word"] = [asking(word) for word in drawn]
        asks[f"{name} word, the US"] = [asking(word, Within("US")) for word in drawn]
        asks[f"{name} word, a city"] = [
            asking(word, Within(row.city)) for word, row in zip(drawn, rows, strict=False)
            if row.city
        ]  # fmt: skip
    asks["two words"] = [asking(" ".join(words_of(row)[:2])) for row in rows[:count]]
    phrases = (re.findall(r"\w+ \w+ \w+", row.body) for row in rows[:count])
    asks["a phrase"] = [asking(f'"{some[0]}"') for some in phrases if some]
    asks["a beginning"] = [asking(f"{words_of(row)[0][:4]}*") for row in rows[:count]]
    return asks


def by_share(rows: Sequence[Row]) -> Mapping[str, list[str]]:
    held: dict[str, int] = {}
    for row in rows:
        for word in set(words_of(row)):
            held[word] = held.get(word, 0) + 1
    return {
        name: [word for word, ads in held.items() if least <= ads / len(rows) < most]
        for name, (least, most) in SHARES.items()
    }


def words_of(row: Row) -> list[str]:
    return re.findall(r"[a-z]{4,}", row.body.lower()) or ["new"]


def of_places(rows: Sequence[Row]) -> dict[str, list[Ask]]:
    """The first two words of an ad where and when it stood."""
    asks: dict[str, list[Ask]] = {}
    dated = [row for row in rows if row.posted_at and row.city]
    for name, days in (("week", 3), ("quarter", 45)):
        for place in ("city", "US"):
            asks[f"words, {place}, {name}"] = [
                asking(
                    " ".join(words_of(row)[:2]),
                    Within(
                        row.city if place == "city" else place,
                        row.posted_at - timedelta(days),
                        row.posted_at + timedelta(days + 1),
                    ),
                )
                for row in dated
            ]
    return asks


def of_pictures(db: Connection, count: int, random: Random) -> dict[str, list[Ask]]:
    stored = select(ad_pictures.c.pdq).where(ad_pictures.c.pdq.is_not(None)).limit(100_000)
    hashes = random.choices(list(db.execute(stored).scalars()), k=count)
    return {
        "first picture's hash": [asking(pdq) for pdq in hashes[:1]],
        "picture's hash": [asking(pdq) for pdq in hashes],
    }


def of_queue(rows: Sequence[Row], count: int, random: Random) -> dict[str, list[Ask]]:
    cities = [row.city for row in rows[:count] if row.city]
    return {
        "queue": [queue(Filters(), 50 * at) for at in range(20)],
        "queue of a score": [queue(Filters(min_score=at / 10)) for at in range(-20, 80)],
        "queue of a place": [queue(Filters(place=city)) for city in cities],
        **{
            f"queue with a {name} word": [
                queue(Filters(text=random.choice(words))) for _ in range(count)
            ]
            for name, words in by_share(rows).items()
            if words
        },
    }


def asking(text: str, within: Within | None = None) -> Ask:
    question = Question(text, Window(25), within or Within())
    return lambda db: search(db, ACTOR, question, PLACES)


def queue(filters: Filters, offset: int = 0) -> Ask:
    return lambda db: load_page(db, filters, 25, offset)


def scanned(db: Connection) -> Sequence[object]:
    return db.execute(select(func.sum(func.length(ads.c.body)))).all()


PLACES = read_places()

if __name__ == "__main__":
    main()
