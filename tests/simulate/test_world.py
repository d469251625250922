import json
from hashlib import sha256
from itertools import islice

import pytest

from lamplight.errors import BadInput
from lamplight.simulate.posting import Posting
from lamplight.simulate.profile import PROFILES
from lamplight.simulate.world import World, make_world

MADE = {
    **{"easy": "c67e5c1410b97a38", "hard": "977d8a460a6fc78c", "touring": "4b015edb8c0a1bad"},
    **{"copycat": "cbb20e4b0855771d", "drift": "a3e5da33c8832ce7"},
}
"""What worlds were made of when the first version was written down."""


def made(profile: str = "hard", ads: int = 1500, seed: int = 1, pictures: int = 0) -> list[Posting]:
    return list(make_world(World(ads, seed, profile, pictures)))


@pytest.mark.parametrize("profile", PROFILES)
def test_a_world_has_as_many_ads_as_asked_each_with_its_own_truth(profile: str) -> None:
    postings = [posting for posting in made(profile) if not posting.again]

    assert len(postings) == 1500
    assert len({(posting.ad.source, posting.ad.id) for posting in postings}) == 1500
    assert all(
        (posting.ad.source, posting.ad.id) == (posting.truth.source, posting.truth.ad_id)
        for posting in postings
    )


def test_ids_are_unique_within_a_source_only() -> None:
    postings = made()

    ids = {(posting.ad.source, posting.ad.id) for posting in postings}

    assert len({ad_id for _, ad_id in ids}) < len(ids)


@pytest.mark.parametrize("profile", PROFILES)
def test_ads_come_in_order_of_time(profile: str) -> None:
    seen = [
        posting.ad.posted_at
        for posting in made(profile)
        if posting.ad.posted_at and not posting.again
    ]

    assert seen == sorted(seen)


def test_the_same_seed_makes_the_same_world_and_another_seed_another() -> None:
    first, again, other = made(seed=3), made(seed=3), made(seed=4)

    assert first == again
    assert {posting.ad.body for posting in first}.isdisjoint(
        posting.ad.body for posting in islice(other, 50)
    )


@pytest.mark.parametrize(("profile", "digest"), MADE.items())
def test_a_seed_makes_what_it_made_before(profile: str, digest: str) -> None:
    """Where a change is meant, write the new digest here and a line into the changelog."""
    postings = islice(make_world(World(3000, seed=5, profile=profile, pictures=20)), 2000)

    pairs = [(posting.record, posting.truth) for posting in postings]

    lines = [json.dumps(pair, sort_keys=True, default=str) for pair in pairs]
    assert sha256("\n".join(lines).encode()).hexdigest()[:16] == digest


def test_one_provider_lies_in_one_network_and_a_network_has_one_label() -> None:
    truths = [posting.truth for posting in made()]

    network_of = {truth.provider: truth.network for truth in truths}
    label_of = {truth.network: truth.label for truth in truths}

    assert all(network_of[truth.provider] == truth.network for truth in truths)
    assert all(label_of[truth.network] == truth.label for truth in truths)
    assert set(label_of.values()) == {None, 0, 1}


def test_at_least_as_many_ads_get_files_as_asked() -> None:
    postings = made(pictures=200)

    with_files = [posting for posting in postings if posting.drawings]

    assert 200 <= len(with_files) < 400
    for posting in with_files:
        named = {picture.path for picture in posting.ad.pictures if picture.path}
        assert named == {drawing.path for drawing in posting.drawings}


@pytest.mark.parametrize(
    ("world", "message"),
    [
        (World(0), "0 ads make no world"),
        (World(5, pictures=6), "6 ads with pictures are not among 5 ads"),
        (World(5, profile="mild"), "'mild' is no profile; known are easy"),
    ],
)
def test_a_world_that_cannot_be_says_why(world: World, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        make_world(world)
