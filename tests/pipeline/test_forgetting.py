"""What is forgotten is in no table and in no byte of the files, and does not come back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from lamplight.errors import BadReference, NotFound
from lamplight.model import Actor
from lamplight.pipeline.find import Request, run
from lamplight.pipeline.forgetting import find_target, forget
from lamplight.pipeline.progress import Unwatched
from lamplight.search.stored_pictures import stored_pictures
from lamplight.store.ad_index import ad_index
from lamplight.store.ad_query import holds
from lamplight.store.banks import load_watch
from lamplight.store.decisions import Saying, add_decision
from lamplight.store.engine import reading
from lamplight.store.index_files import index_file
from lamplight.store.leads import Filters, load_page
from lamplight.store.tables import ad_versions, ads, metadata, signals
from tests.factories import ROSE, day

PHONE = "+12125550147"
DISGUISED = "two one two 555 zero one 4 seven"
WRITTEN = ("212 555 0147", "2125550147", DISGUISED, PHONE)


@pytest.fixture
def world(tmp_path: Path) -> Request:
    """Ten ads of three sources; four show the phone, each in another way, one only in the past."""
    records: list[dict[str, object]] = [
        {
            "id": n,
            "source": f"site{n % 3}.example",
            "body": f"quiet garden {n}, write to a{n}@m.example",
        }
        for n in range(6)
    ]
    records += [
        {"id": "p1", "source": "s", "body": f"pearly call {WRITTEN[0]} soon"},
        {"id": "p2", "source": "s", "title": f"ring {WRITTEN[1]}", "body": "kind and calm"},
        {"id": "p3", "source": "t", "body": f"please talk {DISGUISED} any day"},
        {"id": "p4", "source": "t", "body": "no words", "phones": [WRITTEN[0]]},
        {"id": "p5", "source": "t", "body": f"once {WRITTEN[0]}", "collected_at": "2026-01-01"},
        {"id": "p5", "source": "t", "body": "now without", "collected_at": "2026-01-02"},
    ]
    path = tmp_path / "ads.jsonl"
    lines = [json.dumps(record) for record in records]
    path.write_text("\n".join([*lines, f"{{ broken {WRITTEN[0]}"]) + "\n")
    return Request(files=(str(path),), region="US", set_aside=str(tmp_path / "aside.jsonl"))


def read(engine: Engine, request: Request, actor: Actor = ROSE) -> dict[str, int]:
    ads: dict[str, int] = run(engine, request, actor, Unwatched())["ads"]
    return ads


def drop(engine: Engine, request: Request, reference: str) -> dict[str, int]:
    target = find_target(engine, reference, "US")
    again = replace(request, files=())
    return forget(engine, target, ROSE, Unwatched(), again)


def everything(engine: Engine) -> str:
    """All that can be read in any table, and in the bytes of a SQLite file and its companions."""
    with reading(engine) as db:
        tables = [str(db.execute(select(table)).all()) for table in metadata.sorted_tables]
    text = "\n".join(tables)
    if engine.dialect.name == "sqlite":
        database = Path(engine.url.database or "")
        for path in (*database.parent.glob(database.name + "*"), *database.parent.glob("*.db.*/*")):
            text += path.read_bytes().decode("latin-1") if path.is_file() else ""
    return text


def test_a_forgotten_ad_is_in_no_table_and_in_no_byte(engine: Engine, world: Request) -> None:
    read(engine, world)
    assert "pearly" in everything(engine)

    drop(engine, world, "ad:s/p1")

    assert "pearly" not in everything(engine)


def test_a_forgotten_ad_does_not_come_back(engine: Engine, world: Request) -> None:
    read(engine, world)
    drop(engine, world, "ad:s/p1")

    again = read(engine, world)

    assert (again["forgotten"], again["stored"]) == (1, 10)
    assert "pearly" not in everything(engine)


def test_a_forgotten_source_is_gone_whole_and_stays_away(engine: Engine, world: Request) -> None:
    read(engine, world)
    drop(engine, world, "source:site1.example")

    again = read(engine, world)

    assert again["forgotten"] == 2
    assert "site1.example" not in everything(engine)


def test_a_forgotten_value_is_blacked_out_however_it_was_written(
    engine: Engine, world: Request
) -> None:
    read(engine, world)
    assert DISGUISED in everything(engine)

    drop(engine, world, "phone:(212) 555-0147")

    left = everything(engine)
    assert not [written for written in WRITTEN if written in left]
    with reading(engine) as db:
        bodies = {row.id: row.body for row in db.execute(select(ads.c.id, ads.c.body))}
        assert bodies["p1"] == f"pearly call {'█' * len(WRITTEN[0])} soon"
        assert "once" in str(db.execute(select(ad_versions.c.record)).all())
        assert ad_index(db).count(holds("pearly"))
        assert not db.execute(select(signals).where(signals.c.value == PHONE)).all()


def test_a_forgotten_value_does_not_come_back(engine: Engine, world: Request) -> None:
    read(engine, world)
    drop(engine, world, f"phone:{PHONE}")
    path = Path(world.files[0])
    path.write_text(path.read_text() + json.dumps({"id": "p9", "body": f"new {DISGUISED}"}) + "\n")

    again = read(engine, world)

    left = everything(engine)
    assert (again["new"], again["same"]) == (1, 12)
    assert not [written for written in WRITTEN if written in left]


def test_other_ads_keep_their_ids_and_get_new_leads(engine: Engine, world: Request) -> None:
    read(engine, world)
    with reading(engine) as db:
        before = {lead.network_id for lead in load_page(db, Filters(), None).leads}
    drop(engine, world, "ad:s/p1")

    with reading(engine) as db:
        page = load_page(db, Filters(), None)
    assert {lead.network_id for lead in page.leads} <= before
    assert sum(lead.ads for lead in page.leads) == 10


def test_what_is_forgotten_is_in_no_index_file(engine: Engine, world: Request) -> None:
    read(engine, world)
    with engine.begin() as db:
        stored_pictures(db)
    path = index_file(engine, "pictures")
    assert path.exists()

    drop(engine, world, "ad:s/p1")

    assert not path.exists()


def test_decisions_about_what_is_forgotten_go_with_it(engine: Engine, world: Request) -> None:
    read(engine, world)
    with engine.begin() as db:
        saying = Saying("ignore", f"{PHONE} is a taxi", value=("phone", PHONE))
        add_decision(db, ROSE, saying, day(1))
        add_decision(db, ROSE, Saying("same", f"both {PHONE}", pairs=[(1, 2)]), day(1))

    drop(engine, world, f"phone:{PHONE}")

    assert PHONE not in everything(engine)
    with reading(engine) as db:
        assert not load_watch(db).hits(())


def test_a_number_that_stays_in_another_writing_is_told(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "ads.jsonl"
    ads = [
        {"id": 1, "source": "s", "body": "call +1 212 555 0147"},
        {"id": 2, "source": "s", "body": "call me 212-555-0147"},
    ]
    path.write_text("".join(json.dumps(ad) + "\n" for ad in ads))
    run(engine, Request(files=(str(path),)), ROSE, Unwatched())

    target = find_target(engine, f"phone:{PHONE}", "")

    assert (target.ads, target.also) == (1, ("2125550147",))


def test_what_is_not_there_cannot_be_forgotten(engine: Engine, world: Request) -> None:
    read(engine, world)

    for reference in ("ad:s/none", "source:none", "phone:+12125550199", f"picture:{'0' * 64}"):
        with pytest.raises(NotFound):
            find_target(engine, reference, "US")
    for reference in ("phone", "network:n1", "colour:red"):
        with pytest.raises(BadReference):
            find_target(engine, reference, "US")


def test_the_file_of_unreadable_records_is_written_again(engine: Engine, world: Request) -> None:
    read(engine, world)
    assert WRITTEN[0] in Path(world.set_aside).read_text()

    drop(engine, world, f"phone:{PHONE}")

    left = Path(world.set_aside).read_text()
    assert WRITTEN[0] not in left
    assert "broken" in left


def test_the_files_of_older_runs_are_written_again_too(
    engine: Engine, world: Request, tmp_path: Path
) -> None:
    older = replace(world, set_aside=str(tmp_path / "older.jsonl"))
    read(engine, older)
    read(engine, world)

    drop(engine, world, f"phone:{PHONE}")

    assert WRITTEN[0] not in Path(older.set_aside).read_text()
    assert "broken" in Path(older.set_aside).read_text()


def test_an_unreadable_record_of_no_region_is_blacked_out_too(
    engine: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "ads.jsonl"
    ad = {"id": 1, "source": "s", "country": "US", "body": f"call {WRITTEN[0]}"}
    path.write_text(f"{json.dumps(ad)}\n{{ broken call {WRITTEN[0]}\n")
    read(engine, Request(files=(str(path),), region="", set_aside=str(tmp_path / "aside.jsonl")))

    forget(engine, find_target(engine, f"phone:{PHONE}", ""), ROSE, Unwatched(), None)

    assert WRITTEN[0] not in everything(engine)
