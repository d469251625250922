"""Packed memberships say of each ad, provider and network what a table with a row an ad would."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, update

from lamplight.errors import Unavailable
from lamplight.store.clusters import count_members, load_members, members_of, resolve
from lamplight.store.memberships import PART, Homes, add_members, everyone, forget_members, homes_of
from lamplight.store.run_facts import sizes_of
from lamplight.store.runs import finish_run, start_run
from lamplight.store.tables import homes
from tests.factories import ROSE

Slow = Mapping[int, tuple[str, str]]
"""Provider and network of each ad."""

NUMBERS = st.integers(1, 4 * PART)
PLACES = st.integers(0, 9).map(lambda at: (f"p{at}", f"n{at // 3}"))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(NUMBERS, PLACES, max_size=60), st.lists(NUMBERS, unique=True, max_size=60))
def test_ads_are_found_from_either_side_and_forgotten_from_both(
    engine: Engine, slow: Slow, others: Sequence[int]
) -> None:
    with engine.connect() as db, db.begin() as transaction:
        run = _run(db, slow)

        _agree(db, run, slow, [*others, *slow][::2])
        had = forget_members(db, others)
        left = {ad: place for ad, place in slow.items() if ad not in others}
        _agree(db, run, left, [*slow, *others])
        assert had == len(slow) - len(left)
        transaction.rollback()


def test_what_is_damaged_is_not_believed(engine: Engine) -> None:
    with engine.begin() as db:
        run = _run(db, {1: ("pa", "na")})
        db.execute(update(homes).values(providers=b"\x01\x00 no checksum of this"))

        with pytest.raises(Unavailable, match="lamplight run anew"):
            homes_of(db, run, [1])


def _run(db: Connection, slow: Slow) -> int:
    run = start_run(db, ROSE, {}, [])
    providers, networks = [it[0] for it in slow.values()], [it[1] for it in slow.values()]
    add_members(db, run, list(slow), providers, networks)
    finish_run(db, ROSE, run, {})
    return run


def _agree(db: Connection, run: int, slow: Slow, asked: Collection[int]) -> None:
    assert _found(everyone(db, run)) == slow
    assert _found(homes_of(db, run, list(asked))) == {ad: slow[ad] for ad in asked if ad in slow}
    assert members_of(db, list(asked)).keys() == slow.keys() & set(asked)
    assert count_members(db) == len(slow)
    for level, at in (("provider", 0), ("network", 1)):
        sizes = Counter(place[at] for place in slow.values())
        assert sizes_of(db, run, level) == Counter(sizes.values())
        for id in sizes:
            assert resolve(db, id) == id
            held = [it.ad for it in load_members(db, id)]
            assert held == sorted(ad for ad, place in slow.items() if place[at] == id)


def _found(homes: Homes) -> dict[int, tuple[str, str]]:
    return {
        ad: (homes.providers[home], homes.networks[home])
        for ad, home in zip(homes.ad.tolist(), homes.home.tolist(), strict=True)
    }
