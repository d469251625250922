"""The report of a run, as a file.

Engine, run, path -> write_report -> an HTML file for its owner alone
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine

from lamplight.model import Actor
from lamplight.report.facts import FileFacts, Languages, RunFacts
from lamplight.report.run import run_page
from lamplight.store import audit
from lamplight.store.engine import reading
from lamplight.store.files import new_text_file
from lamplight.store.pictures import unread_pictures
from lamplight.store.run_facts import (
    count_cuts,
    cuts_of_run,
    days_of,
    generic_uses,
    reasons_set_aside,
    sample_texts,
    sizes_of,
    sources_of,
    unread_fields,
)
from lamplight.store.runs import files_of, load_run

SAMPLE = 300
"""Ads whose language is looked at: two milliseconds each."""
_CUTS = 20
_GENERIC = 10
_REASONS = 20
_PICTURES = 100
_RARE = 0.02


def write_report(engine: Engine, actor: Actor, run: int, path: Path) -> None:
    """Of a run that is done. Raises BadInput where the file can't be written."""
    with engine.begin() as db:
        audit.record(db, actor, "wrote report", f"run:{run}")
    with reading(engine) as db:
        page = run_page(facts_of(db, run))
    with new_text_file(path) as file:
        file.write(page)


def facts_of(db: Connection, number: int) -> RunFacts:
    """What the report says, as values."""
    run = load_run(db, number)
    return RunFacts(
        number=run.number,
        actor=run.actor,
        started_at=run.started_at,
        ended_at=run.ended_at,
        summary=run.summary or {},
        files=[
            FileFacts(it.path, it.records, it.new, it.same, it.set_aside)
            for it in files_of(db, number)
        ],
        set_aside=reasons_set_aside(db, number, _REASONS),
        unread=unread_fields(db, number, _REASONS),
        unread_pictures=unread_pictures(db, number, _PICTURES),
        sources=sources_of(db, number),
        days=days_of(db),
        new_days=days_of(db, number),
        languages_before=_languages(sample_texts(db, number, new=False, count=SAMPLE)),
        languages_new=_languages(sample_texts(db, number, new=True, count=SAMPLE)),
        networks=sizes_of(db, number, "network"),
        providers=sizes_of(db, number, "provider"),
        cuts=cuts_of_run(db, number, _CUTS),
        cut_count=count_cuts(db, number),
        generic=generic_uses(db, number, _GENERIC),
    )


def _languages(texts: Sequence[str]) -> Languages:
    """Shares of the languages; those of less than a fiftieth are together "other"."""
    if not texts:
        return Languages({}, 0)
    from py3langid import classify  # loading its model takes a third of a second

    counts = Counter(classify(text)[0] for text in texts)
    shares: dict[str, float] = {}
    for code, count in counts.items():
        name = code if count >= _RARE * len(texts) else "other"
        shares[name] = shares.get(name, 0.0) + count / len(texts)
    return Languages(shares, len(texts))
