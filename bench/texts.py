"""Groups of texts that are variants of one another, beside what each ad was made from.

    python bench/texts.py [--ads N] [--infoshield FOLDER] [--csv FILE]… PROFILE:SEED…

Two ads are of one text where one writer's draft, or a copy of it, stands behind both, however often
sentences of it were exchanged since. Machines' templates are left out of the pairs, since each is
one text with other slots; how many groups mix them with people's texts is said apart. --csv: a file
with columns id and text instead; its groups are printed.

--infoshield: a checkout of github.com/mengchillee/InfoShield, whose coarse step is run on the same
texts by a process of its own; processor time of both, from texts to groups. Without what it takes
to import its libraries: a run on two texts is taken off.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from unittest.mock import patch

from lamplight.link.shares import LEAST_SHINGLES
from lamplight.link.words import read_words
from lamplight.match.text import group_texts
from lamplight.simulate import operators, persona
from lamplight.simulate.evaluate import compare
from lamplight.simulate.persona import Persona
from lamplight.simulate.posting import Posting, Press
from lamplight.simulate.world import World, make_world
from lamplight.simulate.writing import Draft, compose_spam, rewritten


@dataclass
class Drafts:
    """What each ad was made from: numbers of drafts by identity, and those that are machines'."""

    number: dict[int, int] = field(default_factory=dict)
    kept: list[Draft] = field(default_factory=list)  # so that no identity is given out twice
    machines: set[int] = field(default_factory=set)
    of_ad: dict[tuple[str, str], int] = field(default_factory=dict)

    def of(self, draft: Draft, like: int | None = None) -> int:
        """The number of a draft; like: the one that it was rewritten from."""
        if id(draft) not in self.number:
            self.kept.append(draft)
            self.number[id(draft)] = len(self.kept) if like is None else like
        return self.number[id(draft)]


@contextmanager
def watched(drafts: Drafts) -> Iterator[None]:
    """While it holds, every ad's draft is noted."""
    post = Press.post

    def noted(press: Press, person: Persona, at: int) -> Posting:
        posting = post(press, person, at)
        drafts.of_ad[posting.truth.source, posting.truth.ad_id] = drafts.of(person.draft)
        return posting

    def again(draft: Draft, random: Random) -> Draft:
        new = rewritten(draft, random)
        drafts.of(new, like=drafts.of(draft))
        return new

    def machine(random: Random) -> Draft:
        draft = compose_spam(random)
        drafts.machines.add(drafts.of(draft))
        return draft

    with (
        patch.object(Press, "post", noted),
        patch.object(persona.writing, "rewritten", again),
        patch.object(operators.writing, "compose_spam", machine),
    ):
        yield


def main() -> None:
    """Measure the worlds, or print the groups of a file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ads", type=int, default=100_000)
    parser.add_argument("--csv", type=Path, action="append", default=[])
    parser.add_argument("worlds", nargs="*", metavar="PROFILE:SEED")
    parser.add_argument("--infoshield", type=Path)
    asked = parser.parse_args()
    for path in asked.csv:
        with path.open(newline="") as lines:
            rows = list(csv.DictReader(lines))
        groups = group_texts([row["text"] for row in rows])
        print({row["id"]: group for row, group in zip(rows, groups.tolist(), strict=True)})
    for name in asked.worlds:
        profile, seed = name.split(":")
        measure(World(ads=asked.ads, seed=int(seed), profile=profile), asked.infoshield)


def measure(world: World, infoshield: Path | None) -> None:
    """One line of figures, and one of InfoShield's."""
    drafts = Drafts()
    with watched(drafts):
        ads = [it.ad for it in make_world(world)]
    texts = [f"{ad.title}\n{ad.body}" for ad in ads]
    begun = time.process_time()
    wording = read_words(iter(texts))
    group = wording.group[wording.text].tolist()
    cpu_s = time.process_time() - begun
    long = (wording.shingles.sizes()[wording.text] >= LEAST_SHINGLES).tolist()
    made = [drafts.of_ad[ad.source, ad.id] for ad in ads]
    people = [i for i, draft in enumerate(made) if draft not in drafts.machines and long[i]]
    truth = [str(made[i]) for i in people]
    pair = compare([str(group[i]) for i in people], truth).pairwise
    machines = {group[i] for i, draft in enumerate(made) if draft in drafts.machines}
    mixed = machines.intersection(group[i] for i in people)
    print(
        f"{world.profile}:{world.seed}, {len(people):,} ads of people: pairs P "
        f"{pair.precision:.4f} R {pair.recall:.4f} F1 {pair.f1:.4f}; of {len(machines):,} groups "
        f"of machines' texts {len(mixed)} hold people's too; {cpu_s:.2f} s"
    )
    if infoshield is None:
        return
    theirs, their_s = coarse(infoshield, texts)
    pair = compare([theirs[i] for i in people], truth).pairwise
    print(
        f"  InfoShield-Coarse: pairs P {pair.precision:.4f} R {pair.recall:.4f} F1 {pair.f1:.4f}; "
        f"{their_s:.1f} s, {their_s / cpu_s:.0f} times as long"
    )


def coarse(checkout: Path, texts: Sequence[str]) -> tuple[list[str], float]:
    """InfoShield-Coarse's group of each text, and the processor seconds beyond starting it."""
    words = "one two three four five six"
    _, start_s = run_coarse(checkout, [words, words])
    groups, seconds = run_coarse(checkout, texts)
    return groups, seconds - start_s


def run_coarse(checkout: Path, texts: Sequence[str]) -> tuple[list[str], float]:
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "ads.csv"
        with given.open("w", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(["id", "text"])
            rows.writerows((at, " ".join(text.split())) for at, text in enumerate(texts))
        before = children_s()
        script = checkout.resolve() / "infoshieldcoarse.py"
        subprocess.run(
            [sys.executable, script, str(given)], check=True, cwd=folder, stdout=subprocess.DEVNULL
        )
        seconds = children_s() - before
        with (Path(folder) / "ads_full_LSH_labels.csv").open(newline="") as file:
            label = {int(row["id"]): row["LSH label"] for row in csv.DictReader(file)}
    alone = "-1"
    kept = [label.get(at, alone) for at in range(len(texts))]
    return [f"alone {at}" if it == alone else it for at, it in enumerate(kept)], seconds


def children_s() -> float:
    """Processor seconds of all processes that have ended."""
    took = os.times()
    return took.children_user + took.children_system


if __name__ == "__main__":
    main()
