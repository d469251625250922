from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from lamplight.arrays import U8
from lamplight.match import index
from lamplight.match.hamming import distances
from lamplight.match.index import index_of, near_many, order_of

hashes = arrays.arrays(np.uint8, 32)


def slow_hits(queries: U8, bank: U8, radius: int) -> list[tuple[int, int, int]]:
    """Every query with every hash, one by one."""
    found = []
    for number, query in enumerate(queries):
        bits = distances(query, bank).tolist()
        rows = sorted(range(len(bank)), key=lambda row: (bits[row], row))
        found += [(number, row, bits[row]) for row in rows if bits[row] <= radius]
    return found


def family(seed: int, size: int, flips: int, first: int = 0) -> U8:
    """Copies of one hash with up to `flips` of the bits from `first` on changed."""
    random = np.random.default_rng(seed)
    bits = np.tile(random.integers(0, 2, 256, dtype=np.uint8), (size, 1))
    for row in bits:
        chosen = random.choice(np.arange(first, 256), int(random.integers(0, flips + 1)), False)
        row[chosen] ^= 1
    hashes = np.packbits(bits, axis=1)
    return hashes[order_of(hashes)]


@pytest.fixture(autouse=True, params=[0, index.WITHOUT_TABLES], ids=["tables", "one by one"])
def without_tables(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "WITHOUT_TABLES", request.param)


def hits(queries: U8, bank: U8, radius: int) -> list[tuple[int, int, int]]:
    near = near_many(queries, index_of(bank), radius)
    return list(
        zip(near.query.tolist(), near.row.tolist(), near.bits.tolist(), strict=True)
    )  # fmt: skip


FIXED = [HealthCheck.function_scoped_fixture]


@settings(deadline=None, max_examples=60, suppress_health_check=FIXED)
@given(
    st.integers(0, 2**32), st.integers(0, 60), st.integers(0, 60), st.integers(0, 31),
    st.sampled_from([0, 16, 240]),
)  # fmt: skip
def test_an_index_finds_exactly_what_comparing_each_finds(
    seed: int, size: int, flips: int, radius: int, first: int
) -> None:
    bank = family(seed, size, min(flips, 256 - first), first)
    queries = np.concatenate([bank[:3], family(seed, 3, 40), family(seed + 1, 1, 0)])

    assert hits(queries, bank, radius) == slow_hits(queries, bank, radius)


@settings(deadline=None, max_examples=20, suppress_health_check=FIXED)
@given(hashes, arrays.arrays(np.uint8, st.tuples(st.integers(0, 5), st.just(32))))
def test_whatever_the_hashes(query: U8, bank: U8) -> None:
    bank = bank[order_of(bank)]

    assert hits(query[None], bank, 31) == slow_hits(query[None], bank, 31)


def test_the_same_hash_in_many_rows_is_found_in_each_once() -> None:
    bank = np.repeat(family(1, 1, 0), 1_000, axis=0)

    near = near_many(bank[:1], index_of(bank))

    assert near.row.tolist() == list(range(1_000))


def test_a_radius_that_the_index_cannot_answer_exactly_is_refused() -> None:
    with pytest.raises(ValueError, match="radius"):
        near_many(family(1, 1, 0), index_of(family(1, 1, 0)), 32)


def test_arrays_of_other_hashes_are_refused() -> None:
    built = index_of(family(1, 10, 5))

    with pytest.raises(ValueError, match="other"):
        replace(
            built, beside=np.empty((16, 9), np.uint16), starts=np.empty((16, 65_537), np.uint32)
        )
    with pytest.raises(ValueError, match="owners of other rows"):
        replace(built, entries=np.ones(9, np.uint8), banks=np.ones(9, np.uint8))


def test_hashes_that_are_not_in_order_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "WITHOUT_TABLES", 0)

    with pytest.raises(ValueError, match="not in order"):
        index_of(np.array([[1] * 32, [0] * 32], np.uint8))


@pytest.mark.parametrize("damage", ["starts", "rows", "beside"])
def test_a_damaged_index_is_never_read_beyond_its_end(
    damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "WITHOUT_TABLES", 0)
    built = index_of(family(1, 200, 31))
    column = np.full_like(getattr(built, damage), 2**16 - 1)

    near = near_many(built.hashes[:5], replace(built, **{damage: column}))

    assert near.row.max(initial=0) < 200
