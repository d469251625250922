import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight import _native
from lamplight.link.edges import NONE, edge_table, joins_of
from lamplight.match.hamming import number_by_first
from tests.link.corpora import pairs

ROWS = 8
some_pairs = st.lists(st.tuples(st.integers(0, ROWS - 1), st.integers(0, ROWS - 1)), max_size=20)


def slow_forest(
    edges: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> tuple[list[int], list[bool]]:
    """Join one edge after the other, unless that would bring together what must stay apart."""
    labels = np.arange(ROWS)
    kept = []
    for left, right in edges:
        joined = np.where(labels == labels[right], labels[left], labels)
        allowed = all(joined[a] != joined[b] for a, b in apart)
        kept.append(bool(labels[left] != labels[right] and allowed))
        if kept[-1]:
            labels = joined
    return number_by_first(labels).tolist(), kept


@settings(deadline=None)
@given(some_pairs, some_pairs)
def test_a_forest_equals_joining_one_by_one(
    edges: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> None:
    apart = [(a, b) for a, b in apart if a != b]
    left, right = pairs(*edges).T.copy()
    apart_left, apart_right = pairs(*apart).T.copy()

    labels, kept = _native.grow_forest(ROWS, left, right, apart_left, apart_right)

    assert (labels.tolist(), kept.tolist()) == slow_forest(edges, apart)


def test_the_strongest_edge_comes_first_and_ties_go_by_row() -> None:
    edges = edge_table(
        left=np.array([5, 2, 1]),
        right=np.array([6, 3, 4]),
        first_bits=np.array([1.0, 4.0, 1.0]),
        other_bits=np.array([0.0, -3.0, 0.0]),
    )

    ordered = edges[joins_of(edges).strongest_first()]

    assert ordered["left"].tolist() == [1, 2, 5]
    assert ordered["bits"].tolist() == [1.0, 1.0, 1.0]
    assert set(ordered["second"].tolist()) == {NONE}


@given(
    st.lists(st.tuples(st.sampled_from([3.0, 5.5, 8.0]), st.integers(-1, 2), st.integers(-2, 2)))
)
def test_the_strongest_join_goes_first_and_ties_go_by_rows_and_values(
    joins: list[tuple[float, int, int]],
) -> None:
    bits = np.array([it[0] for it in joins])
    rows, values = (np.array([it[side] for it in joins], np.int64) for side in (1, 2))

    order = _native.strongest_first(bits, rows, values)

    assert order.tolist() == sorted(
        range(len(joins)), key=lambda at: (-joins[at][0], *joins[at][1:], at)
    )
