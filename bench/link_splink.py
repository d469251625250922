"""Networks and their cost beside Splink 4: Fellegi and Sunter's model, fitted by EM, on DuckDB.

    python bench/link_splink.py [--ads 100000] [--choose hard:901] [--choose-ads 100000]
        [--most 200] WORLD…

A WORLD is PROFILE:SEED, made anew, or DATABASE,TRUTH.csv, where the main job has run already.

Both read the same extracted columns: contacts, groups of near pictures and of near texts, days and
places. Splink is tuned with care: it blocks on each kind of contact, on pictures and on texts, but
for values that more than MOST ads show, which would join strangers and cost pairs by the million;
a rare shared value and a common one are levels of their own; m is trained by EM in three passes
that block on different columns; its threshold is the best of a world that is not measured. Its
clusters are connected components, as it makes them. Lamplight fits its weights as in any run.
"""

import argparse
import csv
import logging
import resource
import time
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TypeVar

import duckdb
import numpy as np
import pandas as pd
import splink.comparison_level_library as levels
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.comparison_library import CustomComparison

from lamplight.link.cluster import link_ads
from lamplight.link.corpus import Constraints, Corpus
from lamplight.link.shares import KINDS, shares_of
from lamplight.simulate.evaluate import ClusterQuality, compare
from lamplight.simulate.world import World, make_world
from lamplight.store.corpus import read_corpus
from lamplight.store.engine import open_engine, reading
from link import corpus_of

