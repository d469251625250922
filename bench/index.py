"""Hashes within 31 bits of a query, among many: Lamplight's index, faiss and threatexchange.

    python bench/index.py [--hashes 1000000] [--queries 200] [--rounds 5] [--no-threatexchange]

Hashes are random; queries are some of them with up to 40 bits changed. Every peer answers the same
queries one at a time on one thread; the answers of all are compared with those of faiss, which
compares every hash. Times are of processors, the median of the rounds.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Sequence

import faiss
import numpy as np
from threatexchange.signal_type.pdq.pdq_index import PDQIndex

from lamplight.arrays import U8
from lamplight.match.hamming import MATCH_BITS
from lamplight.match.index import index_of, near_many, order_of

PEER = "faiss IndexBinaryFlat"
Ask = Callable[[U8], frozenset[int]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hashes", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-threatexchange", action="store_true")
    given = parser.parse_args()
    faiss.omp_set_num_threads(1)
    random = np.random.default_rng(1)
    hashes = random.integers(0, 256, (given.hashes, 32), np.uint8)
    queries = changed(hashes[random.integers(0, len(hashes), given.queries)], random)
    builders: dict[str, Callable[[U8], Ask]] = {"lamplight": with_lamplight, PEER: with_faiss}
    if not given.no_threatexchange:
        builders["threatexchange PDQIndex"] = with_threatexchange
    print(f"{given.hashes:,} hashes, {given.queries} queries, load {os.getloadavg()[0]:.1f}\n")
    print("| index | build, s | queries/s | times as fast as faiss | recall |")
    print("|---|---:|---:|---:|---:|")
    rows = {name: measure(build, hashes, queries, given.rounds) for name, build in builders.items()}
    wanted = rows[PEER][2]
    for name, (build_s, rate, answers) in rows.items():
        found = sum(len(a & b) for a, b in zip(answers, wanted, strict=True))
        recall = found / max(sum(map(len, wanted)), 1)
        faster = rate / rows[PEER][1]
        print(f"| {name} | {build_s:.2f} | {rate:,.0f} | {faster:.1f} | {recall:.4f} |")


def measure(
    build: Callable[[U8], Ask], hashes: U8, queries: U8, rounds: int
) -> tuple[float, float, Sequence[frozenset[int]]]:
    """Seconds to build, queries a second, answers; a slow peer gets fewer rounds."""
    began = time.process_time()
    ask = build(hashes)
    build_s = time.process_time() - began
    answers = [ask(query) for query in queries]
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        for query in queries:
            ask(query)
        taken.append(time.process_time() - began)
        if sum(taken) > 60:
            break
    return build_s, len(queries) / statistics.median(taken), answers


def changed(hashes: U8, random: np.random.Generator) -> U8:
    bits = np.unpackbits(hashes, axis=1)
    for row in bits:
        row[random.choice(256, int(random.integers(0, 41)), replace=False)] ^= 1
    return np.packbits(bits, axis=1)


def with_lamplight(hashes: U8) -> Ask:
    order = order_of(hashes)
    index = index_of(hashes[order])
    return lambda query: frozenset(order[near_many(query[None], index).row].tolist())


def with_faiss(hashes: U8) -> Ask:
    index = faiss.IndexBinaryFlat(256)
    index.add(hashes)
    return lambda query: frozenset(index.range_search(query[None], MATCH_BITS + 1)[2].tolist())


def with_threatexchange(hashes: U8) -> Ask:
    index: PDQIndex[int] = PDQIndex((row.tobytes().hex(), at) for at, row in enumerate(hashes))
    return lambda query: frozenset(hit.metadata for hit in index.query(query.tobytes().hex()))


if __name__ == "__main__":
    main()
