"""Measure lamplight run: seconds of each stage and peak memory of all its processes together.

Beside it, in the same run, orjson merely loads the same file into a list, line by line, on one core
(median of five): so many times that are the whole job, and the job without storing, as far as that
can be told apart: reading the file and its signals, which is done once more by itself, and the
stages hash, link and rank, in which what linking found is stored too.

    python bench/run.py [--ads 100000 1000000] [--profile hard] [--db URL]

A world with pictures as hashes is made first, then the command is run on it as a user would, from
file to queue. Of several sizes it tells how time grows: time ~ ads ^ exponent. Targets, on two
cores: 20,000 ads in 60 s and 2 GB, 100,000 in 6 minutes; 1,000,000 in 12 times what orjson takes,
3 times without storing, and 3 GB; an exponent of 1.1.
"""

import argparse
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import orjson

from lamplight.collect.places import read_places
from lamplight.extract.read import extractor
from lamplight.pipeline.pieces import Reader

POLL_S = 0.2
TARGETS = {
    20_000: (", target 60 s", ", target 2 GB"),
    100_000: (", target 360 s", ", target 2 GB"),
    1_000_000: ("", ", target 3 GB"),
}
TIMES_ORJSON, TIMES_WITHOUT_STORING = 12, 3
APART = ("hash", "link", "rank")


class Taken(NamedTuple):
    """Of one whole job, by the clock and by the processors."""

    ads: int
    seconds: float
    cpu_s: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ads", type=int, nargs="+", default=[20_000])
    parser.add_argument("--profile", default="hard")
    parser.add_argument("--db", default="")
    given = parser.parse_args()
    taken: list[Taken] = []
    for ads in given.ads:
        with tempfile.TemporaryDirectory() as folder:
            taken.append(measure(Path(folder), ads, given.profile, given.db))
    for less, more in pairwise(taken):
        times = math.log(more.ads / less.ads)
        clock = math.log(more.seconds / less.seconds) / times
        cpu = math.log(more.cpu_s / less.cpu_s) / times
        print(
            f"{less.ads:,} to {more.ads:,} ads: time grows with exponent {clock:.2f},"
            f" processor time with {cpu:.2f}; target 1.1"
        )


def measure(folder: Path, ads: int, profile: str, url: str) -> Taken:
    world = folder / "world"
    lamplight("simulate", "--ads", str(ads), "--profile", profile, "--out", str(world))
    db = url or f"sqlite:///{folder / 'bench.db'}"
    before = cpu_s()
    summary, seconds, peak = run(["run", str(world / "ads.jsonl"), "--db", db])
    cpu = cpu_s() - before
    print(f"{ads:,} ads, profile {profile}, on {db.split(':')[0]}")
    for stage in summary["stages"]:
        print(
            f"  {stage['name']:<8} {stage['seconds']:>8.1f} s {stage['items']:>9,} items"
            f" {stage['per_second']:>10,.0f}/s"
        )
    again, seconds_again, _ = run(["run", str(world / "ads.jsonl"), "--db", db])
    alone = loading_s(world / "ads.jsonl")
    target_s, target_gb = TARGETS.get(ads, ("", ""))
    print(f"  whole    {seconds:>8.1f} s{target_s}; {cpu:,.1f} s of processor time")
    rows = reading_s(world / "ads.jsonl")
    apart = rows + sum(it["seconds"] for it in summary["stages"] if it["name"] in APART)
    print(
        f"  orjson   {alone:>8.2f} s to load the file; the whole job is {seconds / alone:,.1f} ×,"
        f" target {TIMES_ORJSON} ×"
    )
    print(
        f"  apart    {apart:>8.1f} s to read and extract ({rows:.1f} s), {', '.join(APART)}:"
        f" {apart / alone:,.1f} ×, target {TIMES_WITHOUT_STORING} ×"
    )
    print(f"  memory   {peak:>8.2f} GB at its peak{target_gb}")
    print(f"  again    {seconds_again:>8.1f} s, {again['ads']['same']:,} known already")
    print(f"  {summary['networks']:,} networks, {summary['signals']:,} signals", flush=True)
    return Taken(ads, seconds, cpu)


def loading_s(path: Path) -> float:
    """Median of five."""
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        with path.open("rb") as file:
            loaded = [orjson.loads(line) for line in file]
        taken.append(time.perf_counter() - began)
        del loaded
    return statistics.median(taken)


def reading_s(path: Path) -> float:
    """From the file to rows and signals ready to be stored: median of three."""
    taken = []
    for _ in range(3):
        extractor.cache_clear()  # with the texts that it remembers
        extractor(read_places())
        began = time.perf_counter()
        for _piece in Reader(None, {}, "", print, extracts=True, empty=True).pieces(path, 0):
            pass
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def cpu_s() -> float:
    """Processor time of all ended children: steadier than the clock on a busy machine."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def lamplight(*words: str) -> list[str]:
    command = [sys.executable, "-c", "from lamplight.cli import app; app()", *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return command


def run(words: list[str]) -> tuple[dict, float, float]:
    """The summary, seconds from start to end, and the peak of memory in GB."""
    command = [sys.executable, "-c", "from lamplight.cli import app; app()", *words, "--json", "-q"]
    compiled = {name: it for name, it in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=compiled) as child:
        peak = 0
        while child.poll() is None:
            peak = max(peak, sum(map(own_bytes, family(child.pid))))
            time.sleep(POLL_S)
        seconds = time.monotonic() - began
        return json.loads(child.stdout.read()), seconds, peak / 1e9


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def own_bytes(pid: int) -> int:
    """Proportional share of memory, so that what processes share counts once."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()
