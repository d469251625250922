"""Clusters by the newest done run, under every id they ever had."""

import pytest
from sqlalchemy import Engine

from lamplight.errors import NotFound
from lamplight.store.clusters import (
    Member,
    add_redirects,
    all_members,
    count_members,
    export_rows,
    member_of,
    members,
    resolve,
)
from lamplight.store.memberships import add_members
from lamplight.store.runs import start_run
from tests.factories import ROSE
from tests.store.conftest import Filled


def test_an_id_leads_on_to_the_one_that_counts_now(filled: Filled) -> None:
    with filled.engine.begin() as db:
        found = [resolve(db, id) for id in ("na", "n-old", "n-older", "p-old", "pc")]

    assert found == ["na", "na", "na", "pa", "pc"]


def test_ids_in_a_ring_or_unknown_are_not_found(filled: Filled) -> None:
    with filled.engine.begin() as db:
        add_redirects(db, filled.run, {"n-x": "n-y", "n-y": "n-x"})
        for id in ("n-x", "nowhere", ""):
            with pytest.raises(NotFound):
                resolve(db, id)


def test_members_of_a_network_and_of_a_provider(filled: Filled) -> None:
    with filled.engine.begin() as db:
        assert [member.ad for member in members(db, ROSE, "na")] == [1, 2, 3]
        assert [member.ad for member in members(db, ROSE, "pa")] == [1, 2]
        assert member_of(db, 4) == Member(4, "pc", "nc")
        assert member_of(db, 99) is None
        assert all_members(db)[3] == ("pb", "na")


def test_a_run_that_is_not_done_does_not_count(filled: Filled) -> None:
    with filled.engine.begin() as db:
        running = start_run(db, ROSE, {}, [])
        add_members(db, running, [1], ["pz"], ["nz"])

        assert member_of(db, 1) == Member(1, "pa", "na")


def test_an_id_that_is_borne_again_leads_nowhere_else(filled: Filled) -> None:
    with filled.engine.begin() as db:
        add_redirects(db, filled.run, {"na": "nc"})

        assert resolve(db, "na") == "na"
        assert resolve(db, "n-old") == "na"


def test_the_export_is_by_source_and_id(filled: Filled) -> None:
    with filled.engine.begin() as db:
        rows = list(export_rows(db, ROSE))
        count = count_members(db)

    assert rows == [
        ("1", "site1.example", "pa", "na"),
        ("2", "site1.example", "pa", "na"),
        ("3", "site1.example", "pb", "na"),
        ("4", "site2.example", "pc", "nc"),
    ]
    assert count == 4


def test_nothing_is_exported_before_a_run(engine: Engine) -> None:
    with engine.begin() as db, pytest.raises(NotFound):
        list(export_rows(db, ROSE))
