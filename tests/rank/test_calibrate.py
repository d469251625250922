"""A chance is given only where people's verdicts allow one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.rank.calibrate import AT_LEAST, ENOUGH_TO_SAY, calibration_error, fit, held_out


def a_sample(slope: float, offset: float, count: int = 4_000) -> tuple[list[float], list[bool]]:
    rng = np.random.default_rng(7)
    scores = rng.normal(-2, 3, count)
    chance = 1 / (1 + np.exp(-(slope * scores + offset)))
    return scores.tolist(), (rng.random(count) < chance).tolist()


def test_it_finds_the_curve_that_made_the_verdicts() -> None:
    scores, confirmed = a_sample(slope=0.7, offset=-0.5)

    fitted = fit(scores, confirmed)

    assert fitted is not None
    assert fitted.slope == pytest.approx(0.7, abs=0.06)
    assert fitted.offset == pytest.approx(-0.5, abs=0.15)
    error, curve = calibration_error([fitted.probability(one) for one in scores], confirmed)
    assert error < 0.03
    assert sum(one.leads for one in curve) == len(scores)


def test_too_few_of_either_verdict_give_nothing() -> None:
    scores = [float(number) for number in range(200)]

    assert fit(scores, [number >= 200 - AT_LEAST + 1 for number in range(200)]) is None
    assert fit(scores, [number >= 200 - AT_LEAST for number in range(200)]) is not None
    assert fit([], []) is None


def test_a_score_that_says_nothing_or_the_opposite_gives_nothing() -> None:
    assert fit([1.0] * 100, [True, False] * 50) is None
    assert (
        fit([float(-number) for number in range(100)], [number >= 50 for number in range(100)])
        is None
    )


def test_verdicts_that_the_score_parts_wholly_still_leave_doubt() -> None:
    fitted = fit([float(number) for number in range(100)], [number >= 50 for number in range(100)])

    assert fitted is not None
    assert 0 < fitted.probability(0.0) < 0.1
    assert 0.9 < fitted.probability(99.0) < 1


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_more_bits_never_mean_less(one: float, other: float) -> None:
    fitted = fit(*a_sample(slope=0.7, offset=-0.5, count=400))
    assert fitted is not None

    low, high = sorted((one, other))

    assert 0 < fitted.probability(low) <= fitted.probability(high) < 1


def test_the_error_is_the_mean_gap_weighed_by_leads() -> None:
    error, curve = calibration_error([0.05, 0.05, 0.95, 0.95], [False, False, True, False])

    assert error == pytest.approx((2 * 0.05 + 2 * 0.45) / 4)
    assert [(one.leads, one.share) for one in curve] == [(2, 0.0), (2, 0.5)]
    assert calibration_error([], []) == (0.0, [])


def test_held_out_leads_are_judged_by_a_fit_they_were_not_in() -> None:
    scores, confirmed = a_sample(slope=0.7, offset=-0.5, count=400)
    scores[0] = 40.0  # far out, where one lead bends the whole curve
    confirmed[0] = False

    apart, fitted = held_out(scores, confirmed), fit(scores, confirmed)

    assert apart is not None
    assert fitted is not None
    assert apart[0] > fitted.probability(scores[0])
    assert calibration_error(apart, confirmed)[0] < 0.1


def test_few_leads_say_nothing_of_the_fit() -> None:
    few = [float(number) for number in range(ENOUGH_TO_SAY - 1)]

    assert held_out(few, [number >= 50 for number in few]) is None
