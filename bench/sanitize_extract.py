"""Fuzz native/extract under AddressSanitizer and UndefinedBehaviorSanitizer.

Run: .venv/bin/python bench/sanitize_extract.py [TEXTS]

Reads forms spliced, spoilt and repeated, with signs thrown in, under each region in turn.
"""

import json
import random
from pathlib import Path
from types import ModuleType

from sanitized import under_sanitizers

FORMS = Path(__file__).parents[1] / "tests" / "data" / "forms"
SIGNS = [
    "\u200b",
    "\u20e3",
    "\0",
    "\x7f",
    "€",
    "🌹",
    "👻",
    "плюс",
    "&#50;",
    "\\u0035",
    "%32",
    "<br>",
]
REGIONS = ["", "US", "GB", "DE", "FR", "RU", "BR", "XX"]


def texts(count: int) -> list[str]:
    rng = random.Random(20)
    lines = (
        line for path in sorted(FORMS.glob("*.jsonl")) for line in path.read_text().splitlines()
    )
    forms = [text for form in map(json.loads, lines) if (text := form.get("text"))]
    made = []
    for _ in range(count):
        left, right = rng.sample(forms, 2)
        text = left[: rng.randrange(len(left) + 1)] + right[rng.randrange(len(right) + 1) :]
        for _ in range(rng.randrange(4)):
            at = rng.randrange(len(text) + 1)
            text = text[:at] + rng.choice([*SIGNS, chr(rng.randrange(0x110000))]) + text[at:]
        made.append(text * rng.choice([1, 1, 1, 1, 50]))
    return made


def fuzz(_native: ModuleType, count: int) -> None:
    from lamplight.collect.places import read_places  # not before its module is there
    from lamplight.extract.read import extractor

    reader = extractor(read_places())
    found = 0
    for at, text in enumerate(texts(count)):
        found += len(reader.find(text, REGIONS[at % len(REGIONS)]))
    print(f"{count} texts read under the sanitizers, {found} signals, nothing to object to")


if __name__ == "__main__":
    under_sanitizers(__file__, "20000", fuzz)
