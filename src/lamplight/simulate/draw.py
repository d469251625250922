"""Draw one of several, quickly: random.choice takes four times as long, and is asked all the time.

pool, random -> pick, pick_weighted -> one of the pool
"""

from bisect import bisect
from collections.abc import Sequence
from random import Random
from typing import TypeVar

Drawn = TypeVar("Drawn")


def pick(pool: Sequence[Drawn], random: Random) -> Drawn:
    """One of the pool, each as likely as the next (up to one part in 2**50)."""
    return pool[int(random.random() * len(pool))]


def pick_weighted(pool: Sequence[Drawn], sums: Sequence[float], random: Random) -> Drawn:
    """One of the pool by weight; sums[i] is the sum of the first i + 1 weights."""
    return pool[min(bisect(sums, random.random() * sums[-1]), len(pool) - 1)]


def between(least: int, most: int, random: Random) -> int:
    """A whole number from least to most, both included."""
    return least + int(random.random() * (most - least + 1))
