from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.errors import BadInput
from lamplight.model import Lead
from lamplight.simulate.evaluate import (
    Agreement,
    calibrate,
    compare,
    evaluate,
    home_of,
)
from lamplight.simulate.queue_quality import TopQuality
from lamplight.simulate.truth import Truth

clusterings = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), min_size=1)


def a_lead(network: str, probability: float | None = None) -> Lead:
    return Lead(
        lead_id=f"l{network}",
        network_id=network,
        rank=1,
        score=0.0,
        probability=probability,
        ads=1,
        providers=1,
        cities=(),
        first_seen=None,
        last_seen=None,
        reasons=(),
        enough=True,
    )


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def slow_pairwise(found: list[str], true: list[str]) -> Agreement:
    """The definition: look at every pair of ads."""
    pairs = list(combinations(range(len(found)), 2))
    claimed = {(i, j) for i, j in pairs if found[i] == found[j]}
    real = {(i, j) for i, j in pairs if true[i] == true[j]}
    precision = len(claimed & real) / len(claimed) if claimed else 1.0
    recall = len(claimed & real) / len(real) if real else 1.0
    return Agreement(precision, recall, f1(precision, recall))


def slow_b_cubed(found: list[str], true: list[str]) -> Agreement:
    """The definition: for each ad, how much of its found cluster is right, and of its true one."""
    precisions, recalls = [], []
    for i in range(len(found)):
        mine = {j for j in range(len(found)) if found[j] == found[i]}
        real = {j for j in range(len(found)) if true[j] == true[i]}
        precisions.append(len(mine & real) / len(mine))
        recalls.append(len(mine & real) / len(real))
    precision, recall = sum(precisions) / len(found), sum(recalls) / len(found)
    return Agreement(precision, recall, f1(precision, recall))


def as_numbers(agreement: Agreement) -> tuple[float, float, float]:
    return agreement.precision, agreement.recall, agreement.f1


@given(clusterings)
def test_counting_agrees_with_looking_at_every_pair(ads: list[tuple[str, str]]) -> None:
    found, true = [pair[0] for pair in ads], [pair[1] for pair in ads]

    quality = compare(found, true)

    assert as_numbers(quality.pairwise) == pytest.approx(as_numbers(slow_pairwise(found, true)))
    assert as_numbers(quality.b_cubed) == pytest.approx(as_numbers(slow_b_cubed(found, true)))


def test_a_case_worked_out_by_hand() -> None:
    """Found {1 2 3} {4 5}, true {1 2} {3 4 5}: of 4 claimed pairs 2 are real, of 4 real 2 found."""
    quality = compare(list("aaabb"), list("xxyyy"))

    assert as_numbers(quality.pairwise) == (0.5, 0.5, 0.5)
    assert quality.b_cubed.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert quality.b_cubed.recall == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert (quality.largest_share, quality.largest_true_share) == (0.6, 0.6)


def test_one_heap_has_full_recall_and_single_ads_full_precision() -> None:
    heap, alone = compare(list("aaaa"), list("wxyz")), compare(list("abcd"), list("wwww"))

    assert (heap.pairwise.precision, heap.pairwise.recall) == (0.0, 1.0)
    assert (alone.pairwise.precision, alone.pairwise.recall) == (1.0, 0.0)
    assert heap.pairwise.f1 == alone.pairwise.f1 == 0.0


def test_a_found_network_stands_for_the_true_one_of_most_of_its_ads() -> None:
    home = home_of(list("aaabb"), ["n2", "n2", "n1", "n9", "n3"])

    assert home == {"a": "n2", "b": "n3"}


def test_calibration_error_is_the_mean_gap_weighted_by_leads() -> None:
    measured = calibrate([(0.15, 0), (0.15, 0), (0.15, 1), (0.95, 1), (1.0, 0)])

    low, high = measured.bins
    assert (low.low, low.high, low.leads) == (0.1, 0.2, 3)
    assert (low.probability, low.share) == pytest.approx((0.15, 1 / 3))
    assert (high.leads, high.probability, high.share) == pytest.approx((2, 0.975, 0.5))
    assert measured.ece == pytest.approx((3 * (1 / 3 - 0.15) + 2 * 0.475) / 5)


def test_without_probabilities_there_is_no_calibration() -> None:
    measured = calibrate([])

    assert measured.ece is None
    assert measured.bins == ()


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0, 1])), min_size=1))
def test_calibration_counts_every_lead_once(outcomes: list[tuple[float, int]]) -> None:
    measured = calibrate(outcomes)

    assert sum(held.leads for held in measured.bins) == len(outcomes)
    assert measured.ece is not None
    assert 0 <= measured.ece <= 1


def test_ads_that_only_one_side_knows_are_counted_and_left_out() -> None:
    truth = [Truth("s1", str(number), f"p{number}", "n1", 1) for number in range(4)]
    members = [(str(number), "s1", f"q{number}", "m1") for number in range(1, 4)]
    members += [("0", "s2", "q9", "m9")]

    measured = evaluate(members, truth, [a_lead("m1", 0.75), a_lead("m9", 0.1)], {})

    assert (measured.ads, measured.missing, measured.extra) == (3, 1, 1)
    assert measured.networks.pairwise == Agreement(1.0, 1.0, 1.0)
    assert measured.queue["10"] == TopQuality(1.0, 1.0)
    assert set(measured.baselines) == {"random", "size", "key_words"}
    assert measured.calibration.ece == pytest.approx(0.25)


def test_a_truth_of_other_ads_says_so() -> None:
    truth = [Truth("s1", "1", "p1", "n1", None)]

    with pytest.raises(BadInput, match="none of the truth's 1 ads is among the 1 linked ads"):
        evaluate([("1", "s2", "p1", "n1")], truth, [], {})
