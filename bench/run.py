"""Measure lamplight run: seconds of each stage and peak memory of all its processes together.

Beside it, in the same run, orjson merely loads the same file into a list, line by line, on one core
(median of five): so many times that is the whole job.

    python bench/run.py [--ads 20000] [--profile hard] [--db URL]

A world with pictures as hashes is made first, then the command is run on it as a user would, from
file to queue. Targets, on two cores: 20,000 ads in 60 s and 2 GB, 100,000 in 6 minutes.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import orjson

POLL_S = 0.2
TARGETS = {20_000: (60, 2.0), 100_000: (360, 2.0)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ads", type=int, nargs="+", default=[20_000])
    parser.add_argument("--profile", default="hard")
    parser.add_argument("--db", default="")
    given = parser.parse_args()
    for ads in given.ads:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), ads, given.profile, given.db)


def measure(folder: Path, ads: int, profile: str, url: str) -> None:
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
    limit_s, limit_gb = TARGETS.get(ads, (float("inf"), float("inf")))
    print(f"  whole    {seconds:>8.1f} s, target {limit_s} s; {cpu:,.1f} s of processor time")
    print(f"  orjson   {alone:>8.2f} s to load the file; the whole job is {seconds / alone:,.0f} ×")
    print(f"  memory   {peak:>8.2f} GB at its peak, target {limit_gb} GB")
    print(f"  again    {seconds_again:>8.1f} s, {again['ads']['same']:,} known already")
    print(f"  {summary['networks']:,} networks, {summary['signals']:,} signals", flush=True)


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
    began = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
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
