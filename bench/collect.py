"""Ads a second out of JSON Lines and CSV, beside loops that only parse.

    python bench/collect.py ADS.jsonl[.gz]

Prints a line for each reader: ads a second on one core, and how its time compares with the bare
loop's. Best of three, so that other work on the machine counts less.
"""

import csv
import gzip
import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from lamplight.collect.read import read_ads, read_rows


def main() -> None:
    """Measure on the file named on the command line."""
    given = Path(sys.argv[1])
    data = given.read_bytes()
    lines = (gzip.decompress(data) if given.suffix == ".gz" else data).splitlines()
    with tempfile.TemporaryDirectory() as folder:
        jsonl, table = Path(folder) / "ads.jsonl", Path(folder) / "ads.csv"
        jsonl.write_bytes(b"\n".join(lines))
        table.write_text(as_csv(lines))
        bare = rate("JSON Lines, orjson alone", len(lines), lambda: bare_jsonl(jsonl))
        rate("JSON Lines, to ads", len(lines), lambda: ads(jsonl), bare)
        rate("JSON Lines, to rows", len(lines), lambda: rows(jsonl), bare)
        bare = rate("CSV, csv.DictReader alone", len(lines), lambda: bare_csv(table))
        rate("CSV, to ads", len(lines), lambda: ads(table), bare)


def rate(name: str, count: int, read: Callable[[], int], bare_s: float | None = None) -> float:
    """Seconds of the best of three runs, printed as ads a second."""
    best = min(timed(read, count) for _ in range(3))
    beside = f"   {best / bare_s:.2f} times the bare loop" if bare_s else ""
    print(f"{name:28}{count / best:10,.0f} ads/s{beside}")
    return best


def timed(read: Callable[[], int], count: int) -> float:
    start = time.process_time()
    assert read() == count
    return time.process_time() - start


def ads(path: Path) -> int:
    return sum(1 for _ in read_ads(path, {}))


def rows(path: Path) -> int:
    """As lamplight run reads them."""
    return sum(1 for _ in read_rows(path, {}))


def bare_jsonl(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for line in file if orjson.loads(line))


def bare_csv(path: Path) -> int:
    with path.open(newline="") as file:
        return sum(1 for row in csv.DictReader(file) if row)


def as_csv(lines: list[bytes]) -> str:
    file = io.StringIO()
    names = ["id", "source", "posted_at", "title", "body", "city", "lat", "lon", "images"]
    writer = csv.DictWriter(file, names, extrasaction="ignore")
    writer.writeheader()
    for line in lines:
        record = orjson.loads(line)
        images = [it if isinstance(it, str) else it["pdq"] for it in record.get("images", [])]
        writer.writerow(record | {"images": ";".join(images)})
    return file.getvalue()


if __name__ == "__main__":
    main()
