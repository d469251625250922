"""Obfuscation as a number."""

from itertools import combinations

from lamplight.extract.effort import EFFORT, effort_of, method_of


def test_no_trick_is_no_effort() -> None:
    assert (effort_of([]), method_of([])) == (0, "plain")


def test_more_tricks_are_more_effort() -> None:
    for one, other in combinations(EFFORT, 2):
        assert max(effort_of([one]), effort_of([other])) < effort_of([one, other]) < 1


def test_the_strongest_trick_is_named_first() -> None:
    assert method_of({"spaced out", "homophones"}) == "homophones, spaced out"
