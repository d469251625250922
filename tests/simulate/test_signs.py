from collections import Counter
from functools import cache
from random import Random

import pytest

from lamplight.simulate.signs import COUNTS, HARMED_COUNTS, SIGNS, draw_signs

DRAWS = 40_000


@cache
def drawn(*, harmed: bool) -> list[frozenset[str]]:
    random = Random(8)
    return [draw_signs(random, harmed=harmed) for _ in range(DRAWS)]


def share_of(sign: str, *, harmed: bool) -> float:
    return sum(sign in signs for signs in drawn(harmed=harmed)) / DRAWS


@pytest.mark.parametrize(("harmed", "counts"), [(False, COUNTS), (True, HARMED_COUNTS)])
def test_ads_show_no_one_two_or_three_indicators_as_often_as_stated(
    harmed: bool, counts: tuple[float, ...]
) -> None:
    found = Counter(len(signs) for signs in drawn(harmed=harmed))

    shares = [found[number] / DRAWS for number in range(4)]

    assert shares == pytest.approx(counts, abs=0.01)


@pytest.mark.parametrize("sign", ["trust", "obscured phone", "youth"])
def test_a_tested_indicator_is_commoner_but_far_from_certain_in_harmed_networks(sign: str) -> None:
    harmed, free = share_of(sign, harmed=True), share_of(sign, harmed=False)

    assert 1.4 * free < harmed < 0.35


def test_movement_language_is_rarer_in_harmed_networks() -> None:
    harmed, free = share_of("movement", harmed=True), share_of("movement", harmed=False)

    assert harmed < 0.5 * free


def test_language_and_origin_are_drawn_without_regard_to_harm() -> None:
    """Its weight is the same; other weights and numbers differ, so its share may move a little."""
    harmed, free = share_of("language", harmed=True), share_of("language", harmed=False)

    assert SIGNS["language"].ratio == 1.0
    assert harmed == pytest.approx(free, abs=0.02)
