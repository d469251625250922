"""What an older Lamplight stored is still there at the newest schema."""

import orjson
import pytest
from alembic import command
from sqlalchemy import Connection, create_engine, text

from lamplight.errors import BadSettings
from lamplight.model import Actor, Link, LinkReason
from lamplight.store.bank_columns import entries_since
from lamplight.store.bank_log import changes_since
from lamplight.store.banks import list_banks
from lamplight.store.clusters import Member, load_members, resolve
from lamplight.store.engine import open_engine, reading
from lamplight.store.links import links_of
from lamplight.store.memberships import homes_of
from lamplight.store.migrate import config
from lamplight.store.runs import load_run
from lamplight.store.value_uses import cuts_of_ads


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


def test_a_migration_that_was_cut_off_leaves_nothing_behind(url: str) -> None:
    command.upgrade(config(url), "0008")
    older = create_engine(url)
    with older.begin() as db:  # which the ninth makes as its third table
        db.execute(text("create table exchange_apis (x integer)"))
    with pytest.raises(BadSettings, match="exchange_apis"):
        open_engine(url)
    with older.begin() as db:
        db.execute(text("drop table exchange_apis"))
    older.dispose()

    open_engine(url).dispose()

    command.check(config(url))


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


OLDER_REASONS: list[tuple[str, str | None, float, str]] = [
    ("phone", "+12135550123", 5.5, "Both show the phone +12135550123 (one without its country, or"
     " under another), which 1,204 groups of ads showed when these were joined"),
    ("text", "site1.example/1", 3.25, "Ads joined to each before both have variants of one text, "
     "and nobody who shows it could be reached otherwise"),
    ("picture", None, 2.0, "They share 3 pictures, most of those that one of them shows"),
    ("contact", None, 0.0, "They share 2 contacts"),
    ("time", None, -0.5, "As to time and place, they were not seen in one place"),
    ("chance", None, -1.0, "Each shows many texts or pictures, of which a few in common may have "
     "been copied"),
    ("contact", None, -1.5, "Each of them can be reached otherwise too, and there they differ"),
]  # fmt: skip
OLDER_SURE: list[list[tuple[str, str | None, float, str]]] = [
    [("decision", None, 30.0, "A person said that they belong together")],
    [("copy", None, 30.0, "They are one ad, collected twice")],
    [("phone", "+12135550123", 30.0, "Both show the phone +12135550123, which a person said is not "
      "to be split")],
]  # fmt: skip


def test_links_in_words_become_numbers_that_say_the_same(url: str) -> None:
    command.upgrade(config(url), "0009")
    older = create_engine(url)
    reasons = [
        tuple(LinkReason(kind, value, text, bits) for kind, value, bits, text in it)
        for it in [OLDER_REASONS, *OLDER_SURE]
    ]
    stored = [
        Link(1, at + 2, "network" if at else "provider", sum(one.bits for one in told), told)
        for at, told in enumerate(reasons)
    ]
    with older.begin() as db:
        _older_run(db)
        for at, link in enumerate(stored):
            row = {"number": at, "right": link.right, "level": link.level, "bits": link.bits}
            db.execute(
                text(
                    'insert into links (run, number, "left", "right", level, bits, reasons)'
                    " values (1, :number, 1, :right, :level, :bits, :reasons)"
                ),
                row | {"reasons": orjson.dumps(link.reasons).decode()},
            )
    older.dispose()

    engine = open_engine(url)
    with reading(engine) as db:
        found = links_of(db, [1])
        cuts = cuts_of_ads(db, [2])
    engine.dispose()

    assert sorted(found, key=lambda link: link.right) == stored
    assert [(cut.kind, cut.value, cut.senses) for cut in cuts] == [
        ("phone", "+12135550123", ((1, 2), (3,)))
    ]


def _older_run(db: Connection) -> None:
    """Five ads of one network, two values, one of them cut."""
    run = (
        "insert into runs (number, state, stage, actor, started_at, arguments)"
        " values (1, 'done', 'closed', 'rose', 1767225600000000, '{}')"
    )
    ad = (
        "insert into ads (number, source, id, title, body, given, unread, content, run)"
        " values (:ad, 'site1.example', :id, '', 'a garden', '{}', '[]', :content, 1)"
    )
    db.execute(text(run))
    for number in range(1, 6):
        db.execute(text(ad), {"ad": number, "id": str(number), "content": bytes(32)})
        db.execute(text("insert into memberships values (1, :ad, 'pa', 'na')"), {"ad": number})
    for kind, value in (("phone", "+12135550123"), ("text", "site1.example/1")):
        use = "insert into value_uses values (1, :kind, :value, 3, 2, 2, 1.5)"
        db.execute(text(use), {"kind": kind, "value": value})
    cut = "insert into cuts values (1, 1, 'phone', '+12135550123', 2, 'two groups')"
    db.execute(text(cut))
    for ad_number, sense in ((1, 1), (2, 1), (3, 2)):
        values = {"ad": ad_number, "sense": sense}
        db.execute(text("insert into senses values (1, 1, :ad, :sense)"), values)


def test_memberships_by_ad_become_memberships_by_provider_and_back(url: str) -> None:
    command.upgrade(config(url), "0011")
    older = create_engine(url)
    rows = [
        *((1, ad, "pa" if ad < 4 else "pb", "na") for ad in range(1, 6)),
        *((2, ad, "pb", "na") for ad in range(1, 301)),
    ]
    with older.begin() as db:
        for run in (1, 2):
            db.execute(
                text(
                    "insert into runs (number, state, stage, actor, started_at, arguments)"
                    " values (:run, 'done', 'closed', 'rose', 1767225600000000, '{}')"
                ),
                {"run": run},
            )
        for number in range(1, 301):
            db.execute(
                text(
                    "insert into ads (number, source, id, title, body, given, unread, content, run)"
                    " values (:ad, 'site1.example', :id, '', 'a garden', '{}', '[]', :content, 1)"
                ),
                {"ad": number, "id": str(number), "content": bytes(32)},
            )
        for row in rows:
            values = dict(zip(("run", "ad", "provider", "network"), row, strict=True))
            db.execute(
                text("insert into memberships values (:run, :ad, :provider, :network)"), values
            )

    engine = open_engine(url)
    with reading(engine) as db:
        found = [(run, it.ad, it.provider, it.network) for run in (1, 2) for it in _of(db, run)]
        assert [it.ad for it in load_members(db, "pb")] == list(range(1, 301))
    engine.dispose()
    command.downgrade(config(url), "0011")
    with older.begin() as db:
        back = db.execute(text("select * from memberships order by run, ad")).all()
    older.dispose()

    assert found == rows
    assert [tuple(row) for row in back] == rows


def _of(db: Connection, run: int) -> list[Member]:
    found = homes_of(db, run, range(400))
    places = zip(found.ad.tolist(), found.home.tolist(), strict=True)
    return [Member(ad, found.providers[at], found.networks[at]) for ad, at in places]


def test_the_schema_goes_back_to_the_one_before(url: str) -> None:
    open_engine(url).dispose()

    command.downgrade(config(url), "0004")

    open_engine(url).dispose()
    command.check(config(url))
