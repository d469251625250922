"""A run's facts with dull defaults."""

from dataclasses import replace
from datetime import date, timedelta

from lamplight.link.corpus import ValueUse
from lamplight.model import UnreadPicture
from lamplight.report.facts import CutFacts, FileFacts, Languages, RunFacts, SourceFacts
from tests.factories import day

SUMMARY = {
    "ads": {"read": 30, "new": 20, "same": 10, "set_aside": 1, "stored": 50},
    "pictures": {"hashed": 100, "faults": 1},
    "signals": 120,
    "providers": 9,
    "networks": 7,
    "stages": [{"name": "ingest", "seconds": 1.5, "items": 30, "per_second": 20.0}],
}


def run_facts(**fields: object) -> RunFacts:
    """Nothing in them is odd."""
    facts = RunFacts(
        number=2,
        actor="rose",
        started_at=day(1),
        ended_at=day(2),
        summary=SUMMARY,
        files=[FileFacts("ads.jsonl", 100, 20, 79, 1)],
        set_aside={"not JSON": 1},
        unread={"age: no number; left empty": 1},
        unread_pictures=[UnreadPicture("site1.example", "7", "/w/a.jpg", "picture is cut off", 3)],
        sources=[SourceFacts("site1.example", 30, 10), SourceFacts("site2.example", 20, 10)],
        days=busy_days(10),
        new_days={date(2026, 1, 10): 12},
        languages_before=Languages({"en": 0.9, "es": 0.1}, 300),
        languages_new=Languages({"en": 0.8, "es": 0.2}, 300),
        networks={1: 4, 2: 1, 3: 1, 38: 1},
        providers={1: 9},
        cuts=[CutFacts("phone", "+12125550123", (5, 3), "2 groups agree in too little else")],
        cut_count=1,
        generic=[ValueUse("picture", "0f" * 32, 40, 12, 9, 0.5)],
    )
    return replace(facts, **fields)  # type: ignore[arg-type]


def busy_days(count: int) -> dict[date, int]:
    """Twenty ads on each day from the first of January 2026 on."""
    return {date(2026, 1, 1) + timedelta(days=step): 20 for step in range(count)}
