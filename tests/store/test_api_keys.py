"""Keys of programs: made, found, revoked, never shown again."""

import pytest
from sqlalchemy import Engine, select

from lamplight.errors import BadInput, NotFound
from lamplight.store import audit
from lamplight.store.api_keys import (
    NewKey,
    active_keys,
    hash_of,
    list_keys,
    make_key,
    revoke_key,
)
from lamplight.store.tables import api_keys
from tests.factories import ROSE, day


def test_a_key_is_found_by_its_hash_and_kept_by_nothing_else(engine: Engine) -> None:
    with engine.begin() as db:
        key = make_key(db, ROSE, NewKey("uploads", ("match",), 60, "open"), day(1))
        rows = [str(row) for row in db.execute(select(api_keys))]
        found = active_keys(db)

    assert len(key) > 43
    assert key not in "".join(rows)
    one = found[hash_of(key)]
    assert (one.name, one.scopes, one.per_minute, one.fail) == ("uploads", ("match",), 60, "open")
    assert (one.at, one.actor, one.revoked_at) == (day(1), "rose", None)


def test_a_revoked_key_counts_no_more_but_is_listed(engine: Engine) -> None:
    with engine.begin() as db:
        make_key(db, ROSE, NewKey("uploads"), day(1))
        revoke_key(db, ROSE, "uploads", day(2))

        assert active_keys(db) == {}
        assert [one.revoked_at for one in list_keys(db, ROSE)] == [day(2)]
        with pytest.raises(NotFound):
            revoke_key(db, ROSE, "uploads", day(3))
        with pytest.raises(BadInput, match="another name"):
            make_key(db, ROSE, NewKey("uploads"), day(3))


def test_making_and_revoking_are_in_the_audit_log_without_the_key(engine: Engine) -> None:
    with engine.begin() as db:
        key = make_key(db, ROSE, NewKey("uploads"), day(1))
        revoke_key(db, ROSE, "uploads", day(2))
        rows = audit.entries(db)

    assert [(row.action, row.subject) for row in rows] == [
        ("revoked key", "uploads"),
        ("made key", "uploads"),
    ]
    assert key not in str(rows)


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (NewKey(" "), "name"),
        (NewKey("a\nb"), "name"),
        (NewKey("a", ("all",)), "'all' is no scope"),
        (NewKey("a", ()), "wants a scope"),
        (NewKey("a", per_minute=0), "want 1 or more"),
        (NewKey("a", fail="ajar"), "'ajar'"),
    ],
)
def test_what_no_key_can_be_is_refused(engine: Engine, wanted: NewKey, reason: str) -> None:
    with engine.begin() as db, pytest.raises(BadInput, match=reason):
        make_key(db, ROSE, wanted, day(1))
