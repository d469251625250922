"""A backup is consistent while others write, private, and whole or not there at all."""

import stat
import subprocess
import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, make_url, select

from lamplight.errors import BadInput, Unavailable
from lamplight.model import Picture
from lamplight.store.audit import entries
from lamplight.store.backup import back_up
from lamplight.store.engine import open_engine, reading
from lamplight.store.intake import take_in
from lamplight.store.runs import start_run
from lamplight.store.tables import ad_pictures, ads
from lamplight.store.tombstones import Tombstones
from tests.factories import ROSE, an_ad

NOTHING = Tombstones(frozenset())


def fill(engine: Engine, start: int, count: int) -> None:
    """Ads with one picture each, so that a torn copy would show."""
    batch = [
        an_ad(str(number), pictures=(Picture(pdq=f"{number:064x}", quality=90),))
        for number in range(start, start + count)
    ]
    with engine.begin() as db:
        take_in(db, batch, start_run(db, ROSE, {}, []), NOTHING)


def restored(engine: Engine, path: Path) -> Engine:
    """An engine on what the backup holds."""
    if engine.dialect.name == "sqlite":
        return open_engine(f"sqlite:///{path}")
    url = engine.url
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.exec_driver_sql(f"create database {url.database}_again")
    again = url.set(database=f"{url.database}_again")
    address = again.set(drivername="postgresql").render_as_string(hide_password=False)
    subprocess.run(["pg_restore", "--dbname", address, path], check=True)
    return open_engine(again.render_as_string(hide_password=False))


def let_go(engine: Engine, copy: Engine) -> None:
    copy.dispose()
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
            db.exec_driver_sql(f"drop database {copy.url.database}")


def test_a_backup_holds_everything_and_opens_again(engine: Engine, tmp_path: Path) -> None:
    fill(engine, 0, 50)
    path = tmp_path / "copy"

    back_up(engine, ROSE, path)

    copy = restored(engine, path)
    with reading(copy) as db:
        assert db.execute(select(func.count()).select_from(ads)).scalar_one() == 50
    let_go(engine, copy)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with engine.begin() as db:
        assert entries(db)[0].action == "backed up"


def test_a_backup_taken_while_ads_come_in_is_of_one_moment(engine: Engine, tmp_path: Path) -> None:
    fill(engine, 0, 500)
    path = tmp_path / "copy"
    stop = threading.Event()

    def pour() -> None:
        start = 1_000
        while not stop.is_set():
            fill(engine, start, 20)
            start += 20

    writer = threading.Thread(target=pour)
    writer.start()
    back_up(engine, ROSE, path)
    stop.set()
    writer.join()

    copy = restored(engine, path)
    with reading(copy) as db:
        stored = db.execute(select(func.count()).select_from(ads)).scalar_one()
        pictures = db.execute(select(func.count()).select_from(ad_pictures)).scalar_one()
    let_go(engine, copy)
    assert stored == pictures >= 500
    assert stored % 20 == 0


def test_a_backup_never_lands_on_the_database_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    engine = open_engine(f"sqlite:///{path}")

    with pytest.raises(BadInput, match="the database itself"):
        back_up(engine, ROSE, path)

    engine.dispose()


def test_a_folder_that_is_not_there_is_bad_input(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        back_up(engine, ROSE, tmp_path / "none" / "copy")


def test_a_damaged_database_gives_no_backup_and_leaves_the_old_one(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    fill(engine, 0, 3000)
    target = tmp_path / "copy"
    target.write_text("the older copy")
    engine.dispose()
    data = bytearray((tmp_path / "a.db").read_bytes())
    most = len(data) * 3 // 4  # the schema stands before
    data[most:] = bytes(len(data) - most)
    (tmp_path / "a.db").write_bytes(bytes(data))
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")

    with pytest.raises(Unavailable):
        back_up(engine, ROSE, target, force=True)

    assert target.read_text() == "the older copy"
    assert not list(tmp_path.glob(".copy*"))
    engine.dispose()


@pytest.mark.postgres
def test_without_pg_dump_it_says_what_to_install(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if make_url(str(engine.url)).get_backend_name() != "postgresql":
        return
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Unavailable, match="pg_dump is not installed"):
        back_up(engine, ROSE, tmp_path / "copy")