RARE = 15
"""Ads that show a rare value, at most."""
T = TypeVar("T")
THRESHOLDS = (0.05, 0.2, 0.5, 0.8, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9999)


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and of all processors."""

    clock: float
    processor: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ads", type=int, default=100_000)
    parser.add_argument("--choose", default="hard:901")
    parser.add_argument("--choose-ads", type=int, help="of the world its threshold is chosen on")
    parser.add_argument("--most", type=int, default=200)
    parser.add_argument("worlds", nargs="+", metavar="WORLD")
    asked = parser.parse_args()
    logging.getLogger("splink").setLevel(logging.ERROR)
    corpus, truth = world(asked.choose, asked.choose_ads or asked.ads)
    predicted = predicted_by_splink(table_of(corpus, asked.most))
    scores = {at: compare(clusters(predicted, at), truth).pairwise.f1 for at in THRESHOLDS}
    best = max(scores, key=scores.__getitem__)
    print(f"threshold {best}, of { ({at: round(f1, 3) for at, f1 in scores.items()}) }\n")
    for name in asked.worlds:
        measure(name, asked.ads, best, asked.most)


def measure(name: str, ads: int, threshold: float, most: int) -> None:
    corpus, truth = world(name, ads)
    print(f"{name}, {len(corpus):,} ads\n")
    print("| | P | R | F1 | B³ F1 | largest | clock s | processor s |")
    print("|---|---|---|---|---|---|---|---|")
    linked, cost = timed(lambda: link_ads(corpus, Constraints()))
    row("Lamplight", compare(list(map(str, linked.network)), truth), cost)
    table, layout = timed(lambda: table_of(corpus, most))
    predicted, cost = timed(lambda: predicted_by_splink(table))
    names, more = timed(lambda: clusters(predicted, threshold))
    whole = Cost(*(sum(parts) for parts in zip(astuple(cost), astuple(more), strict=True)))
    row(f"Splink at {threshold}", compare(names, truth), whole)
    others = {at: compare(clusters(predicted, at), truth) for at in THRESHOLDS}
    best = max(others, key=lambda at: others[at].pairwise.f1)
    row(f"Splink at {best}, its best here", others[best], whole)
    print(f"\nLaying out the table for Splink took {layout.processor:.1f} s besides.")


def row(name: str, quality: ClusterQuality, cost: Cost) -> None:
    pair = quality.pairwise
    largest = quality.largest_share / quality.largest_true_share
    print(
        f"| {name} | {pair.precision:.3f} | {pair.recall:.3f} | {pair.f1:.3f} "
        f"| {quality.b_cubed.f1:.3f} | × {largest:.2f} | {cost.clock:.1f} | {cost.processor:.1f} |",
        flush=True,
    )


def world(name: str, ads: int) -> tuple[Corpus, list[str]]:
    """A world as linking reads it, and its true networks."""
    if name.endswith(".csv"):
        url, _, truth = name.partition(",")
        with reading(open_engine(url, make=False)) as db:
            _, corpus = read_corpus(db)
        with Path(truth).open(newline="") as file:
            networks = {
                f"{row['source']}/{row['ad_id']}": row["network"] for row in csv.DictReader(file)
            }
        return corpus, [networks[key] for key in corpus.keys]
    profile, seed = name.split(":")
    made = make_world(World(ads=ads, seed=int(seed), profile=profile))
    newest = {(it.truth.source, it.truth.ad_id): it for it in made}.values()
    return corpus_of(it.ad for it in newest), [it.truth.network for it in newest]


def table_of(corpus: Corpus, most: int) -> pd.DataFrame:
    """A row for each ad: for each kind the rare values and all, but those on more than most ads."""
    shares = shares_of(corpus)
    used = np.bincount(shares.value, minlength=len(shares.kind))
    columns: dict[str, list[list[int]]] = {
        name: [[] for _ in range(len(corpus))] for kind in KINDS for name in (kind, f"rare_{kind}")
    }
    for ad, value in zip(shares.row.tolist(), shares.value.tolist(), strict=True):
        if 2 <= used[value] <= most:
            kind = KINDS[shares.kind[value]]
            columns[kind][ad].append(value)
            if used[value] <= RARE:
                columns[f"rare_{kind}"][ad].append(value)
    near = {"lat": corpus.lat, "lon": corpus.lon, "day": corpus.day}
    lists = {name: [some or None for some in lists] for name, lists in columns.items()}
    return pd.DataFrame(
        {"unique_id": np.arange(len(corpus)), **lists, **near, "place": corpus.place}
    )


def predicted_by_splink(table: pd.DataFrame) -> tuple[Linker, object]:
    """The pairs with their match probabilities."""
    rules = [block_on(kind, arrays_to_explode=[kind]) for kind in KINDS]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[*map(shared, KINDS), when_and_where()],
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,
    )
    linker = Linker(
        table, settings, DuckDBAPI(connection=duckdb.connect()), set_up_basic_logging=False
    )
    rare = [
        block_on(f"rare_{kind}", arrays_to_explode=[f"rare_{kind}"]) for kind in ("email", "handle")
    ]
    linker.training.estimate_probability_two_random_records_match(rare, recall=0.2)
    linker.training.estimate_u_using_random_sampling(max_pairs=3e6, seed=1)
    for kind in ("phone", "text", "picture"):
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(f"{kind}[1]")  # here Splink can't block on each value of a list
        )
    return linker, linker.inference.predict(threshold_match_probability=min(THRESHOLDS))


def shared(kind: str) -> CustomComparison:
    """Of one kind: a rare value shared, a common one shared, none; null where one shows none."""
    return CustomComparison(
        output_column_name=kind,
        comparison_levels=[
            levels.NullLevel(kind),
            overlap(f"rare_{kind}", "share a rare one"),
            overlap(kind, "share one"),
            levels.ElseLevel(),
        ],
    )


def overlap(column: str, label: str) -> levels.CustomLevel:
    return levels.CustomLevel(
        f"list_has_any(coalesce({column}_l, []), coalesce({column}_r, []))", label
    )


def when_and_where() -> CustomComparison:
    """Whether they stood near in time and place, or could not both be there."""
    same = "place_l = place_r and place_l >= 0"
    return CustomComparison(
        output_column_name="when_and_where",
        comparison_levels=[
            levels.CustomLevel(
                "isnan(day_l) or isnan(day_r) or place_l < 0 or place_r < 0", "unknown"
            ).configure(is_null_level=True),
            levels.CustomLevel(f"{same} and abs(day_l - day_r) <= 3", "same place, same days"),
            levels.CustomLevel(same, "same place"),
            levels.CustomLevel("abs(day_l - day_r) <= 1", "elsewhere, same days"),
            levels.ElseLevel(),
        ],
    )


def clusters(predicted: tuple[Linker, object], threshold: float) -> list[str]:
    linker, pairs = predicted
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=threshold
    ).as_pandas_dataframe()
    return [str(it) for it in found.sort_values("unique_id")["cluster_id"]]


def timed(work: Callable[[], T]) -> tuple[T, Cost]:
    began, used = time.perf_counter(), processor_s()
    done = work()
    return done, Cost(time.perf_counter() - began, processor_s() - used)


def processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
