"""Joins of clusters that share two values which meet often."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight.link.shares import KINDS
from lamplight.link.table import Table
from lamplight.link.trail import Trail
from lamplight.link.twos import twos
from lamplight.link.weigh import DEFAULT
from lamplight.match.hamming import number_by_first
from tests.link.slow import twos as slow
from tests.link.test_table import shares_of

ADS, VALUES = 30, 10


@settings(deadline=None)
@given(
    st.lists(st.sets(st.integers(0, VALUES - 1), max_size=6), min_size=ADS, max_size=ADS),
    st.lists(st.integers(0, len(KINDS) - 1), min_size=VALUES, max_size=VALUES),
    st.lists(st.integers(0, 50), min_size=ADS, max_size=ADS),
    st.integers(0, 1000),
    st.sampled_from([-2.1, 0.3, 1.7, 3.1]),
)
def test_two_values_join_as_value_by_value_and_cluster_by_cluster(
    shown: list[set[int]], kinds: list[int], joined: list[int], sharing: int, limit: float
) -> None:
    labels = number_by_first(np.array(joined))
    table = Table(labels, shares_of(shown, kinds), DEFAULT)
    days, places = np.array(joined) * 1.5, np.arange(ADS) % 7 - 1
    stays = Trail.of_ads(days, places).of(labels)

    found = twos(table, stays, sharing, limit)

    edges, expected = found.edges(), slow.twos(table, stays, sharing, limit)
    names = [name for name in edges.dtype.names or () if "bits" not in name and name != "stay"]
    order, wanted = (np.lexsort([it[name] for name in names]) for it in (edges, expected))
    edges, expected = edges[order], expected[wanted]
    for name in names:
        assert edges[name].tolist() == expected[name].tolist()
    for name in (name for name in edges.dtype.names or () if "bits" in name):
        assert edges[name].tolist() == pytest.approx(expected[name].tolist(), abs=1e-9)
    left, right = (labels[edges[end]] for end in ("left", "right"))
    assert edges["stay"].tolist() == stays.classes(left, right).tolist()
