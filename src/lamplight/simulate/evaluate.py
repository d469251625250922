"""Measure clusters and a queue against a truth, in O(n).

members, Truth, Lead -> evaluate -> Evaluation

Method: pairwise precision and recall (pairs of ads that share a cluster) and B-cubed (Bagga &
Baldwin 1998), both from counts of ads for each found and true cluster; expected calibration error
over ten equal bins (Naeini et al. 2015). Known limit: only ads that truth and store both know are
compared.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lamplight.errors import BadInput
from lamplight.model import Lead
from lamplight.simulate.baselines import by_chance, plain_orders
from lamplight.simulate.queue_quality import TopQuality, judge_queue
from lamplight.simulate.reliability import Reliability
from lamplight.simulate.truth import Truth

BINS = 10


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares, 0..1; precision is 1 where nothing was claimed, recall where nothing was true."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class ClusterQuality:
    """How well found clusters agree with true ones.

    largest_share, largest_true_share  share of all ads that is in the largest cluster
    """

    pairwise: Agreement
    b_cubed: Agreement
    largest_share: float
    largest_true_share: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Leads whose probability is in low..high: how likely they were said to be, and were."""

    low: float
    high: float
    leads: int
    probability: float
    share: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Expected calibration error, 0..1, over the bins that hold leads; None without any."""

    ece: float | None
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that was measured.

    ads        compared: in the truth and in the store
    missing    in the truth alone
    extra      in the store alone
    queue      by how many leads are looked at: "10", "50", "100", "1%"
    baselines  the same leads in other orders: "random" on average, by "size", by "key_words"
    links      what was said of links that rest on evidence, and how many were right
    """

    ads: int
    missing: int
    extra: int
    providers: ClusterQuality
    networks: ClusterQuality
    queue: Mapping[str, TopQuality]
    baselines: Mapping[str, Mapping[str, TopQuality]]
    calibration: Calibration
    links: Reliability | None = None


def evaluate(
    members: Iterable[tuple[str, str, str, str]],
    truth: Iterable[Truth],
    leads: Sequence[Lead],
    hits: Mapping[str, int],
) -> Evaluation:
    """Everything; members: (ad's id, source, provider, network); leads: best first; hits: of key
    words, by network.

    Raises BadInput where truth and members have no ad in common.
    """
    true_of = {(row.source, row.ad_id): row for row in truth}
    found: list[tuple[str, str]] = []
    true: list[Truth] = []
    extra = 0
    for ad_id, source, provider, network in members:
        if row := true_of.get((source, ad_id)):
            found.append((provider, network))
            true.append(row)
        else:
            extra += 1
    if not found:
        raise BadInput(f"none of the truth's {len(true_of)} ads is among the {extra} linked ads")
    networks = [network for _, network in found]
    true_networks = [row.network for row in true]
    home = home_of(networks, true_networks)
    labels = {row.network: row.label for row in true_of.values()}
    orders = plain_orders(leads, hits)
    return Evaluation(
        ads=len(found),
        missing=len(true_of) - len(found),
        extra=extra,
        providers=compare([provider for provider, _ in found], [row.provider for row in true]),
        networks=compare(networks, true_networks),
        queue=judge_queue(_homes(leads, home), labels),
        baselines={
            "random": by_chance(_homes(leads, home), labels),
            **{name: judge_queue(_homes(order, home), labels) for name, order in orders.items()},
        },
        calibration=calibrate(_outcomes(leads, home, labels)),
    )


def compare(found: Sequence[str], true: Sequence[str]) -> ClusterQuality:
    """Quality of found clusters; found[i] and true[i] name the clusters of the i-th ad (n > 0)."""
    ads = len(found)
    both, sizes, true_sizes = Counter(zip(found, true, strict=True)), Counter(found), Counter(true)
    pairs = _pairs(both.values())
    pairwise = _agreement(
        _share(pairs, _pairs(sizes.values())), _share(pairs, _pairs(true_sizes.values()))
    )
    precision = sum(count * count / sizes[cluster] for (cluster, _), count in both.items()) / ads
    recall = sum(count * count / true_sizes[cluster] for (_, cluster), count in both.items()) / ads
    return ClusterQuality(
        pairwise=pairwise,
        b_cubed=_agreement(precision, recall),
        largest_share=max(sizes.values()) / ads,
        largest_true_share=max(true_sizes.values()) / ads,
    )


def home_of(found: Sequence[str], true: Sequence[str]) -> dict[str, str]:
    """For each found network the true one of most of its ads; of equals the first by name."""
    home: dict[str, tuple[int, str]] = {}
    for (cluster, network), count in Counter(zip(found, true, strict=True)).items():
        best = (-count, network)
        home[cluster] = min(home.get(cluster, best), best)
    return {cluster: network for cluster, (_, network) in home.items()}


def calibrate(outcomes: Iterable[tuple[float, int]]) -> Calibration:
    """Calibration of (probability, label 0 or 1); 1.0 falls into the last bin."""
    bins: list[list[tuple[float, int]]] = [[] for _ in range(BINS)]
    total = 0
    for probability, label in outcomes:
        bins[min(BINS - 1, int(probability * BINS))].append((probability, label))
        total += 1
    filled = tuple(_bin(number, held) for number, held in enumerate(bins) if held)
    if not total:
        return Calibration(None, ())
    error = sum(held.leads * abs(held.probability - held.share) for held in filled) / total
    return Calibration(error, filled)


def _homes(leads: Iterable[Lead], home: Mapping[str, str]) -> list[str | None]:
    return [home.get(lead.network_id) for lead in leads]


def _outcomes(
    leads: Sequence[Lead], home: Mapping[str, str], labels: Mapping[str, int | None]
) -> Iterable[tuple[float, int]]:
    """Leads that have a probability and whose true network has a label."""
    for lead in leads:
        label = labels[home[lead.network_id]] if lead.network_id in home else None
        if lead.probability is not None and label is not None:
            yield lead.probability, label


def _bin(number: int, held: Sequence[tuple[float, int]]) -> Bin:
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        leads=len(held),
        probability=sum(probability for probability, _ in held) / len(held),
        share=sum(label for _, label in held) / len(held),
    )


def _pairs(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _agreement(precision: float, recall: float) -> Agreement:
    together = precision + recall
    return Agreement(precision, recall, 2 * precision * recall / together if together else 0.0)
