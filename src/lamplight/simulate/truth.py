"""What is true of one ad: who stands behind it, and whether it should be found first.

world.make_world -> Truth -> evaluate
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Truth:
    """One row of truth.csv.

    label  1: should be found first; 0: should not; None: unknown
    """

    source: str
    ad_id: str
    provider: str
    network: str
    label: int | None
