import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.arrays import U8
from lamplight.match.digests import DIGEST_BYTES, digests_of, order_of
from lamplight.match.wanted import Wanted

Hit = tuple[int, int, int, int]


def some(seed: int, size: int, width: int, different: int) -> U8:
    """Digests, each of them one of so many, of which half begin alike."""
    random = np.random.default_rng(seed)
    chosen = random.integers(0, 256, (different, width), np.uint8)
    chosen[::2, : width - 1] = 7
    return chosen[random.integers(0, different, size)]


def slow_hits(queries: U8, keys: U8, entries: list[int], banks: list[int]) -> list[Hit]:
    return [
        (number, row, entries[row], banks[row])
        for number, query in enumerate(queries)
        for row, key in enumerate(keys)
        if bytes(query) == bytes(key) and banks[row] != 1 and entries[row] != 3
    ]


@given(
    st.integers(0, 2**32), st.integers(0, 300), st.sampled_from(sorted(DIGEST_BYTES.values())),
    st.integers(1, 60), st.integers(1, 3),
)  # fmt: skip
def test_a_table_finds_exactly_what_comparing_each_finds(
    seed: int, size: int, width: int, different: int, threads: int
) -> None:
    keys = some(seed, size, width, different)
    keys = keys[order_of(keys)]
    random = np.random.default_rng(seed)
    entries, banks = random.permutation(size), random.integers(0, 3, size)
    queries = np.concatenate([keys, some(seed, 5, width, different), some(1, 5, width, 5)])
    table = digests_of(keys, (entries.astype(np.uint32), banks.astype(np.uint8)))

    wanted = Wanted(np.array([31, -1], np.int32), np.array([3]), threads=threads)
    found = table.search(queries, Wanted(np.array([31, -1, 0], np.int32), *wanted[1:]))

    assert list(zip(*found[[0, 2, 3, 4]].tolist(), strict=True)) == slow_hits(
        queries, keys, entries.tolist(), banks.tolist()
    )
    assert not found[1].any()


@given(st.integers(0, 2**32), st.integers(0, 300), st.integers(1, 60))
def test_rows_are_put_in_the_order_of_their_keys(seed: int, size: int, different: int) -> None:
    keys = some(seed, size, 20, different)

    assert order_of(keys).tolist() == sorted(range(size), key=lambda row: (bytes(keys[row]), row))


def test_of_a_flood_on_one_bank_the_first_are_left_and_other_banks_are_not_hidden() -> None:
    keys = np.zeros((100, 16), np.uint8)
    banks = np.array([0] * 99 + [1], np.uint8)
    table = digests_of(keys, (np.arange(100, dtype=np.uint32), banks))

    found = table.search(keys[:1], Wanted(np.array([31, 31], np.int32), most=10))

    assert found[3].tolist() == [*range(10), 99]


def test_keys_out_of_order_or_of_another_kind_are_refused() -> None:
    keys = np.array([[2] * 16, [1] * 16], np.uint8)

    with pytest.raises(ValueError, match="not in order"):
        digests_of(keys)
    with pytest.raises(ValueError, match="another kind"):
        digests_of(keys[::-1]).search(np.zeros((1, 20), np.uint8), Wanted(np.array([0], np.int32)))
