"""Runs by command, in words and for programs."""

import json
from pathlib import Path

from lamplight.store.engine import open_engine
from lamplight.store.runs import start_run
from tests.cli.world import World
from tests.factories import ROSE


def test_a_run_that_nobody_works_on_is_stopped_in_words_and_json(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.read({"id": 1, "body": "garden"})
    with open_engine(world.db).begin() as db:
        start_run(db, ROSE, {"files": []}, [])

    assert [run["state"] for run in world.json("runs")] == ["stopped", "done"]
    assert world.json("runs", "2")["state"] == "stopped"
    assert "stopped" in world.lamplight("runs").stdout


def test_pictures_that_could_not_be_read_are_named_with_ad_and_reason(tmp_path: Path) -> None:
    world = World(tmp_path)
    (tmp_path / "torn.jpg").write_bytes(b"\xff\xd8 no picture")
    broken = {"images": ["torn.jpg"]}
    ads = [
        {"id": 1, "body": "garden", **broken},
        {"id": 2, "body": "shade", **broken},
        {"id": 3, "body": "tree", "images": ["/etc/away.jpg", "gone.jpg"]},
    ]
    (tmp_path / "site1.jsonl").write_text("".join(json.dumps(ad) + "\n" for ad in ads))

    ran = world.lamplight("run", "-q", str(tmp_path / "site1.jsonl"))
    lines = world.lamplight("runs", "1").stdout.splitlines()
    found = world.json("runs", "1")["unread_pictures"]

    assert ran.exit_code == 1
    assert "3 pictures could not be read; lamplight runs 1 names them" in ran.stdout
    assert f"  not read: {tmp_path}/torn.jpg of ad site1/1 and 1 more ad: " in "\n".join(lines)
    assert any(line.startswith("  not read: picture of ad site1/3: ") for line in lines)
    assert [(it["ad_id"], it["ads"]) for it in found] == [("1", 2), ("3", 1), ("3", 1)]
    assert all(it["reason"] for it in found)


def test_only_the_first_hundred_pictures_are_named_in_words(tmp_path: Path) -> None:
    world = World(tmp_path)
    ads = [{"id": n, "body": f"garden {n}", "images": ["../x.jpg"]} for n in range(103)]
    (tmp_path / "site1.jsonl").write_text("".join(json.dumps(ad) + "\n" for ad in ads))
    world.lamplight("run", "-q", str(tmp_path / "site1.jsonl"))

    told = world.lamplight("runs", "1").stdout

    assert told.count("not read: ") == 100
    assert "and 3 more pictures" in told
    assert len(world.json("runs", "1")["unread_pictures"]) == 103


def test_what_ads_lost_is_told_by_run_runs_and_report(tmp_path: Path) -> None:
    world = World(tmp_path)
    path = world.folder / "export.csv"
    rows = "".join(f"{n},11/{n % 12 + 1:02}/2026,call 713 555 01{n:02}\n" for n in range(10, 30))
    path.write_text("id,date,body\n" + rows)
    report = world.folder / "report.html"

    run = world.lamplight("run", "-q", str(path), "--report", str(report))
    told = world.lamplight("runs", "1")

    why = "posted_at: a date whose day and month can't be told apart; want year-month-day"
    assert "20 new ads lost something that could not be read; lamplight runs 1" in run.stdout
    assert f"20 ads lost something: {why}" in told.stdout
    assert world.json("runs", "1")["unread"] == {f"{why}; left empty": 20}
    assert "20 of 20 new ads lost something: posted_at" in report.read_text()
