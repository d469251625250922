"""A day's ads on top of history: its cost beside a full run of all, and whether both end alike.

    python bench/day.py [--history 100000] [--day 15000] [--profile hard] [--seed 1]

One world is made and cut in time: the earlier ads are read, then the later ones in a second run of
the same database; another database reads all of them at once. Aim: the second run takes at most
20 % of the full one, and ends with the same clusters. The link weights of the first run stay, as
they would from day to day; --refit fits them anew in the second, as the full run does.
"""

import argparse
import csv
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lamplight.simulate.evaluate import compare
from run import cpu_s, lamplight, run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--history", type=int, default=100_000)
    parser.add_argument("--day", type=int, default=15_000)
    parser.add_argument("--profile", default="hard")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--refit", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ads = given.history + given.day
        lamplight("simulate", "--ads", str(ads), "--profile", given.profile,
                  "--seed", str(given.seed), "--out", str(folder / "world"))  # fmt: skip
        cut(folder / "world" / "ads.jsonl", folder, given.history)
        options = ["--refit"] if given.refit else []
        measure(folder, f"{given.day:,} ads on {given.history:,}", options)


def cut(path: Path, folder: Path, history: int) -> None:
    """The earlier records and the later ones, in files of their own."""
    with path.open("rb") as lines:
        with (folder / "history.jsonl").open("wb") as earlier:
            earlier.writelines(line for _, line in zip(range(history), lines, strict=False))
        with (folder / "day.jsonl").open("wb") as later:
            later.writelines(lines)


def measure(folder: Path, what: str, options: Sequence[str]) -> None:
    stages: dict[str, dict[str, float]] = {}
    print(f"{what}\n\n| run | clock s | processor s | peak GB |\n|---|---|---|---|", flush=True)
    spent = {}
    for name, file, database, more in (
        ("history", "history.jsonl", "both", []),
        ("day", "day.jsonl", "both", options),
        ("full", "world/ads.jsonl", "full", []),
    ):
        before, began = cpu_s(), time.perf_counter()
        url = f"sqlite:///{folder}/{database}.db"
        summary, _, peak = run(["run", str(folder / file), "--db", url, *more])
        spent[name] = (time.perf_counter() - began, cpu_s() - before)
        stages[name] = {stage["name"]: stage["seconds"] for stage in summary["stages"]}
        clock, processor = spent[name]
        print(f"| {name} | {clock:.1f} | {processor:.1f} | {peak:.2f} |", flush=True)
    clock, processor = (day / full for day, full in zip(spent["day"], spent["full"], strict=True))
    print(f"\nThe day takes {clock:.0%} of the full run, {processor:.0%} of its processor time.\n")
    print("| stage | history s | day s | full s |\n|---|---|---|---|")
    for stage in stages["full"]:
        print(f"| {stage} | " + " | ".join(f"{it[stage]:.1f}" for it in stages.values()) + " |")
    for level in ("network", "provider"):
        alike(level, *(clusters(folder / f"{it}.db", level) for it in ("both", "full")))


def clusters(path: Path, level: str) -> dict[tuple[str, str], str]:
    """The cluster of each ad."""
    out = path.with_suffix(".csv")
    lamplight("export", "clusters", "--out", str(out), "--db", f"sqlite:///{path}")
    with out.open(newline="") as file:
        return {(row["source"], row["ad_id"]): row[f"{level}_id"] for row in csv.DictReader(file)}


def alike(level: str, both: dict[tuple[str, str], str], full: dict[tuple[str, str], str]) -> None:
    """Ads that are in the very same cluster, and how the two agree by pairs."""
    assert both.keys() == full.keys()
    ads = sorted(full)
    sizes, others = Counter(both.values()), Counter(full.values())
    together = Counter((both[ad], full[ad]) for ad in ads)
    same = sum(
        count for (one, other), count in together.items() if count == sizes[one] == others[other]
    )
    pair = compare([both[ad] for ad in ads], [full[ad] for ad in ads]).pairwise
    print(f"\n{level}s: {same / len(ads):.2%} of the ads are in the very same {level},")
    print(f"{len(ads) - same:,} are not; pairs P {pair.precision:.4f} R {pair.recall:.4f}")


if __name__ == "__main__":
    main()
