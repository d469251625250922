"""The main job on real files: counted rightly, and the second time nothing changes."""

import csv
import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from lamplight.errors import BadInput, Busy
from lamplight.pipeline import pieces
from lamplight.pipeline.find import Request, run
from lamplight.pipeline.progress import Unwatched
from lamplight.pipeline.publishing import Summary
from lamplight.store.clusters import all_members
from lamplight.store.engine import reading
from lamplight.store.leads import Filters, load_page
from lamplight.store.lock import locked
from lamplight.store.pictures import unread_pictures
from lamplight.store.runs import Run, list_runs
from lamplight.store.tables import ad_pictures, fits, links, memberships, runs
from tests.factories import ROSE, day
from tests.pipeline.world import request_of, write_small_world
from tests.store.snapshot import snapshot, without_clocks

STAGES = ["ingest", "extract", "hash", "link", "rank", "publish"]


@pytest.fixture
def world(tmp_path: Path) -> Request:
    return write_small_world(tmp_path / "world")


class Stopped(Unwatched):
    """Somebody presses Ctrl-C after the first batch."""

    def advance(self, items: int) -> None:
        raise KeyboardInterrupt


def go(engine: Engine, request: Request) -> Summary:
    return run(engine, request, ROSE, Unwatched())


def clusters(engine: Engine) -> list[tuple[int, str, str]]:
    with reading(engine) as db:
        return [(ad, *ids) for ad, ids in sorted(all_members(db).items())]


def test_everything_is_counted(engine: Engine, world: Request) -> None:
    summary = go(engine, world)

    assert summary["ads"] == {
        "read": 127,
        "new": 109,
        "same": 18,
        "set_aside": 4,
        "versions": 2,
        "forgotten": 0,
        "with_unread_fields": 0,
        "stored": 107,
    }
    assert summary["leads"] == summary["networks"] == len({net for _, _, net in clusters(engine)})
    assert summary["providers"] == len({provider for _, provider, _ in clusters(engine)})
    assert summary["networks"] < 107
    assert [stage["name"] for stage in summary["stages"]] == STAGES
    assert [stage["items"] for stage in summary["stages"]][:4] == [131, 108, 4, 107]


def test_every_ad_is_in_one_provider_of_one_network(engine: Engine, world: Request) -> None:
    go(engine, world)

    rows = clusters(engine)
    assert [ad for ad, _, _ in rows] == list(range(1, 108))
    assert len({(provider, network) for _, provider, network in rows}) == len(
        {provider for _, provider, _ in rows}
    )


def test_reading_the_same_files_again_changes_nothing(engine: Engine, world: Request) -> None:
    first = go(engine, world)
    before = snapshot(engine)
    second = go(engine, world)
    after = snapshot(engine)

    assert second["ads"] | {"new": 109, "same": 18, "versions": 2} == first["ads"]
    assert second["ads"]["same"] == 127
    for table in ("ads", "ad_versions", "ad_pictures", "signals", "redirects", "fits"):
        assert after[table] == before[table], table
    for table in ("memberships", "homes", "leads", "links", "value_uses"):
        assert _of_run(after[table], second["run"]) == _of_run(before[table], first["run"]), table


def test_the_clusters_of_the_last_two_runs_are_kept(engine: Engine, world: Request) -> None:
    go(engine, world)
    again = replace(world, files=())
    kept = {go(engine, again)["run"], go(engine, again)["run"]}

    with reading(engine) as db:
        assert set(db.execute(select(memberships.c.run)).scalars()) == kept
        assert set(db.execute(select(links.c.run)).scalars()) == kept
        assert [it.state for it in _runs(engine)] == ["done", "done", "done"]


def test_new_ads_leave_the_ids_of_known_clusters(engine: Engine, world: Request) -> None:
    go(engine, replace(world, files=world.files[:1]))
    before = clusters(engine)
    go(engine, world)

    moved = [old for old, new in zip(before, clusters(engine), strict=False) if old != new]
    assert len(moved) == 1  # the ad that has other words now


def test_what_cannot_be_read_is_in_a_file_of_its_own(engine: Engine, world: Request) -> None:
    go(engine, world)

    path = Path(world.set_aside)
    records = [json.loads(line) for line in path.read_text().splitlines()]
    assert [(Path(it["file"]).name, it["line"]) for it in records] == [
        ("first.jsonl", 41),
        ("second.jsonl", 11),
        ("second.jsonl", 12),
        ("second.jsonl", 13),
    ]
    assert all(it["reason"] for it in records)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_broken_picture_costs_one_line_and_nothing_else(engine: Engine, world: Request) -> None:
    summary = go(engine, world)

    with reading(engine) as db:
        broken = sorted(Path(it.file or "").name for it in unread_pictures(db, summary["run"]))
        hashed = db.execute(
            select(func.count()).select_from(ad_pictures).where(ad_pictures.c.sha256.is_not(None))
        ).scalar_one()
    assert broken == ["broken.jpg", "missing.jpg"]
    assert summary["pictures"] == {"hashed": hashed, "faults": 2, "new_faults": 2}
    assert hashed > 5


