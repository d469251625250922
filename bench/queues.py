"""The queue's recall at k beside random order, order by size, and counting key words.

    python bench/queues.py [--ads N] [--out FOLDER] PROFILE:SEED…

Makes each world, runs `lamplight run` on it, and puts the same leads into four orders; so all four
have the same links, right or wrong. Prints recall of the networks that should be found first, and
the share of independents (one person, known not to need help) among the first k: a harm to keep
low. Writes a plot, queue.svg, into the folder. Choose other seeds than those you tune on.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from lamplight.model import Actor, Lead
from lamplight.pipeline.evaluate import read_truth
from lamplight.pipeline.world import write_world
from lamplight.simulate.baselines import count_key_words, plain_orders
from lamplight.simulate.evaluate import home_of
from lamplight.simulate.truth import Truth
from lamplight.simulate.world import World
from lamplight.store import clusters, leads
from lamplight.store.engine import open_engine
from lamplight.store.facts import network_texts

TOPS = (10, 20, 50, 100, 200, 400)
SHUFFLES = 50
COLORS = {"queue": "#0b6e99", "size": "#b35c00", "key words": "#6b7280", "random": "#9aa3af"}


@dataclass(frozen=True)
class Judged:
    """True networks by lead, and what is known of them."""

    home: Mapping[str, str]
    wanted: frozenset[str]
    independent: frozenset[str]

    def recall(self, order: Sequence[str], top: int) -> float:
        return len({self.home.get(lead) for lead in order[:top]} & self.wanted) / len(self.wanted)

    def independents(self, order: Sequence[str], top: int) -> float:
        first = order[:top]
        return sum(self.home.get(lead) in self.independent for lead in first) / len(first)


def main() -> None:
    """Measure the worlds named on the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ads", type=int, default=10_000)
    parser.add_argument("--out", type=Path, default=Path())
    parser.add_argument("worlds", nargs="+", metavar="PROFILE:SEED")
    given = parser.parse_args()
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(TOPS))
    for name in given.worlds:
        profile, _, seed = name.partition(":")
        with tempfile.TemporaryDirectory() as folder:
            curves = measured(World(given.ads, int(seed), profile), Path(folder))
        for order, curve in curves.items():
            sums[order] = [a + b for a, b in zip(sums[order], curve, strict=True)]
    means = {order: [value / len(given.worlds) for value in sums[order]] for order in sums}
    (given.out / "queue.svg").write_text(plot(means))


def measured(world: World, folder: Path) -> dict[str, list[float]]:
    """Recall at TOPS by order; prints a table on the way."""
    write_world(world, folder / "world", lambda done: None)
    url = f"sqlite:///{folder / 'world.db'}"
    ads = folder / "world" / "ads.jsonl"
    command = [sys.executable, "-c", "from lamplight.cli import app; app()", "run", "--db", url]
    subprocess.run([*command, str(ads)], check=True, capture_output=True)
    engine = open_engine(url)
    with engine.begin() as db:
        members = list(clusters.export_rows(db, Actor("bench")))
        found = leads.load_page(db, leads.Filters(), None).leads
        hits = count_key_words(network_texts(db))
    engine.dispose()
    queue = [lead.network_id for lead in found]
    network_of = {(source, ad_id): network for ad_id, source, _, network in members}
    judged = judge(network_of, list(read_truth(folder / "world" / "truth.csv")))
    orders = other_orders(found, hits)
    curves: dict[str, list[float]] = {}
    print(f"\n{world.profile}, seed {world.seed}: {len(queue)} leads, {len(judged.wanted)} wanted")
    print(f"{'recall | independents at':26}" + "".join(f"{top:>13}" for top in TOPS))
    for name, several in {"queue": [queue], **orders}.items():
        curves[name] = [mean(judged.recall(order, top) for order in several) for top in TOPS]
        alone = [mean(judged.independents(order, top) for order in several) for top in TOPS]
        cells = zip(curves[name], alone, strict=True)
        print(f"{name:26}" + "".join(f"{recall:7.3f} | {share:.2f}" for recall, share in cells))
    return curves


def judge(network_of: Mapping[tuple[str, str], str], truth: Sequence[Truth]) -> Judged:
    known = [row for row in truth if (row.source, row.ad_id) in network_of]
    people: dict[str, set[str]] = defaultdict(set)
    for row in known:
        people[row.network].add(row.provider)
    found = [network_of[row.source, row.ad_id] for row in known]
    return Judged(
        home_of(found, [row.network for row in known]),
        frozenset(row.network for row in truth if row.label == 1),
        frozenset(row.network for row in known if row.label == 0 and len(people[row.network]) == 1),
    )


def other_orders(queue: Sequence[Lead], hits: Mapping[str, int]) -> dict[str, list[list[str]]]:
    """By size; by hits of key words in all its ads; fifty shuffles. Ties by name."""
    orders = {
        name.replace("_", " "): [[lead.network_id for lead in order]]
        for name, order in plain_orders(queue, hits).items()
    }
    names = sorted(lead.network_id for lead in queue)
    random = Random(0)
    return orders | {"random": [random.sample(names, len(names)) for _ in range(SHUFFLES)]}


def mean(values: Iterable[float]) -> float:
    held = list(values)
    return sum(held) / len(held)


def plot(means: Mapping[str, Sequence[float]]) -> str:
    """Mean recall over the worlds; k on a doubling scale, one line for each order."""
    width, high, left, step = 560, 300, 50, 90
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + 90} {high + 50}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{width + 90}" height="{high + 50}" fill="white"/>',
    ]
    for tenth in range(0, 11, 2):
        y = high - tenth * 27
        parts.append(f'<path d="M{left} {y}H{width}" stroke="#e5e7eb"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{tenth / 10:.1f}</text>')
    for at, top in enumerate(TOPS):
        parts.append(
            f'<text x="{left + at * step}" y="{high + 18}" text-anchor="middle">{top}</text>'
        )
    parts.append(f'<text x="{left}" y="{high + 38}">leads looked at; recall, mean of worlds</text>')
    for name, curve in means.items():
        points = [(left + at * step, high - value * 270) for at, value in enumerate(curve)]
        line = " ".join(f"{x:.0f},{y:.1f}" for x, y in points)
        color = COLORS[name]
        parts.append(f'<polyline points="{line}" fill="none" stroke="{color}" stroke-width="2.5"/>')
        x, y = points[-1]
        parts.append(f'<text x="{x + 8:.0f}" y="{y + 4:.0f}" fill="{color}">{name}</text>')
    return "\n".join([*parts, "</svg>\n"])


if __name__ == "__main__":
    main()
