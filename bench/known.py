"""What a process holds of banks: made, opened, asked, changed while it is asked.

    python bench/known.py [--hashes 10000000] [--folder FOLDER] [--kind sha256]

Hashes are random, each an entry of its own, on three banks. No peer: faiss and threatexchange are
beside in index.py. Times are of processors, but for opening and the first question, which are of
the clock, and for what two threads do, which is told by both. The file is in the page cache.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from lamplight.arrays import U8
from lamplight.match.known import Known, Limits, changed, equal, joined, known_of, near, with_joined
from lamplight.match.part import WIDTHS, Entries, Part, Rows, mapped_part, no_frames, part_of
from lamplight.store.index_files import IndexFile, map_index, new_index

RADII = {1: 31, 2: 31, 3: 24}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hashes", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--kind", choices=WIDTHS, default="picture")
    given = parser.parse_args()
    random = np.random.default_rng(1)
    print(f"{given.hashes:,} hashes ({given.kind}), load {os.getloadavg()[0]:.1f}\n")
    print("| what | |\n|---|---:|")
    with TemporaryDirectory(dir=given.folder) as folder:
        path = Path(folder) / "known.index"
        values = random.integers(0, 256, (given.hashes, WIDTHS[given.kind]), np.uint8)
        make(path, given.kind, values)
        measure(path, given.kind, values, random)


def make(path: Path, kind: str, values: U8) -> None:
    began = time.process_time()
    with new_index(path, {}) as allocate:
        part_of([entries(kind, values, 0)], RADII, allocate, threads=2)
    tell("made, processor s", f"{time.process_time() - began:.2f}")
    tell("bytes a hash", f"{path.stat().st_size / len(values):.1f}")


def measure(path: Path, kind: str, values: U8, random: np.random.Generator) -> None:
    asked = values[random.integers(0, len(values), 5_000)].copy()
    if kind == "picture":
        asked[:, :3] ^= 129
    began = time.perf_counter()
    file, part = opened(path, len(values) - 1)
    tell("opened, ms", f"{1000 * (time.perf_counter() - began):.1f}")
    known = known_of([part], RADII, 1)
    question = near if kind == "picture" else lambda now, queries, limits: equal(
        now, kind, queries, limits
    )  # fmt: skip
    tell("first question, ms", f"{timed(lambda: question(known, asked[:1], Limits())):.2f}")
    tell("blocks checked after it", f"{file.blocks.checked:,}")
    question(known, asked, Limits())
    tell("blocks checked after 5,000 more", f"{file.blocks.checked:,}")
    took = worked(lambda: [question(known, one[None], Limits()) for one in asked])
    tell("questions a second, one by one", f"{5e6 / took:,.0f}")
    for threads in (1, 2):
        limits = Limits(threads=threads)
        clock = time.perf_counter()
        took = worked(lambda limits=limits: question(known, asked, limits))
        clock = 1000 * (time.perf_counter() - clock)
        figures = f"{5e6 / took:,.0f}, by the clock {5e6 / clock:,.0f}"
        tell(f"questions a processor second, 5,000 at once, threads: {threads}", figures)
    change(known, kind, values, random, question)


def change(
    known: Known,
    kind: str,
    values: U8,
    random: np.random.Generator,
    question: Callable[[Known, U8, Limits], object],
) -> None:
    """Entries come and go one by one; then all is joined."""
    n, base = len(values), known
    new = random.integers(0, 256, (3_000, WIDTHS[kind]), np.uint8)
    added, gone = [], []
    for turn, value in enumerate(new):
        began = time.process_time()
        known = changed(known, np.array([n + turn]), entries(kind, value[None], n + turn), turn)
        between = time.process_time()
        known = changed(known, np.array([3 * turn]), entries(kind, new[:0], 0), turn)
        added.append(1000 * (between - began))
        gone.append(1000 * (time.process_time() - between))
    tell("one added, ms: median, worst", f"{statistics.median(added):.2f}, {max(added):.2f}")
    tell("one withdrawn, ms: median, worst", f"{statistics.median(gone):.2f}, {max(gone):.2f}")
    took = worked(lambda: question(known, values[-5_000:], Limits()))
    tell("questions a second after 3,000 of each, 5,000 at once", f"{5e6 / took:,.0f}")
    began = time.process_time()
    part = joined(known, 0)
    tell("joined anew in memory, processor s", f"{time.process_time() - began:.2f}")
    assert len(with_joined(known, known, 0, part).parts) == 1
    assert base.small is not known.small


def entries(kind: str, values: U8, first: int) -> Entries:
    number = np.arange(first, first + len(values))
    return Entries({kind: Rows(values, number, number % 3 + 1, no_frames(len(number)))})


def opened(path: Path, largest: int) -> tuple[IndexFile, Part]:
    file = map_index(path)
    assert file is not None
    return file, mapped_part(file.arrays, file.blocks, largest, RADII)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of the clock."""
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def worked(work: Callable[[], object]) -> float:
    """Milliseconds of processors."""
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def tell(what: str, figure: str) -> None:
    print(f"| {what} | {figure} |", flush=True)


if __name__ == "__main__":
    main()
