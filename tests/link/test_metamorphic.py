"""What must not change the clusters of a made-up world, does not."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from lamplight.arrays import I64
from lamplight.collect.places import read_places
from lamplight.extract.read import signals_of
from lamplight.link.cluster import link_ads
from lamplight.link.corpus import Constraints
from lamplight.link.linked import Linked
from lamplight.match.hamming import number_by_first
from lamplight.simulate.world import World, make_world
from tests.link.corpora import NOTHING_DECIDED, Row, corpus, phone, picture, story

JOINING = {"phone", "email", "handle", "url", "wallet"}
ADS = 1200


def rows_of(profile: str, seed: int) -> list[Row]:
    """Ads of a made-up world as linking sees them."""
    places = read_places()
    newest = {(it.ad.source, it.ad.id): it.ad for it in make_world(World(ADS, seed, profile))}
    towns: dict[str | None, int] = {None: -1}
    rows = []
    for ad in newest.values():
        signals = signals_of(ad, None, places)
        moment = ad.posted_at or ad.collected_at
        rows.append(
            Row(
                f"{ad.source}/{ad.id}",
                tuple(sorted({(it.kind, it.value) for it in signals if it.kind in JOINING})),
                f"{ad.title}\n{ad.body}",
                tuple(bytes.fromhex(it.pdq) for it in ad.pictures if it.pdq),
                moment.timestamp() / 86_400 if moment else float("nan"),
                towns.setdefault(ad.city, len(towns) - 1),
            )
        )
    return rows


@pytest.fixture(scope="module", params=["hard", "touring"])
def rows(request: pytest.FixtureRequest) -> list[Row]:
    return rows_of(request.param, 3)


@pytest.fixture(scope="module")
def straight(rows: list[Row]) -> Linked:
    return link_ads(corpus(rows), NOTHING_DECIDED)


def same(left: I64, right: I64) -> bool:
    return np.array_equal(number_by_first(left), number_by_first(right))


def towns_anew(rows: Sequence[Row]) -> list[Row]:
    """Towns numbered as a reader meets them."""
    number: dict[int, int] = {-1: -1}
    return [replace(it, place=number.setdefault(it.place, len(number) - 1)) for it in rows]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_ads_changes_nothing(rows: list[Row], straight: Linked, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(rows))

    mixed = link_ads(corpus(towns_anew([rows[i] for i in order])), NOTHING_DECIDED)

    assert same(straight.network[order], mixed.network)
    assert same(straight.provider[order], mixed.provider)
    assert mixed.weights == straight.weights


def test_two_files_in_place_of_one_change_nothing(rows: list[Row], straight: Linked) -> None:
    order = np.concatenate([np.arange(1, len(rows), 2), np.arange(0, len(rows), 2)])

    parted = link_ads(corpus(towns_anew([rows[i] for i in order])), NOTHING_DECIDED)

    assert same(straight.network[order], parted.network)
    assert same(straight.provider[order], parted.provider)


def test_other_names_of_sources_and_ids_change_nothing(rows: list[Row], straight: Linked) -> None:
    names = np.random.default_rng(5).permutation(len(rows))
    renamed = [replace(it, key=f"s{name % 7}/{name}") for it, name in zip(rows, names, strict=True)]

    linked = link_ads(corpus(renamed), NOTHING_DECIDED)

    assert same(straight.network, linked.network)
    assert same(straight.provider, linked.provider)
    assert linked.weights == straight.weights
    assert [link.bits for link in linked.links] == [link.bits for link in straight.links]


def test_records_that_came_twice_change_nothing(rows: list[Row], straight: Linked) -> None:
    twice = [i for i in range(0, len(rows), 3) if rows[i].shows]
    again = [replace(rows[i], key=f"again/{i}") for i in twice]

    linked = link_ads(corpus([*rows, *again]), NOTHING_DECIDED)

    n = len(rows)
    assert same(straight.network, linked.network[:n])
    assert same(straight.provider, linked.provider[:n])
    assert linked.network[n:].tolist() == linked.network[twice].tolist()
    assert linked.weights == straight.weights


def test_ads_that_share_nothing_change_no_other(rows: list[Row], straight: Linked) -> None:
    strangers = [
        Row(f"z/{i}", (phone(i),), story(70_000 + i), (picture(70_000 + i),), place=i % 9)
        for i in range(300)
    ]

    linked = link_ads(corpus([*rows, *strangers]), NOTHING_DECIDED)

    assert same(straight.network, linked.network[: len(rows)])
    assert same(straight.provider, linked.provider[: len(rows)])
    assert linked.weights == straight.weights
    assert len(set(linked.network[len(rows) :].tolist())) == len(strangers)


def test_what_is_not_the_same_never_returns(rows: list[Row], straight: Linked) -> None:
    """Neither with more ads, nor in another order, nor where everything is known twice."""
    sizes = np.bincount(straight.network)
    largest = np.flatnonzero(np.isin(straight.network, np.argsort(-sizes)[:5]))
    random = np.random.default_rng(8)
    apart = random.permuted(largest)[: 2 * (len(largest) // 2)].reshape(-1, 2)
    again = [replace(it, key=f"again/{it.key}") for it in rows]
    order = random.permutation(len(rows))
    place = np.argsort(order)

    now = link_ads(corpus(rows), Constraints(not_same=apart)).network
    more = link_ads(corpus([*rows, *again]), Constraints(not_same=apart)).network
    mixed = link_ads(corpus([rows[i] for i in order]), Constraints(not_same=place[apart])).network

    for found, pairs in ((now, apart), (more, apart), (mixed, place[apart])):
        assert (found[pairs[:, 0]] != found[pairs[:, 1]]).all()
