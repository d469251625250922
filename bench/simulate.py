"""Ads a second of the made-up worlds, made and written, beside orjson writing the same records.

    python bench/simulate.py [ADS]

On one core, in CPU seconds, best of three; the loop's time says how fast the machine was just then.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import orjson

from lamplight.pipeline.world import write_world
from lamplight.simulate.profile import PROFILES
from lamplight.simulate.world import World, make_world


def main() -> None:
    """Measure every profile."""
    ads = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    print(f"ten million additions: {best(additions):.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        for profile in PROFILES:
            world = World(ads, seed=1, profile=profile)
            made, written = best(partial(make, world)), best(partial(write, world, Path(folder)))
            print(f"{profile:10}made {ads / made:9,.0f}   written {ads / written:9,.0f} ads/s")
        records = [posting.record for posting in make_world(World(ads))]
        alone = best(lambda: [orjson.dumps(record, option=orjson.OPT_UTC_Z) for record in records])
        print(f"{'orjson alone':34}{ads / alone:9,.0f} ads/s")
    print(
        f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB, records held"
    )


def make(world: World) -> int:
    return sum(1 for _ in make_world(world))


def write(world: World, folder: Path) -> None:
    write_world(world, folder / "world", lambda done: None, force=True)


def best(work: Callable[[], object]) -> float:
    return min(seconds(work) for _ in range(3))


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def additions() -> int:
    total = 0
    for number in range(10_000_000):
        total += number
    return total


if __name__ == "__main__":
    main()
