"""From bits to a chance, as far as people's verdicts allow.

scores, verdicts -> fit -> Calibration -> probability
scores, verdicts -> held_out -> probabilities -> calibration_error -> ECE

Platt scaling with its smoothed targets (Platt 1999), fitted by Newton's method as Lin, Lin & Weng
(2007) advise. Known limit: it holds for leads like those that people looked at, and people look
at the top.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from lamplight.arrays import F64, Bool

AT_LEAST = 30
"""Confirmed, and dismissed, leads below which no fit is made."""
FOLDS = 10
ENOUGH_TO_SAY = 100
"""Leads below which the error of a fit is not told: of fewer in ten bins, most is chance."""
STEPS = 100
RIDGE = 1e-9


@dataclass(frozen=True, slots=True)
class Calibration:
    """P(confirmed) = 1 / (1 + exp(-(slope · score + offset))).

    confirmed, dismissed  verdicts that it was fitted on
    """

    slope: float
    offset: float
    confirmed: int
    dismissed: int

    def probability(self, score: float) -> float:
        """0..1; never exactly either, and never falling with the score."""
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, self.slope * score + self.offset))))


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of a reliability curve: mean probability, share confirmed, number of leads."""

    probability: float
    share: float
    leads: int


def fit(scores: Sequence[float], confirmed: Sequence[bool]) -> Calibration | None:
    """None where either verdict was given fewer than AT_LEAST times, or the score does not rise
    with the verdict: then there is nothing honest to say."""
    score, label = np.asarray(scores, np.float64), np.asarray(confirmed, np.bool_)
    yes, no = int(label.sum()), int((~label).sum())
    if min(yes, no) < AT_LEAST:
        return None
    fitted = _fitted(score, label)
    return fitted if fitted.slope > 0 else None


def held_out(scores: Sequence[float], confirmed: Sequence[bool]) -> list[float] | None:
    """Of each lead the probability that a fit on the other folds gives it, so that no lead judges
    the fit it was in; None where there are too few leads to say anything.

    Folds take turns through the leads of each verdict, in the order given.
    """
    score, label = np.asarray(scores, np.float64), np.asarray(confirmed, np.bool_)
    if len(score) < ENOUGH_TO_SAY or min(label.sum(), (~label).sum()) < AT_LEAST:
        return None
    fold = np.empty(len(score), np.int64)
    for verdict in (True, False):
        here = np.flatnonzero(label == verdict)
        fold[here] = np.arange(len(here)) % FOLDS
    fits = [_fitted(score[fold != number], label[fold != number]) for number in range(FOLDS)]
    return [fits[place].probability(one) for place, one in zip(fold.tolist(), scores, strict=True)]


def calibration_error(
    probabilities: Sequence[float], confirmed: Sequence[bool], bins: int = 10
) -> tuple[float, list[Bin]]:
    """Expected calibration error, 0..1, over bins of equal width, and the bins that hold leads."""
    chance, label = np.asarray(probabilities, np.float64), np.asarray(confirmed, np.float64)
    place = np.minimum((chance * bins).astype(np.int64), bins - 1)
    curve = [
        Bin(float(chance[here].mean()), float(label[here].mean()), int(here.sum()))
        for here in (place == number for number in range(bins))
        if here.any()
    ]
    if not curve:
        return 0.0, []
    gaps = sum(one.leads * abs(one.probability - one.share) for one in curve)
    return gaps / len(chance), curve


def _fitted(score: F64, label: Bool) -> Calibration:
    """Needs both verdicts."""
    yes, no = int(label.sum()), int((~label).sum())
    target = np.where(label, (yes + 1) / (yes + 2), 1 / (no + 2))
    scale = float(np.std(score)) or 1.0
    slope, offset = _newton((score - score.mean()) / scale, target)
    return Calibration(slope / scale, offset - slope * float(score.mean()) / scale, yes, no)


def _newton(score: F64, target: F64) -> tuple[float, float]:
    """Slope and offset of least log loss; halved steps where a whole one would not help."""
    columns = np.column_stack((score, np.ones_like(score)))
    weights = np.array([0.0, np.log(target.mean() / (1 - target.mean()))])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (chance - target)
        curve = columns.T @ (columns * (chance * (1 - chance))[:, None]) + RIDGE * np.eye(2)
        step = np.linalg.solve(curve, slope)
        while _loss(columns, weights - step, target) > _loss(columns, weights, target) + 1e-12:
            step /= 2
        weights = weights - step
        if float(np.abs(step).max()) < 1e-9:
            break
    return float(weights[0]), float(weights[1])


def _loss(columns: F64, weights: F64, target: F64) -> float:
    logit = columns @ weights
    return float((np.logaddexp(0, logit) - target * logit).sum())
