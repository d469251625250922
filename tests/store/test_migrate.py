"""What an older Lamplight stored is still there at the newest schema."""

from alembic import command
from sqlalchemy import create_engine, text

from lamplight.model import Actor
from lamplight.store.bank_columns import entries_since
from lamplight.store.bank_log import changes_since
from lamplight.store.banks import list_banks
from lamplight.store.clusters import resolve
from lamplight.store.engine import open_engine, reading
from lamplight.store.migrate import config
from lamplight.store.runs import load_run


def test_runs_and_redirects_of_the_first_schema_are_kept(url: str) -> None:
    command.upgrade(config(url), "0001")
    older = create_engine(url)
    with older.begin() as db:
        db.execute(
            text(
                "insert into runs (number, state, stage, actor, started_at, arguments)"
                " values (1, 'done', 'closed', 'rose', 1767225600000000, '{}')"
            )
        )
        db.execute(
            text(
                "insert into ads (number, source, id, title, body, given, unread, content, run)"
                " values (1, 'site1.example', '1', '', 'a garden', '{}', '[]', :content, 1)"
            ),
            {"content": bytes(32)},
        )
        db.execute(text("insert into memberships values (1, 1, 'pa', 'na')"))
        db.execute(text("insert into redirects (old, new, run) values ('n-old', 'na', 1)"))

    older.dispose()

    engine = open_engine(url)
    with reading(engine) as db:
        assert resolve(db, "n-old") == "na"
        assert load_run(db, 1).ads_before is None
    engine.dispose()


def test_lists_of_an_older_schema_become_banks_whose_entries_are_in_the_log(url: str) -> None:
    command.upgrade(config(url), "0004")
    older = create_engine(url)
    with older.begin() as db:
        for number, name in ((3, "missing"), (5, "empty")):
            db.execute(
                text("insert into banks values (:number, :name, 'a test', 'desk 3', 7)"),
                {"number": number, "name": name},
            )
        db.execute(
            text(
                "insert into bank_entries (bank, kind, value, note, actor, at)"
                " values (3, 'picture', :value, '', 'rose', 8)"
            ),
            {"value": "f0" * 32},
        )
    older.dispose()

    engine = open_engine(url)
    with engine.begin() as db:
        banks = list_banks(db, Actor("Ann"))
        (found,) = entries_since(db, 0)
        log = changes_since(db, 0)
    engine.dispose()

    assert [(one.name, one.entries, one.action) for one in banks] == [
        ("empty", 0, "review"),
        ("missing", 1, "review"),
    ]
    assert (found.bank.tolist(), found.active.tolist()) == ([3], [True])
    assert [(row.number, row.bank, row.count) for row in log] == [(1, 3, 1), (2, 5, 0)]


def test_the_schema_goes_back_to_the_one_before(url: str) -> None:
    open_engine(url).dispose()

    command.downgrade(config(url), "0004")

    open_engine(url).dispose()
    command.check(config(url))
