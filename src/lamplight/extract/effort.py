"""How much effort went into hiding a value, from the tricks that were undone to read it.

tricks -> effort_of -> 0..1; tricks -> method_of -> "digit words, symbols"

A trick's share is how far it keeps a plain search from finding the value: 0 is written plainly, and
several tricks count as independent hurdles, 1 - (1 - a)(1 - b)….
"""

from collections.abc import Iterable

EFFORT = {
    "spaced out": 0.2,
    "odd separators": 0.3,
    "glued": 0.3,
    "symbols": 0.4,
    "keycaps": 0.4,
    "entities": 0.5,
    "other digits": 0.5,
    "words between": 0.4,
    "words for signs": 0.5,
    "digit words": 0.5,
    "letters for digits": 0.5,
    "homophones": 0.6,
    "look-alikes": 0.6,
    "hidden characters": 0.6,
    "split over a sentence": 0.6,
}
"""Trick -> 0..1."""


def effort_of(tricks: Iterable[str]) -> float:
    """0 for no trick."""
    plain = 1.0
    for trick in tricks:
        plain *= 1 - EFFORT[trick]
    return round(1 - plain, 3)


def method_of(tricks: Iterable[str]) -> str:
    """The tricks in words, the strongest first; "plain" for none."""
    return ", ".join(sorted(tricks, key=lambda trick: (-EFFORT[trick], trick))) or "plain"
