"""Networks and providers beside plain connected components, on made-up worlds.

    python bench/link.py [--ads N] [--world FOLDER]… PROFILE:SEED…

For each world (made anew, or a folder with ads.jsonl and truth.csv, .gz too) three rows: Lamplight,
components over every shared value, and components over values of at most MOST_ADS ads. Pairwise and
B-cubed, largest cluster against the largest true one, seconds. Choose other seeds than those that
thresholds were chosen on (11 and 12).
"""

import argparse
import csv
import gzip
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lamplight.arrays import I64
from lamplight.collect.places import read_places
from lamplight.collect.read import read_ads
from lamplight.extract.read import signals_of
from lamplight.link.cluster import link_ads
from lamplight.link.corpus import Constraints, Corpus
from lamplight.link.edges import sure_edges
from lamplight.link.grow import Growth
from lamplight.link.order import in_order
from lamplight.link.shares import Shares, shares_of
from lamplight.link.words import read_words
from lamplight.match.hamming import group_near
from lamplight.model import Ad
from lamplight.simulate.evaluate import ClusterQuality, compare
from lamplight.simulate.world import World, make_world

JOINING = frozenset({"phone", "email", "handle", "url", "wallet"})
MOST_ADS = 50
NO_PAIRS = np.empty((0, 2), np.int64)


@dataclass(frozen=True)
class Truth:
    """The true clusters of each ad."""

    provider: list[str]
    network: list[str]


def main() -> None:
    """Measure the worlds named on the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ads", type=int, default=20_000)
    parser.add_argument("--world", type=Path, action="append", default=[])
    parser.add_argument("worlds", nargs="*", metavar="PROFILE:SEED")
    asked = parser.parse_args()
    for folder in asked.world:
        measure(folder.name, *read_world(folder))
    for name in asked.worlds:
        measure(name, *made_world(name, asked.ads))


def made_world(name: str, ads: int) -> tuple[Corpus, Truth]:
    """The world PROFILE:SEED, with the newest version of each ad."""
    profile, seed = name.split(":")
    made = make_world(World(ads=ads, seed=int(seed), profile=profile))
    newest = {(it.truth.source, it.truth.ad_id): it for it in made}.values()
    truth = Truth([it.truth.provider for it in newest], [it.truth.network for it in newest])
    return corpus_of(it.ad for it in newest), truth


def measure(name: str, corpus: Corpus, truth: Truth) -> None:
    """Three rows: Lamplight and two peers."""
    print(f"\n{name}, {len(corpus):,} ads")
    begin = time.perf_counter()
    linked = link_ads(corpus, Constraints())
    seconds = time.perf_counter() - begin
    row("networks", compare(_names(linked.network), truth.network), f"{seconds:.1f} s")
    row("providers", compare(_names(linked.provider), truth.provider))
    ordered, order = in_order(corpus)
    shares = shares_of(ordered, frozenset())
    true = [truth.network[place] for place in order]
    row("all shared values", compare(_names(components(shares, len(true), len(true))), true))
    row(
        f"values of ≤ {MOST_ADS} ads",
        compare(_names(components(shares, len(true), MOST_ADS)), true),
    )


def row(name: str, quality: ClusterQuality, seconds: str = "") -> None:
    """One line of figures."""
    pair, cube = quality.pairwise, quality.b_cubed
    largest = quality.largest_share / quality.largest_true_share
    print(
        f"{name:22} pairs P {pair.precision:.3f} R {pair.recall:.3f} F1 {pair.f1:.3f}   "
        f"B³ P {cube.precision:.3f} R {cube.recall:.3f} F1 {cube.f1:.3f}   "
        f"largest ×{largest:.2f}   {seconds}"
    )


def components(shares: Shares, ads: int, most: int) -> I64:
    """Labels by joining every two ads that share a value of at most so many ads."""
    used = np.bincount(shares.value, minlength=len(shares.kind))[shares.value] <= most
    order = np.lexsort((shares.row[used], shares.value[used]))
    value, rows = shares.value[used][order], shares.row[used][order]
    pairs = np.stack([rows[:-1], rows[1:]], axis=1)[value[1:] == value[:-1]]
    return Growth(ads, sure_edges(pairs), NO_PAIRS).labels


def corpus_of(ads: Iterable[Ad]) -> Corpus:
    """The ads as linking reads them."""
    places = read_places()
    keys: list[str] = []
    texts: list[str] = []
    points: list[tuple[float, float, float, int]] = []
    towns: dict[str, int] = {}
    number: dict[tuple[str, str], int] = {}
    signals: list[tuple[int, int]] = []
    hashes: list[tuple[int, bytes]] = []
    for row_number, ad in enumerate(ads):
        keys.append(f"{ad.source}/{ad.id}")
        texts.append(f"{ad.title}\n{ad.body}")
        moment = ad.posted_at or ad.collected_at
        day = float("nan") if moment is None else moment.timestamp() / 86_400
        town = towns.setdefault(ad.city.casefold(), len(towns)) if ad.city else -1
        points.append((day, _or_nan(ad.lat), _or_nan(ad.lon), town))
        found = signals_of(ad, None, places)
        shown = {(it.kind, it.value) for it in found if it.kind in JOINING}
        signals += [(row_number, number.setdefault(it, len(number))) for it in sorted(shown)]
        good = [it.pdq for it in ad.pictures if it.pdq and (it.quality is None or it.quality >= 50)]
        hashes += [(row_number, bytes.fromhex(pdq)) for pdq in good]
    table = np.array(points, np.float64).reshape(-1, 4)
    shown_by = np.array(signals, np.int64).reshape(-1, 2)
    pictures = np.frombuffer(b"".join(raw for _, raw in hashes), np.uint8).reshape(-1, 32)
    return Corpus(
        keys=keys,
        day=table[:, 0].copy(),
        lat=table[:, 1].copy(),
        lon=table[:, 2].copy(),
        place=table[:, 3].astype(np.int64),
        wording=read_words(texts),
        values=list(number),
        signal_row=shown_by[:, 0].copy(),
        signal_value=shown_by[:, 1].copy(),
        picture_row=np.array([at for at, _ in hashes], np.int64),
        picture_hash=pictures,
        picture_group=group_near(pictures),
    )


def read_world(folder: Path) -> tuple[Corpus, Truth]:
    """A folder's ads in the order of its truth."""
    [ads] = folder.glob("ads.jsonl*")
    [truth] = folder.glob("truth.csv*")
    rows = {(row["source"], row["ad_id"]): row for row in _rows(truth)}
    known = [ad for ad in read_ads(ads, {}) if isinstance(ad, Ad) and (ad.source, ad.id) in rows]
    of_ads = [rows[ad.source, ad.id] for ad in known]
    clusters = Truth([row["provider"] for row in of_ads], [row["network"] for row in of_ads])
    return corpus_of(known), clusters


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        yield from csv.DictReader(lines)


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value


def _names(labels: I64) -> Sequence[str]:
    return [str(label) for label in labels.tolist()]


if __name__ == "__main__":
    main()
