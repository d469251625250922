"""What strangers share, and what nobody can do, read off whole worlds."""

import re
from collections import defaultdict
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise

import pytest

from lamplight.simulate.posting import Posting
from lamplight.simulate.profile import PROFILES
from lamplight.simulate.world import World, make_world


@cache
def world(profile: str) -> tuple[Posting, ...]:
    postings = make_world(World(5000, seed=21, profile=profile))
    return tuple(posting for posting in postings if not posting.again)


def seen_at(posting: Posting) -> datetime:
    seen = posting.ad.posted_at or posting.ad.collected_at
    assert seen is not None
    return seen


def uses(profile: str) -> dict[str, dict[str, list[datetime]]]:
    """Phones that sites give in a field of their own: number -> network -> times."""
    found: dict[str, dict[str, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    for posting in world(profile):
        for phone in posting.ad.phones:
            number = re.sub(r"\D", "", phone)[-10:]
            found[number][posting.truth.network].append(seen_at(posting))
    return found


@pytest.mark.parametrize("profile", ["easy", "copycat"])
def test_strangers_never_have_the_same_phone_by_accident(profile: str) -> None:
    assert {len(networks) for networks in uses(profile).values()} == {1}


def test_a_number_gets_another_owner_only_after_45_days() -> None:
    recycled = [networks for networks in uses("drift").values() if len(networks) > 1]

    assert recycled
    for networks in recycled:
        spans = sorted((min(times), max(times)) for times in networks.values())
        for (_, ended), (began, _) in pairwise(spans):
            assert began - ended >= timedelta(days=44)


@pytest.mark.parametrize("profile", PROFILES)
def test_nobody_is_in_two_cities_within_eight_hours(profile: str) -> None:
    last: dict[str, tuple[datetime, str]] = {}
    moves = 0
    for posting in world(profile):
        if posting.ad.city is None or posting.ad.posted_at is None:
            continue
        before = last.get(posting.truth.provider)
        last[posting.truth.provider] = (posting.ad.posted_at, posting.ad.city)
        if before is not None and before[1] != posting.ad.city:
            moves += 1
            assert posting.ad.posted_at - before[0] >= timedelta(hours=8)

    assert moves


def test_touring_worlds_move_most() -> None:
    def places(profile: str) -> float:
        cities = defaultdict(set)
        for posting in world(profile):
            if posting.ad.city:
                cities[posting.truth.provider].add(posting.ad.city)
        return sum(len(found) > 1 for found in cities.values()) / len(cities)

    assert places("touring") > 2 * places("easy")


def test_copycats_show_pictures_of_strangers() -> None:
    def shared(profile: str) -> int:
        networks = defaultdict(set)
        for posting in world(profile):
            for picture in posting.ad.pictures:
                networks[picture.pdq].add(posting.truth.network)
        return sum(len(found) > 1 for found in networks.values())

    assert shared("copycat") > 3 * shared("easy")


def test_people_of_one_network_share_what_strangers_do_not() -> None:
    providers = defaultdict(set)
    for posting in world("easy"):
        for phone in posting.ad.phones:
            providers[re.sub(r"\D", "", phone)[-10:]].add(posting.truth.provider)

    assert max(len(found) for found in providers.values()) >= 3


def test_the_largest_network_is_a_small_part_of_the_world() -> None:
    sizes: dict[str, int] = defaultdict(int)
    for posting in world("hard"):
        sizes[posting.truth.network] += 1

    assert 20 <= max(sizes.values()) <= 200


def test_a_drifting_world_holds_ads_that_were_collected_again() -> None:
    postings = list(make_world(World(2000, seed=3, profile="drift")))
    again = [posting for posting in postings if posting.again]
    first = {
        (posting.ad.source, posting.ad.id): posting.ad for posting in postings if not posting.again
    }

    assert 10 < len(again) < 100
    for posting in again:
        older = first[posting.ad.source, posting.ad.id]
        assert posting.ad.body != older.body
        before = older.collected_at or older.posted_at
        assert before is not None
        assert posting.ad.collected_at == before + timedelta(days=1)
