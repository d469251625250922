"""Fuzz native/match under AddressSanitizer and UndefinedBehaviorSanitizer.

Run: .venv/bin/python bench/sanitize_match.py [ROUNDS]

Each round builds tables of hashes and digests, in memory and in one run of bytes as a file holds
them, asks them on one and two threads, and asks again after bytes of the tables were changed: with
their checksums, and without.
"""

from collections.abc import Sequence
from contextlib import suppress
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sanitized import under_sanitizers

Arrays = Sequence[NDArray[Any]]
EMPTY = np.empty(0, np.int64)


def fuzz(native: ModuleType, rounds: int) -> None:
    random = np.random.default_rng(30)
    for _ in range(rounds):
        n = int(random.choice([0, 1, 2, 63, 500, 3000]))
        wide = random.choice([np.uint8, np.uint32, np.uint64])
        owners = [random.integers(0, 200, n).astype(wide), random.integers(0, 4, n).astype("u2")]
        ask_all(native.HashIndex, native, [*hash_arrays(native, n, random), *owners], random)
        ask_all(native.DigestTable, native, [*digest_arrays(native, n, random), *owners], random)
        some = random.integers(0, 256, int(random.integers(0, 200_000)), np.uint8)
        native.Blocks(some, native.checksums(some)).check_all()
    print(f"{rounds} rounds under the sanitizers, nothing found")


def ask_all(make: Any, native: ModuleType, arrays: Arrays, random: np.random.Generator) -> None:
    placed, whole = in_one_run(arrays)
    sums = native.checksums(whole)
    ask(make(*arrays), arrays[0], random)
    ask(make(*placed, native.Blocks(whole, sums)), arrays[0], random)
    for _ in range(20):
        at = random.integers(0, len(whole), 50)
        whole[at] = random.integers(0, 256, 50, np.uint8)
        ask(make(*placed), arrays[0], random)
        with suppress(native.DamagedBlock):
            ask(make(*placed, native.Blocks(whole, sums)), arrays[0], random)


def ask(table: Any, values: NDArray[Any], random: np.random.Generator) -> None:
    queries = np.concatenate([values[:70], random.integers(0, 256, values[:70].shape, np.uint8)])
    radii = random.integers(-1, 32, int(random.integers(0, 5))).astype(np.int32)
    dead = np.sort(random.integers(0, 200, int(random.integers(0, 50))))
    for threads in (1, 2):
        table.search(queries, radii, dead, int(random.choice([1, 3, 10**9])), threads)


def hash_arrays(native: ModuleType, n: int, random: np.random.Generator) -> Arrays:
    """Near to a few, so that there are hits; with tables or without."""
    centres = random.integers(0, 256, (5, 32), np.uint8)
    hashes = centres[random.integers(0, 5, n)]
    hashes[np.arange(n), random.integers(0, 32, n)] ^= random.integers(0, 256, n, np.uint8)
    hashes = hashes[np.lexsort((hashes[:, 1], hashes[:, 0]))]
    few = random.random() < 0.2
    starts = np.empty((16, 0 if few else 65537), np.uint32)
    rows = np.empty((15, 0 if few else n), np.uint32)
    beside = np.empty((16, 0 if few else n), np.uint16)
    if not few:
        native.fill_hash_tables(hashes, starts, rows, beside, int(random.integers(1, 3)))
    return hashes, starts, rows, beside


def digest_arrays(native: ModuleType, n: int, random: np.random.Generator) -> Arrays:
    width = int(random.choice([16, 20, 32]))
    keys = random.integers(0, 256, (max(n // 2, 1), width), np.uint8)
    keys[::3, : width - 1] = 9
    keys = keys[random.integers(0, len(keys), n)]
    keys = keys[native.digest_order(keys)]
    starts = np.empty(2 ** int(random.integers(0, 12)) + 1, np.uint32)
    native.fill_digest_starts(keys, starts)
    return keys, starts


def in_one_run(arrays: Arrays) -> tuple[Arrays, NDArray[np.uint8]]:
    whole = np.zeros(sum(array.nbytes + 64 for array in arrays), np.uint8)
    placed, end = [], 0
    for array in arrays:
        part = whole[end : end + array.nbytes].view(array.dtype).reshape(array.shape)
        part[...] = array
        placed.append(part)
        end += -(-array.nbytes // 64) * 64
    return placed, whole


if __name__ == "__main__":
    under_sanitizers(__file__, "60", fuzz)
