"""How well and how fast signals are read, side by side with libphonenumber's matcher and plain re.

python bench/extract.py [--forms NAME ...] [--misses] [--world ADS.jsonl.gz] [--hostile]

Forms are ways of writing, collected from the literature and from public extractors' documentation,
and then by hands that had not read the code; tests/data/forms has a set each. Their first runs,
before the code was mended, and what became of them stand in bench/forms/README.md. Totals say
nothing about what a set holds; --misses does, and ends a set's being held out.
"""

import argparse
import gzip
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import phonenumbers

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in

FORMS = Path(__file__).parent.parent / "tests" / "data" / "forms"
SPLITS = (
    "dev",
    "test",
    "unseen",
    "unseen2",
    "unseen3",
    "unseen4",
    "unseen5",
    "sixth_dev",
    "sixth_test",
    "seventh_dev",
    "seventh_test",
    "eighth_dev",
    "eighth_test",
    "ninth",
    "tenth_dev",
    "tenth_test",
    "eleventh_test",
    "twelfth_dev",
    "twelfth_test",
    "thirteenth_dev",
    "thirteenth_test",
    "fourteenth_dev",
    "fourteenth_test",
)
PLAIN = re.compile(r"(?:\+?1[ .-]?)?\(?\b[2-9]\d\d\)?[ .-]?[2-9]\d\d[ .-]?\d{4}\b")


class Case(NamedTuple):
    form: str
    region: str | None
    text: str
    wanted: tuple[tuple[str, str, int | None, int | None], ...]
    allowed: frozenset[str]


class Score(NamedTuple):
    wanted: int = 0
    right: int = 0
    exact: int = 0
    wrong: int = 0


Finder = Callable[[str, str | None], list[tuple[str, str, int, int]]]


def read_forms(path: Path) -> list[Case]:
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted = tuple((s["kind"], s["value"], s["start"], s["end"]) for s in row["signals"])
        cases.append(
            Case(row["form"], row.get("region"), row["text"], wanted, frozenset(row["allowed"]))
        )
    return cases


def lamplight(text: str, region: str | None) -> list[tuple[str, str, int, int]]:
    signals = signals_in(text, region, read_places())
    return [(s.kind, s.value, s.start or 0, s.end or 0) for s in signals]


def libphonenumber(text: str, region: str | None) -> list[tuple[str, str, int, int]]:
    found = phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.POSSIBLE)
    e164 = phonenumbers.PhoneNumberFormat.E164
    return [("phone", phonenumbers.format_number(m.number, e164), m.start, m.end) for m in found]


def plain_re(text: str, region: str | None) -> list[tuple[str, str, int, int]]:
    return [
        ("phone", "+1" + re.sub(r"\D", "", m.group())[-10:], m.start(), m.end())
        for m in PLAIN.finditer(text)
    ]


def score(case: Case, find: Finder) -> Score:
    """A signal beyond those wanted is wrong, unless its kind is allowed there."""
    found = find(case.text, case.region)
    values = Counter((kind, value) for kind, value, _, _ in found)
    spans = set(found)
    right = exact = 0
    for kind, value, start, end in case.wanted:
        if values[kind, value] > 0:
            values[kind, value] -= 1
            right += 1
            exact += start is None or (kind, value, start, end) in spans
    wrong = sum(n for (kind, _), n in values.items() if kind not in case.allowed)
    return Score(len(case.wanted), right, exact, wrong)


def total(scores: Iterable[Score]) -> Score:
    return Score(*map(sum, zip(*scores, strict=True)))


def shown(name: str, s: Score) -> str:
    recall = f"{s.right / s.wanted:.3f}" if s.wanted else "  -  "
    exact = f"{s.exact / s.right:.3f}" if s.right else "  -  "
    return f"{name:34} recall {recall}  spans exact {exact}  wrong {s.wrong}"


def report(name: str, find: Finder, *, misses: bool) -> None:
    cases = read_forms(FORMS / f"{name}.jsonl")
    scored = [(case, score(case, find)) for case in cases]
    texts = sum(not c.wanted for c in cases)
    fired = sum(s.wrong > 0 for c, s in scored if not c.wanted)
    print(shown(f"{name}: all", total(s for _, s in scored)), f"  negatives fired {fired}/{texts}")
    phones = [case for case in cases if all(w[0] == "phone" for w in case.wanted) and case.wanted]
    print(shown(f"{name}: phones", total(score(case, find) for case in phones)))
    for kind in sorted({w[0] for case in cases for w in case.wanted} - {"phone"}):
        mine = [case for case in cases if {w[0] for w in case.wanted} == {kind}]
        print(shown(f"{name}: {kind}", total(score(case, find) for case in mine)))
    forms: dict[str, list[Score]] = defaultdict(list)
    for case, one in scored:
        forms[case.form].append(one)
    for form, scores in forms.items():
        whole = total(scores)
        if misses and (whole.exact < whole.wanted or whole.wrong):
            print("   ", shown(form, whole))
    for case, one in scored:
        if misses and (one.exact < one.wanted or one.wrong):
            print(f"    {case.form}: {case.text!r}\n        {find(case.text, case.region)}")


def speed(texts: list[str], find: Finder) -> float:
    """Texts a second of this process's own time."""
    start = time.process_time()
    for text in texts:
        find(text, "US")
    return len(texts) / (time.process_time() - start)


HOSTILE = (
    "1 ",
    "2",
    "five ",
    "a@",
    "a at ",
    "<b ",
    "snap ",
    "in new ",
    "🌹",
    "&#50;",
    "$1 ",
    "5-",
    "f*ur ",
    "t w o ",
    "2!",
    "one two thre ",
    "i n s t a ",
    "pages 1, ",
    "5_",
    "a as in ab, ",
    "romeo ",
    "before the at a, after it ",
    "abcabcabcabc remove abc ",
    "abcdef backwards ",
)
"""Repeated to a million characters, the longest text that is read."""


def hostile() -> None:
    for piece in HOSTILE:
        text = piece * (1_000_000 // len(piece))
        start = time.process_time()
        for region in ("US", "DE"):
            lamplight(text, region)
        print(f"{piece!r:10} {(time.process_time() - start) / 2:6.1f} s for a million characters")


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--forms", nargs="+", choices=SPLITS, default=SPLITS)
    arguments.add_argument("--world", type=Path)
    arguments.add_argument("--misses", action="store_true")
    arguments.add_argument("--hostile", action="store_true")
    asked = arguments.parse_args()
    finders: dict[str, Finder] = {
        "lamplight": lamplight,
        "libphonenumber": libphonenumber,
        "plain re": plain_re,
    }
    for name, find in finders.items():
        print(f"== {name}")
        for split in asked.forms:
            report(split, find, misses=asked.misses and find is lamplight)
    if asked.world:
        with gzip.open(asked.world, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["body"] for line in lines][:3000]
        for name, find in finders.items():
            print(f"{name:16} {speed(texts, find):8.0f} ads/s")
    if asked.hostile:
        hostile()


if __name__ == "__main__":
    main()
