"""What is true of one ad: who stands behind it, and whether it should be found first.

world.make_world -> Truth -> evaluate
"""

from typing import NamedTuple


class Owner(NamedTuple):
    """Who stands behind an ad; label as in Truth."""

    provider: str
    network: str
    label: int | None


class Truth(NamedTuple):
    """One row of truth.csv; a tuple, for a million of them are made and kept.

    label  1: should be found first; 0: should not; None: unknown
    """

    source: str
    ad_id: str
    provider: str
    network: str
    label: int | None
