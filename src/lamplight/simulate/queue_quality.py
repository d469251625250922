"""What the first leads of a queue hold, beside the truth.

true networks of leads in their order, labels -> judge_queue -> TopQuality
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

TOPS = ("10", "50", "100", "1%")


@dataclass(frozen=True, slots=True)
class TopQuality:
    """What the first leads of a queue hold.

    recall     share of the true networks of label 1 that they reach; None without any
    precision  share of the leads of known label whose label is 1; None without any
    """

    recall: float | None
    precision: float | None


def tops(leads: int) -> dict[str, int]:
    """How many leads each of TOPS is; 1 %: rounded up, 1 at least."""
    return {top: max(1, ceil(leads / 100)) if top == "1%" else int(top) for top in TOPS}


def judge_queue(
    queue: Sequence[str | None], labels: Mapping[str, int | None]
) -> dict[str, TopQuality]:
    """What the first 10, 50, 100 and 1 % of the leads hold.

    queue   the true network of each lead, best first; None where no ad of it is in the truth
    labels  of every true network
    """
    wanted = {network for network, label in labels.items() if label == 1}
    judged = {}
    for top, count in tops(len(queue)).items():
        seen = [network for network in queue[:count] if network is not None]
        known = [labels[network] for network in seen if labels[network] is not None]
        judged[top] = TopQuality(
            recall=len(wanted & set(seen)) / len(wanted) if wanted else None,
            precision=known.count(1) / len(known) if known else None,
        )
    return judged
