"""A run that carries leads on ends with the very leads that ranking everything anew finds."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from sqlalchemy import Connection, Engine, select, update

from lamplight.collect.indicators import read_indicators
from lamplight.pipeline import carrying, ranking
from lamplight.pipeline.find import Request, run
from lamplight.pipeline.forgetting import find_target, forget
from lamplight.pipeline.progress import Unwatched
from lamplight.pipeline.world import write_world
from lamplight.rank.facts import microseconds
from lamplight.rank.queue import leads_of, place
from lamplight.rank.recency import recencies
from lamplight.rank.score import Scorer
from lamplight.simulate.world import World
from lamplight.store.banks import Bank, NewEntry, add_entries, load_watch, new_bank
from lamplight.store.clusters import all_members
from lamplight.store.decisions import Saying, add_decision
from lamplight.store.engine import reading
from lamplight.store.facts import Networks, read_facts
from lamplight.store.packed_leads import Packed, pack
from lamplight.store.parts import read_parts
from lamplight.store.runs import load_run, need_done_run
from lamplight.store.tables import leads, runs, signals
from tests.factories import ROSE

ADS, HISTORY = 600, 500


class Halves:
    """A world cut in two, whose ads are older than a month, lately seen, and dated ahead."""

    def __init__(self, folder: Path, profile: str, seed: int) -> None:
        begin = datetime.now(UTC) - timedelta(days=45)
        write_world(World(ADS, seed, profile, begin=begin), folder / "world", lambda done: None)
        lines = (folder / "world" / "ads.jsonl").read_bytes().splitlines(keepends=True)
        self.history, self.day = folder / "history.jsonl", folder / "day.jsonl"
        self.history.write_bytes(b"".join(lines[:HISTORY]))
        self.day.write_bytes(b"".join(lines[HISTORY:]))


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many leads each run carried on, of how many networks."""
    counts: list[int] = []
    carry = carrying.carry

    def counting(db: Connection, networks: Networks, *given: object) -> object:
        kept, left = carry(db, networks, *given)  # type: ignore[arg-type]
        counts.append(len(kept))
        assert len(kept) + len(left.ids) == len(networks.ids)
        return kept, left

    monkeypatch.setattr(ranking, "carry", counting)
    return counts


@pytest.mark.parametrize(("profile", "seed"), [("hard", 5), ("touring", 8)])
def test_a_day_ends_with_the_leads_that_ranking_anew_finds(
    engine: Engine, tmp_path: Path, carried: list[int], profile: str, seed: int
) -> None:
    halves = Halves(tmp_path, profile, seed)
    go(engine, halves.history)
    go(engine, halves.day)

    with reading(engine) as db:
        found, expected = stored(db), anew(db)
    assert found == expected
    assert carried[0] == 0
    assert carried[1] > 15
    assert any(lead.days is None for lead in found)
    assert any(len(lead.days or b"") > 6 for lead in found)


def test_what_people_say_and_take_away_is_looked_at_anew(
    engine: Engine, tmp_path: Path, carried: list[int]
) -> None:
    halves = Halves(tmp_path, "hard", 11)
    go(engine, halves.history)
    with engine.begin() as db:
        numbers = phones(db)
        new_bank(db, ROSE, Bank("missing", "a test", "desk 3", datetime.now(UTC), 0))
        listed = [NewEntry("phone", phone) for phone in numbers[:3]]
        add_entries(db, ROSE, "missing", listed, datetime.now(UTC))
        member = all_members(db)
        pair = next(
            (one, other)
            for one in member
            for other in member
            if one < other and member[one][1] == member[other][1]
        )
        add_decision(db, ROSE, Saying("not the same", pairs=[pair]), datetime.now(UTC))
    go(engine)
    agree(engine)
    target = find_target(engine, f"phone:{numbers[5]}", "US")
    forget(engine, target, ROSE, Unwatched(), Request())
    agree(engine)
    changed = [orjson.loads(line) for line in halves.history.read_bytes().splitlines()[:20]]
    for record in changed:
        record["body"] += " New in town, barely legal."
    halves.day.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in changed))
    go(engine, halves.day)
    agree(engine)
    with engine.begin() as db:
        new_bank(db, ROSE, Bank("old", "a test", "desk 3", datetime.now(UTC), 0))
        listed = [NewEntry("phone", phone) for phone in numbers[6:9]]
        add_entries(db, ROSE, "old", listed, datetime.now(UTC))
    go(engine)
    agree(engine)

    assert carried[0] == 0
    assert min(carried[1:]) > 10


def test_another_program_or_another_indicator_ranks_everything(
    engine: Engine, tmp_path: Path, carried: list[int]
) -> None:
    halves = Halves(tmp_path, "hard", 5)
    go(engine, halves.history)
    own = tmp_path / "indicators"
    own.mkdir()
    for request in (Request(indicators=str(own)), Request()):
        if request.indicators:
            (own / "late.toml").write_text(INDICATOR)
        run(engine, request, ROSE, Unwatched())
    with engine.begin() as db:
        db.execute(update(runs).values(ranker="another program"))
    go(engine)

    assert carried == [0, 0, 0, 0]


INDICATOR = """
claim = "A test."
status = "expert"
bits = 0.5
interval = [0.0, 1.0]
source = "A test."
caveat = "A test."
kind = "words"
says = "It is late"
patterns.en = ["late"]
"""


def go(engine: Engine, *files: Path) -> None:
    run(engine, Request(files=tuple(map(str, files))), ROSE, Unwatched())


def phones(db: Connection) -> Sequence[str]:
    """Those that most ads show first."""
    shown = select(signals.c.value).where(signals.c.kind == "phone")
    values = db.execute(shown).scalars().all()
    return sorted(set(values), key=lambda value: (-values.count(value), value))


def agree(engine: Engine) -> None:
    with reading(engine) as db:
        assert stored(db) == anew(db)


def stored(db: Connection) -> list[Packed]:
    """By rank."""
    columns = [leads.c[name] for name in Packed._fields]
    wanted = select(*columns).where(leads.c.run == need_done_run(db)).order_by(leads.c.rank)
    rows = [Packed(*row) for part in read_parts(db, wanted) for row in part]
    return [plain(it) for it in rows]


def anew(db: Connection) -> list[Packed]:
    members = sorted(all_members(db).items())
    ids = [ids for _, ids in members]
    networks = Networks.of([ad for ad, _ in members], *zip(*ids, strict=True))
    scorer = Scorer.of(read_indicators())
    facts = read_facts(db, networks, load_watch(db), scorer.phrases)
    now = load_run(db, need_done_run(db)).started_at
    found = leads_of(facts, scorer, now, None)
    lasting = recencies(facts, microseconds(now))
    all_ = [plain(pack(lead, it)) for lead, it in zip(found, lasting, strict=True)]
    return sorted(all_, key=lambda it: place(it.enough, it.score, it.network))


def plain(lead: Packed) -> Packed:
    days = None if lead.days is None else bytes(lead.days)
    return lead._replace(enough=bool(lead.enough), days=days)
