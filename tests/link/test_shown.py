"""What ads show and say, looked up ad by ad."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lamplight import _native
from lamplight.link.words import read_words

ADS = 8
some_words = st.lists(st.sampled_from(["one", "two", "three", "four", "five"]), max_size=9)


@given(
    st.lists(st.sets(st.integers(0, 5)), min_size=ADS, max_size=ADS),
    st.lists(st.tuples(st.integers(0, ADS - 1), st.integers(0, ADS - 1), st.integers(-1, 5))),
)
def test_a_value_is_shown_by_both_ads_of_a_pair(
    shown: list[set[int]], asked: list[tuple[int, int, int]]
) -> None:
    pairs = [(row, value) for row, values in enumerate(shown) for value in values]
    row, value = np.array(sorted(pairs, key=lambda it: it[::-1]), np.int64).reshape(-1, 2).T.copy()
    left, right, wanted = np.array(asked, np.int64).reshape(-1, 3).T.copy()

    found = _native.Shown(row, value, ADS).by_both(left, right, wanted)

    assert found.tolist() == [it in shown[one] & shown[other] for one, other, it in asked]


@given(
    st.lists(some_words, min_size=ADS, max_size=ADS),
    st.lists(st.integers(0, ADS - 1), min_size=1),
    st.lists(st.tuples(st.integers(0, ADS - 1), st.integers(0, 9), st.integers(1, 30))),
    st.integers(1, 6),
)
def test_the_nearest_home_is_the_first_of_those_whose_words_are_most_alike(
    texts: list[list[str]], homes: list[int], asked: list[tuple[int, int, int]], tried: int
) -> None:
    words = read_words([" ".join(it) for it in texts])
    ranges = [
        (row, begin % len(homes), min(count, len(homes) - begin % len(homes)))
        for row, begin, count in asked
    ]
    rows, begin, count = np.array(ranges, np.int64).reshape(-1, 3).T.copy()

    found = words.nearest(rows, (np.array(homes), begin, count), tried)

    expected = []
    for row, start, size in ranges:
        some = [homes[start + size * step // tried] for step in range(tried)]
        alike = words.alike(np.full(len(some), row), np.array(some))
        expected.append(some[int(alike.argmax())])
    assert found.tolist() == expected
