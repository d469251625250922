"""Opening a database: made if absent, private, at the newest schema, or a clear word why not."""

import stat
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, text

from lamplight.errors import BadSettings, Busy, Unavailable
from lamplight.store.engine import open_engine, reading
from lamplight.store.lock import locked
from lamplight.store.migrate import config


def test_the_migrations_make_the_tables_that_the_program_knows(url: str) -> None:
    open_engine(url).dispose()

    command.check(config(url))


def test_a_new_file_and_its_companions_are_for_their_owner_alone(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.begin() as db:
        db.execute(text("create table t (x integer)"))

        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}

    assert {"a.db", "a.db-wal", "a.db-shm"} <= set(modes)
    assert set(modes.values()) == {0o600}
    engine.dispose()


def test_opening_again_changes_nothing(url: str) -> None:
    first = open_engine(url)
    second = open_engine(url)

    with first.begin() as db:
        db.execute(text("insert into forgotten (kind, sha256, at) values ('ad', '', 1)"))
    with second.connect() as db:
        assert db.execute(text("select count(*) from forgotten")).scalar_one() == 1

    first.dispose()
    second.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "lamplight.db",
        "mysql://localhost/x",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:////no/such/folder/a.db",
        "sqlite:////",
    ],
)
def test_an_address_that_cannot_be_used_is_a_bad_setting(url: str) -> None:
    with pytest.raises(BadSettings):
        open_engine(url)


def test_a_server_that_does_not_answer_is_unavailable_and_the_password_stays_hidden() -> None:
    with pytest.raises(Unavailable) as caught:
        open_engine("postgresql://rose:secret@127.0.0.1:9/none")

    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_a_bad_setting(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("id,title\n" * 1000)

    with pytest.raises(BadSettings, match="not a database"):
        open_engine(f"sqlite:///{path}")


def test_a_database_of_a_newer_program_is_left_alone(engine: Engine) -> None:
    with engine.begin() as db:
        db.execute(text("update alembic_version set version_num = '9999'"))

    with pytest.raises(BadSettings, match="newer"):
        open_engine(engine.url.render_as_string(hide_password=False))


def test_who_reads_sees_one_state_and_holds_up_no_writer(engine: Engine) -> None:
    with reading(engine) as reader:
        count = text("select count(*) from forgotten")
        before = reader.execute(count).scalar_one()
        with engine.begin() as writer:
            writer.execute(text("insert into forgotten (kind, sha256, at) values ('ad', '', 1)"))
        after = reader.execute(count).scalar_one()

    assert before == after == 0


def test_the_lock_is_for_one_and_says_who_holds_it(engine: Engine) -> None:
    with (
        locked(engine, "run by rose"),
        pytest.raises(Busy, match=r"run by rose.* since \d\d:\d\d UTC \(just now\)"),
        locked(engine, "run by tom"),
    ):
        pass

    with locked(engine, "run by tom"):
        pass


def test_a_folder_that_takes_no_file_is_not_said_to_be_missing() -> None:
    with pytest.raises(BadSettings, match=r"'/proc/x\.db' can't be written: "):
        open_engine("sqlite:////proc/x.db")


def test_a_connection_holds_no_more_pages_than_it_is_given(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}", cache_mb=3)

    with reading(engine) as db:
        kib = db.exec_driver_sql("pragma cache_size").scalar_one()
    engine.dispose()

    assert kib == -3 * 1024


def test_a_file_that_was_put_in_place_of_the_open_one_is_not_answered_from(tmp_path: Path) -> None:
    path, other = tmp_path / "a.db", tmp_path / "b.db"
    open_engine(f"sqlite:///{other}").dispose()
    engine = open_engine(f"sqlite:///{path}")
    with reading(engine) as db:
        before = db.execute(text("select count(*) from runs")).scalar_one()

    other.replace(path)
    with pytest.raises(Unavailable, match="no more the file that was opened"), reading(engine):
        pass
    path.unlink()
    engine.dispose()
    with pytest.raises(Unavailable, match="no more the file that was opened"), reading(engine):
        pass

    assert (before, path.exists()) == (0, False)


@pytest.mark.parametrize(
    "url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_a_postgresql_server_that_is_cut_off_is_given_up(url: str) -> None:
    engine = open_engine(f"{url}?connect_timeout=7")
    with engine.connect() as db:
        given = db.connection.driver_connection.info.get_parameters()  # type: ignore[union-attr]
    engine.dispose()

    assert (given["connect_timeout"], given["tcp_user_timeout"]) == ("7", "10000")
