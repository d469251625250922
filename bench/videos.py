"""Known videos of which frames are found again: Lamplight and threatexchange's vPDQ index.

    python bench/videos.py [--videos 10000] [--frames 60] [--queries 50] [--no-threatexchange]

Frames are random hashes. A query is as long as a known video; half of its frames are those of one,
with up to 25 bits changed. Both index the same and are asked one query at a time on one thread;
threatexchange's thresholds are set to 0, so that it too answers every video with a frame in common,
and answers and shares are compared. Times are of processors.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from types import ModuleType

import faiss
import numpy as np

from lamplight.arrays import U8
from lamplight.match.known import known_of
from lamplight.match.part import Entries, Rows, part_of
from lamplight.match.video import videos_near

Shares = list[tuple[int, float, float]]
Ask = Callable[[U8], Shares]
PEER = "threatexchange VPDQIndex"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--videos", type=int, default=10_000)
    parser.add_argument("--frames", type=int, default=60)
    parser.add_argument("--queries", type=int, default=50)
    parser.add_argument("--no-threatexchange", action="store_true")
    given = parser.parse_args()
    faiss.omp_set_num_threads(1)
    random = np.random.default_rng(1)
    frames = random.integers(0, 256, (given.videos, given.frames, 32), np.uint8)
    queries = [a_query(frames, random) for _ in range(given.queries)]
    builders: dict[str, Callable[[U8], Ask]] = {"lamplight": with_lamplight}
    if not given.no_threatexchange:
        builders[PEER] = with_threatexchange
    print(f"{given.videos:,} videos of {given.frames} frames, load {os.getloadavg()[0]:.1f}\n")
    print("| index | build, s | queries/s | times |\n|---|---:|---:|---:|")
    rows = {name: measure(build, frames, queries) for name, build in builders.items()}
    slowest = rows[next(reversed(rows))][1]
    for name, (build_s, rate, _) in rows.items():
        print(f"| {name} | {build_s:.2f} | {rate:,.1f} | {rate / slowest:.1f} |")
    if PEER in rows:
        same = rows["lamplight"][2] == rows[PEER][2]
        print(f"\nthe same videos with the same shares: {same}")


def measure(
    build: Callable[[U8], Ask], frames: U8, queries: Sequence[U8]
) -> tuple[float, float, Sequence[Shares]]:
    began = time.process_time()
    ask = build(frames)
    build_s = time.process_time() - began
    answers, taken = [], []
    for query in queries:
        began = time.process_time()
        answers.append(ask(query))
        taken.append(time.process_time() - began)
    return build_s, 1 / statistics.median(taken), answers


def a_query(frames: U8, random: np.random.Generator) -> U8:
    size = frames.shape[1]
    query = random.integers(0, 256, (size, 32), np.uint8)
    known = frames[random.integers(len(frames)), : size // 2]
    bits = np.unpackbits(known, axis=1)
    for row in bits:
        row[random.choice(256, int(random.integers(0, 26)), replace=False)] ^= 1
    query[: size // 2] = np.packbits(bits, axis=1)
    return query


def with_lamplight(frames: U8) -> Ask:
    videos, size, _ = frames.shape
    number = np.arange(videos)
    entry = np.repeat(number, size)
    place = np.tile(np.arange(size, dtype=np.int32), videos)
    rows = Rows(frames.reshape(-1, 32), entry, np.ones(len(entry), np.int64), place)
    entries = Entries({"picture": rows}, videos=np.stack([number, np.full(videos, size)]))
    known = known_of([part_of([entries], {1: 31})], {1: 31}, 1)

    def ask(query: U8) -> Shares:
        found = videos_near(known, query)
        columns = (found.entry, found.query_share, found.known_share)
        return sorted(zip(*(column.tolist() for column in columns), strict=True))

    return ask


def with_threatexchange(frames: U8) -> Ask:
    native = ModuleType("vpdq")  # hashes video files; the index only names its types
    native.VpdqFeature = object  # type: ignore[attr-defined]
    sys.modules.setdefault("vpdq", native)
    from threatexchange.extensions.vpdq.vpdq_index import VPDQIndex

    index = VPDQIndex.build(
        ((vpdq(video), number) for number, video in enumerate(frames)),
        query_match_threshold_pct=0,
    )

    def ask(query: U8) -> Shares:
        return sorted(
            (
                hit.metadata,
                hit.similarity_info.query_match_percent / 100,
                hit.similarity_info.compared_match_percent / 100,
            )
            for hit in index.query(vpdq(query))
        )

    return ask


def vpdq(frames: U8) -> str:
    return json.dumps([f"{frame.tobytes().hex()},100,{at}.0" for at, frame in enumerate(frames)])


if __name__ == "__main__":
    main()
