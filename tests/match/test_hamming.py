import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from lamplight.arrays import I64, U8
from lamplight.errors import BadHash
from lamplight.match.hamming import distances, group_near, near, number_by_first, read_hash

hashes = arrays.arrays(np.uint8, 32)
banks = arrays.arrays(np.uint8, st.tuples(st.integers(0, 20), st.just(32)))


def slow_distance(left: U8, right: U8) -> int:
    """The definition, one bit at a time: the reference the fast one must equal."""
    return (int.from_bytes(left.tobytes()) ^ int.from_bytes(right.tobytes())).bit_count()


def slow_groups(bank: U8, radius: int) -> I64:
    """Single linkage by comparing every pair until nothing changes."""
    labels = np.arange(len(bank))
    for i in range(len(bank)):
        for j in range(i):
            if slow_distance(bank[i], bank[j]) <= radius:
                labels[labels == labels[i]] = labels[j]
    return number_by_first(labels)


def variants(seed: int, families: int, steps: int, flips: int) -> U8:
    """Chains of hashes, each `flips` random bits from the one before."""
    random = np.random.default_rng(seed)
    rows = []
    for _ in range(families):
        bits = random.integers(0, 2, 256, dtype=np.uint8)
        for _ in range(steps):
            rows.append(np.packbits(bits))
            bits[random.choice(256, flips, replace=False)] ^= 1
    return random.permutation(np.array(rows, np.uint8).reshape(-1, 32))


@settings(deadline=None)
@given(hashes, banks)
def test_distances_equal_the_definition(query: U8, bank: U8) -> None:
    assert list(distances(query, bank)) == [slow_distance(query, row) for row in bank]


@settings(deadline=None)
@given(hashes, banks, st.integers(0, 256))
def test_near_is_sorted_and_within_the_limit(query: U8, bank: U8, radius: int) -> None:
    bits = distances(query, bank)[near(query, bank, radius)]

    assert all(bits <= radius)
    assert list(bits) == sorted(bits)
    assert len(bits) == sum(distances(query, bank) <= radius)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 2**32), st.integers(0, 4), st.integers(1, 8), st.integers(0, 40),
    st.sampled_from([0, 1, 15, 16, 31, 32, 47]),
)  # fmt: skip
def test_groups_equal_slow_single_linkage(
    seed: int, families: int, steps: int, flips: int, radius: int
) -> None:
    bank = variants(seed, families, steps, flips)

    assert group_near(bank, radius).tolist() == slow_groups(bank, radius).tolist()


def test_a_crowd_of_variants_of_one_picture_is_one_group() -> None:
    random = np.random.default_rng(5)
    crowd = np.zeros((3000, 256), np.uint8)
    crowd[np.arange(3000)[:, None], random.integers(0, 256, (3000, 6))] = 1
    stranger = np.full((1, 32), 255, np.uint8)

    labels = group_near(np.vstack([np.packbits(crowd, axis=1), stranger]))

    assert set(labels[:-1]) == {0}
    assert labels[-1] == 1


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 4), st.integers(0, 40), st.floats(0, 1))
def test_groups_of_some_that_are_known_change_nothing(
    seed: int, families: int, flips: int, share: float
) -> None:
    bank = variants(seed, families, 6, flips)
    known = np.random.default_rng(seed).random(len(bank)) < share
    before = np.full(len(bank), -1)
    before[known] = group_near(bank[known])

    assert group_near(bank, before=before).tolist() == group_near(bank).tolist()


def test_a_crowd_half_of_which_is_known_is_grouped_the_same() -> None:
    random = np.random.default_rng(6)
    crowd = np.zeros((3000, 256), np.uint8)
    for step in range(1, 3000):  # some a step beyond another, some far from all
        crowd[step] = crowd[int(random.integers(0, step))]
        crowd[step, 16 + random.integers(0, 240, 40 if step % 7 == 0 else 12)] ^= 1
    bank = np.packbits(crowd, axis=1)
    before = np.full(3000, -1)
    before[::2] = group_near(bank[::2])

    assert group_near(bank, before=before).tolist() == group_near(bank).tolist()


def test_the_radius_is_inclusive() -> None:
    left = np.zeros(256, np.uint8)
    at = left.copy()
    at[:31] = 1
    beyond = left.copy()
    beyond[-32:] = 1

    labels = group_near(np.packbits([left, at, beyond], axis=1))

    assert labels.tolist() == [0, 0, 1]


@pytest.mark.parametrize("radius", [-1, 48])
def test_a_radius_that_cannot_be_searched_is_refused(radius: int) -> None:
    with pytest.raises(ValueError, match=f"radius is {radius} bits"):
        group_near(np.zeros((1, 32), np.uint8), radius)


@pytest.mark.parametrize(
    ("digits", "message"),
    [("zz" * 32, "is not hexadecimal"), ("00" * 31, "has 248 bits, not 256")],
)
def test_unreadable_hash_says_what_is_wrong(digits: str, message: str) -> None:
    with pytest.raises(BadHash, match=message):
        read_hash(digits)
