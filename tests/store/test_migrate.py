"""What an older Lamplight stored is still there at the newest schema."""

from alembic import command
from sqlalchemy import create_engine, text

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