def test_a_picture_that_was_missing_is_hashed_when_it_is_there(
    engine: Engine, world: Request
) -> None:
    go(engine, world)
    images = Path(world.files[0]).parent / "images"
    (images / "missing.jpg").write_bytes((images / "square-128x128.jpg").read_bytes())

    assert go(engine, world)["pictures"]["faults"] == 1


def test_link_weights_are_fitted_once_and_kept_until_asked_for(
    engine: Engine, world: Request
) -> None:
    go(engine, world)
    go(engine, world)
    with reading(engine) as db:
        kept = db.execute(select(func.count()).select_from(fits)).scalar_one()
    go(engine, replace(world, refit=True))
    with reading(engine) as db:
        anew = db.execute(select(func.count()).select_from(fits)).scalar_one()

    assert (kept, anew) == (1, 2)


def test_while_one_runs_another_is_told_who_it_is(engine: Engine, world: Request) -> None:
    with (
        locked(engine, "a run by tom"),
        pytest.raises(Busy, match=r"a run by tom.* since \d\d:\d\d UTC"),
    ):
        go(engine, world)

    assert _runs(engine) == []


def test_another_request_gives_up_the_interrupted_run(engine: Engine, world: Request) -> None:
    with engine.begin() as db:
        db.execute(
            runs.insert().values(
                state="running", actor="tom", started_at=day(1), arguments={"files": []}
            )
        )

    summary = go(engine, world)

    assert summary["run"] == 2
    assert [it.state for it in _runs(engine)] == ["done", "failed"]


def test_a_file_that_changed_meanwhile_is_read_from_its_start(
    engine: Engine, world: Request
) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(engine, world, ROSE, Stopped())
    os.utime(world.files[0], (1, 1))

    summary = go(engine, request_of(Path(world.files[0]).parent))

    assert summary["run"] == 2
    assert summary["ads"]["stored"] == 107


def test_nothing_to_work_on_is_bad_input(engine: Engine) -> None:
    with pytest.raises(BadInput, match="want a FILE"):
        go(engine, Request())


def test_a_file_that_is_gone_is_bad_input(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.jsonl"):
        go(engine, Request(files=(str(tmp_path / "none.jsonl"),)))


def test_other_column_names_are_mapped(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["nr", "words"])
        writer.writerows([[n, f"text {n} call 212 555 0123"] for n in range(3)])

    mapping = {"id": "nr", "body": "words"}
    summary = go(engine, Request(files=(str(path),), mapping=mapping, region="US"))

    assert summary["ads"]["new"] == 3
    assert summary["signals"] >= 3


def test_leads_come_in_order_and_their_score_is_the_sum_of_their_reasons(
    engine: Engine, world: Request
) -> None:
    summary = go(engine, world)

    with reading(engine) as db:
        page = load_page(db, Filters(), limit=None)
    assert page.total == summary["leads"]
    assert [lead.rank for lead in page.leads] == list(range(1, page.total + 1))
    for lead in page.leads:
        assert lead.score == pytest.approx(sum(reason.bits for reason in lead.reasons))


def test_the_stored_summary_is_the_one_that_was_told(engine: Engine, world: Request) -> None:
    summary = go(engine, world)

    assert without_clocks(_runs(engine)[0].summary) == without_clocks(summary)


def _runs(engine: Engine) -> list[Run]:
    with engine.begin() as db:
        return list_runs(db, ROSE)


def _of_run(rows: list[tuple[str, ...]], run: int) -> list[tuple[str, ...]]:
    """What the run derived, without its number."""
    return sorted(row[1:] for row in rows if row[0] == str(run))


class Left(Unwatched):
    def __init__(self) -> None:
        self.told: list[int] = []

    def expect(self, left: int) -> None:
        self.told.append(left)


def test_how_much_is_left_of_all_files_is_told_while_they_are_read(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "BATCH", 20)
    paths = [tmp_path / name for name in ("a.jsonl", "b.jsonl")]
    for path in paths:
        lines = (f'{{"id": "{path.stem}{at:03}", "body": "garden"}}\n' for at in range(100))
        path.write_text("".join(lines))
    watching = Left()

    run(engine, Request(tuple(map(str, paths))), ROSE, watching)

    assert len(watching.told) == 10
    assert watching.told[4] == 100
    assert watching.told[-1] == 0
