"""The orders that a queue is measured beside."""

from dataclasses import replace
from itertools import permutations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.simulate import queue_quality
from lamplight.simulate.baselines import by_chance, count_key_words, plain_orders
from lamplight.simulate.queue_quality import TopQuality, judge_queue
from tests.simulate.test_evaluate import a_lead

LABELS = {"n1": 1, "n2": 1, "n3": 0, "n4": None}


def test_leads_are_ordered_by_ads_and_by_key_words_and_ties_by_name() -> None:
    leads = [replace(a_lead(name), ads=ads) for name, ads in (("c", 2), ("a", 2), ("b", 9))]

    orders = plain_orders(leads, {"a": 1, "c": 4})

    names = {order: [lead.network_id for lead in several] for order, several in orders.items()}
    assert names == {"size": ["b", "a", "c"], "key_words": ["c", "a", "b"]}


def test_key_words_are_counted_as_whole_words_in_all_ads_of_a_network() -> None:
    texts = [("a", "New in town, newly painted"), ("b", "a quiet garden"), ("a", "OUTCALL")]

    assert count_key_words(texts) == {"a": 3, "b": 0}


@given(
    st.lists(st.sampled_from((*LABELS, None)), min_size=1, max_size=6),
    st.integers(1, 7),
)
def test_chance_is_the_mean_over_every_order(homes: list[str | None], top: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queue_quality, "TOPS", (str(top),))
        slow = [judge_queue(order, LABELS)[str(top)] for order in permutations(homes)]
        fast = by_chance(homes, LABELS)[str(top)]

    told = [one.precision for one in slow if one.precision is not None]
    assert fast.recall == pytest.approx(fmean(one.recall or 0 for one in slow))
    assert fast.precision == (pytest.approx(fmean(told)) if told else None)


def test_chance_says_nothing_of_a_truth_without_labels() -> None:
    assert set(by_chance(["n4", None], {"n4": None}).values()) == {TopQuality(None, None)}


def test_chance_is_told_of_many_leads() -> None:
    homes = [f"n{number}" for number in range(100_000)]

    chance = by_chance(homes, {home: int(home == "n7") for home in homes})

    assert chance["100"].recall == pytest.approx(0.001)
    assert chance["1%"].recall == pytest.approx(0.01)
