"""Plain orders of the same leads, which a queue has to beat to be worth anything.

leads, words of their ads -> plain_orders -> leads by size, by key words
true networks of leads, labels -> by_chance -> what a random order holds on average
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from math import exp, lgamma

from lamplight.model import Lead
from lamplight.simulate.queue_quality import TopQuality, tops

KEY_WORDS = re.compile(
    r"\b(new|young|youth\w*|student|trust\w*|professional|discreet|special|visiting|arrived|leaving"
    r"|limited|in town|friends|outcall|incall|no blocked|college|hostess)\b",
    re.IGNORECASE,
)
"""What somebody without indicators may search for."""


def plain_orders(leads: Sequence[Lead], hits: Mapping[str, int]) -> dict[str, list[Lead]]:
    """By size, and by hits of key words in all ads of a network; ties by the network's id."""
    named = sorted(leads, key=lambda lead: lead.network_id)
    return {
        "size": sorted(named, key=lambda lead: -lead.ads),
        "key_words": sorted(named, key=lambda lead: -hits.get(lead.network_id, 0)),
    }


def count_key_words(texts: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Of each network; texts: (network, words of an ad)."""
    hits: dict[str, int] = {}
    for network, text in texts:
        hits[network] = hits.get(network, 0) + len(KEY_WORDS.findall(text))
    return hits


def by_chance(
    homes: Sequence[str | None], labels: Mapping[str, int | None]
) -> dict[str, TopQuality]:
    """The means over all orders of the leads, exactly: no order is drawn.

    homes   the true network of each lead; None where no ad of it is in the truth
    labels  of every true network
    """
    wanted = [network for network, label in labels.items() if label == 1]
    leads: dict[str | None, int] = {}
    for home in homes:
        leads[home] = leads.get(home, 0) + 1
    known = [labels[home] for home in homes if home is not None and labels[home] is not None]
    return {
        top: TopQuality(
            recall=_mean(
                1 - _all_missed(len(homes), leads.get(network, 0), min(count, len(homes)))
                for network in wanted
            ),
            precision=_mean(label or 0 for label in known),
        )
        for top, count in tops(len(homes)).items()
    }


def _all_missed(leads: int, marked: int, drawn: int) -> float:
    """The chance that none of the marked leads is among those drawn (hypergeometric)."""
    others = leads - marked
    if drawn > others:
        return 0.0
    return exp(
        lgamma(others + 1) - lgamma(others - drawn + 1) - lgamma(leads + 1)
        + lgamma(leads - drawn + 1)
    )  # fmt: skip


def _mean(values: Iterable[float]) -> float | None:
    held = list(values)
    return sum(held) / len(held) if held else None
