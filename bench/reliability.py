"""How often links are right that are said to be so: a table, a plot, and the fit of the weights.

    python bench/reliability.py [--ads N] [--fit] [--plot FILE.svg] PROFILE:SEED…

For all worlds together: what was said of links, and how many were right. With --fit, the weights of
link/chance.py as these worlds would have them: choose other worlds for the table than for the fit.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from lamplight.arrays import F64
from lamplight.link.chance import chances_of, kinds_of, traits_of
from lamplight.link.cluster import link_ads
from lamplight.link.corpus import Constraints
from lamplight.link.edges import SURE_BITS
from lamplight.model import Link
from lamplight.report.plots import draw_curve
from lamplight.simulate.reliability import Reliability, reliability
from link import made_world

RIDGE = 0.3
STEPS = 100
Judged = tuple[Link, bool, bool]
"""A link, whether its ads have one operator, and whether they are one person's."""


def main() -> None:
    """Measure the worlds named on the command line, or fit to them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ads", type=int, default=30_000)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("worlds", nargs="+", metavar="PROFILE:SEED")
    asked = parser.parse_args()
    links = [it for name in asked.worlds for it in judged(name, asked.ads)]
    if asked.fit:
        print_fit(links)
        return
    said = [(chances_of(link), one, person) for link, one, person in links]
    of_operators = reliability(
        [it.operator for it, _, _ in said if it], [one for _, one, _ in said]
    )
    inside = [(it.person, own) for it, _, own in said if it and it.person is not None]
    of_persons = reliability([it for it, _ in inside], [own for _, own in inside])
    table("one operator", of_operators)
    table("one person, links inside a provider", of_persons)
    if asked.plot:
        curve = [(it.probability, it.share) for it in of_operators.bins]
        asked.plot.write_text(draw_curve(curve, "said", "right"))


def judged(name: str, ads: int) -> Iterator[Judged]:
    """The links of a world that rest on evidence."""
    corpus, truth = made_world(name, ads)
    for link in link_ads(corpus, Constraints()).links:
        if link.bits < SURE_BITS:
            one, person = (
                of[link.left] == of[link.right] for of in (truth.network, truth.provider)
            )
            yield link, one, person


def table(name: str, measured: Reliability) -> None:
    """What was said, and what was so."""
    print(f"\n{name}, calibration error {measured.ece}\n\n| said | links | on average | right |")
    print("|---|---|---|---|")
    for it in measured.bins:
        print(f"| {it.low}–{it.high} | {it.links:,} | {it.probability:.4f} | {it.share:.4f} |")


def print_fit(links: Sequence[Judged]) -> None:
    """The weights, as link/chance.py holds them."""
    traits = np.array([traits_of(link) for link, _, _ in links])
    right = np.array([one for _, one, _ in links], np.float64)
    print("OPERATOR =", tuple(np.round(fitted(traits, right), 2).tolist()))
    persons: dict[tuple[str, ...], list[bool]] = defaultdict(list)
    for link, _, person in links:
        if link.level == "provider":
            persons[kinds_of(link)].append(person)
    for kinds, said in sorted(persons.items()):
        print(f"    {kinds}: {np.mean(said):.3f},  # of {len(said):,}")


def fitted(traits: F64, right: F64) -> F64:
    """Weights of a logistic regression with a small ridge, by Newton's method."""
    weights = np.zeros(traits.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(traits @ weights, -30, 30)))
        slope = traits.T @ (right - chance) - RIDGE * weights
        bend = (traits * (chance * (1 - chance))[:, None]).T @ traits
        step = np.linalg.solve(bend + RIDGE * np.eye(len(weights)), slope)
        weights += np.clip(step, -3, 3)
        if np.abs(step).max() < 1e-9:
            break
    return weights


if __name__ == "__main__":
    main()
