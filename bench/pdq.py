"""PDQ from a file's bytes to its hash, beside threatexchange and pdqhash, in one process.

Run: .venv/bin/python bench/pdq.py [ROUNDS]   (needs lock/bench.txt)

Each round hashes every size with every hasher in turn, so that a busy machine is busy for all.
Processor time is what compares hashers on a busy machine; it includes the child's. The 4000 x 3000
picture is the 1600 x 1004 one enlarged.
"""

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pdqhash
from PIL import Image
from threatexchange.signal_type.pdq.pdq_hasher import pdq_from_bytes

from lamplight.decode.limits import Limits
from lamplight.decode.pictures import open_picture
from lamplight.pipeline.picture_child import pdq_of
from lamplight.pipeline.pictures import PicturePool
from lamplight.pipeline.upload_child import still_looks

DATA = Path(__file__).parents[1] / "tests" / "data" / "pdq" / "edits"
PEER = "threatexchange"

Times = dict[tuple[str, str], list[tuple[float, float]]]


def pictures() -> dict[str, bytes]:
    original = (DATA / "aaa-orig.jpg").read_bytes()
    large = BytesIO()
    with Image.open(BytesIO(original)) as image:
        image.resize((4000, 3000), Image.Resampling.LANCZOS).save(large, "JPEG", quality=90)
    return {
        "512 x 512": (DATA / "square-512x512.jpg").read_bytes(),
        "1600 x 1004": original,
        "4000 x 3000": large.getvalue(),
    }


def with_pdqhash(data: bytes) -> str:
    with Image.open(BytesIO(data)) as image:
        bits, _ = pdqhash.compute(np.asarray(image.convert("RGB")))
    return np.packbits(bits).tobytes().hex()


def with_variants(data: bytes) -> str:
    return still_looks(open_picture(data, Limits().pixels), data, Limits())[0].digits


def decode_only(data: bytes) -> str:
    with Image.open(BytesIO(data)) as image:
        image.convert("RGB")
    return ""


def bits_apart(left: str, right: str) -> int:
    return (int(left, 16) ^ int(right, 16)).bit_count()


def seconds(hasher: Callable[[bytes], str], data: bytes) -> tuple[float, float]:
    """On the clock, and of processors: this process and its children."""
    start = time.perf_counter(), processor_s()
    hasher(data)
    return time.perf_counter() - start[0], processor_s() - start[1]


def processor_s() -> float:
    tasks = Path("/proc/self/task").iterdir()
    children = [pid for task in tasks for pid in (task / "children").read_text().split()]
    spent = (Path(f"/proc/{pid}/schedstat").read_text().split()[0] for pid in children)
    return time.process_time() + sum(map(int, spent)) / 1e9


def main(rounds: int) -> None:
    with PicturePool(1) as pool:
        hashers: dict[str, Callable[[bytes], str]] = {
            PEER: lambda data: pdq_from_bytes(data)[0],
            "Pillow + pdqhash": with_pdqhash,
            "lamplight, in process": lambda data: pdq_of(data, Limits().pixels).dihedral[0],
            "lamplight, every variant, in process": with_variants,
            "lamplight, bounded child (and digests)": lambda data: pool.hash_bytes(data).pdq,
        }
        found = pictures()
        times: Times = {
            (size, name): [] for size in found for name in (*hashers, "Pillow's decoding alone")
        }
        for _ in range(rounds):
            for size, data in found.items():
                for name, hasher in (*hashers.items(), ("Pillow's decoding alone", decode_only)):
                    times[size, name].append(seconds(hasher, data))
        distances = {
            (size, name): bits_apart(hasher(data), hashers[PEER](data))
            for size, data in found.items()
            for name, hasher in hashers.items()
        }
    print_table(times, distances, rounds)


def print_table(times: Times, distances: dict[tuple[str, str], int], rounds: int) -> None:
    print(f"{processor()}, {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}; {rounds} rounds\n")
    print("| picture | hasher | ms | times as fast | processor ms | times as fast | bits apart |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for (size, name), values in times.items():
        cells = []
        for own, peer in zip(
            zip(*values, strict=True), zip(*times[size, PEER], strict=True), strict=True
        ):
            median = statistics.median(own)
            cells += [f"{1000 * median:.2f}", f"{statistics.median(peer) / median:.1f}"]
        print(f"| {size} | {name} | {' | '.join(cells)} | {distances.get((size, name), '')} |")


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
