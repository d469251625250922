from dataclasses import replace

import numpy as np
import pytest

from lamplight.arrays import I64
from lamplight.link.cluster import link_ads
from lamplight.link.corpus import Constraints
from lamplight.match.hamming import number_by_first
from tests.link.corpora import NOTHING_DECIDED, Row, corpus, pairs, phone, picture, story, world


def together(labels: I64) -> set[tuple[int, int]]:
    rows = range(len(labels))
    return {(i, j) for i in rows for j in range(i) if labels[i] == labels[j]}


def test_two_ads_with_one_phone_are_one_network() -> None:
    ads = [Row("a/1", (phone(1),), story(1)), Row("a/2", (phone(1),), story(2))]

    linked = link_ads(corpus(ads), NOTHING_DECIDED)

    assert linked.network.tolist() == [0, 0]
    [link] = linked.links
    assert {link.left, link.right} == {0, 1}
    assert "+12135550001" in link.reasons[0].text
    assert link.bits == pytest.approx(sum(reason.bits for reason in link.reasons))


def test_a_link_names_the_contact_that_joined_two_ads_also_where_words_make_them_one_person() -> (
    None
):
    ads = [
        Row(f"a/{number}", (phone(number % 3),), story(1), day=20_000.0 + number, place=number % 3)
        for number in range(9)
    ]

    linked = link_ads(corpus(ads), NOTHING_DECIDED)

    assert linked.network.tolist() == linked.provider.tolist() == [0, 1, 2] * 3
    for link in linked.links:
        shown = [reason.value for reason in link.reasons if reason.kind == "phone"]
        assert shown == [phone(link.left % 3)[1]]


def test_no_link_is_worth_less_than_a_join_must_be() -> None:
    linked = link_ads(corpus(world(seed=3).rows), NOTHING_DECIDED)

    assert min(link.bits for link in linked.links) >= linked.weights["least"] == 3.0


def test_a_link_names_its_ads_in_the_order_in_which_they_came() -> None:
    linked = link_ads(corpus(world(operators=10).rows), NOTHING_DECIDED)

    assert len(linked.links)
    assert all(link.left < link.right for link in linked.links)


def test_a_link_names_a_handle_without_a_platform_as_people_write_it() -> None:
    shown = (("handle", "any:rose_vip"),)

    linked = link_ads(
        corpus([Row("a/1", shown, story(1)), Row("a/2", shown, story(2))]), NOTHING_DECIDED
    )

    assert "the handle @rose_vip (platform not said)" in linked.links[0].reasons[0].text


def test_a_copied_template_in_another_city_joins_nobody() -> None:
    ads = [
        Row("a/1", (phone(1),), story(1), place=0),
        Row("a/2", (phone(2),), story(1), place=1),
    ]

    linked = link_ads(corpus(ads), NOTHING_DECIDED)

    assert linked.network.tolist() == [0, 1]
    assert [(cut.kind, cut.senses) for cut in linked.cuts] == [("text", ((0,), (1,)))]


def test_ads_that_share_nothing_stay_apart() -> None:
    ads = [Row(f"a/{i}", (phone(i),), story(i), (picture(i),)) for i in range(20)]

    linked = link_ads(corpus(ads), NOTHING_DECIDED)

    assert linked.network.tolist() == list(range(20))
    assert list(linked.links) == []


def test_no_ads_no_networks() -> None:
    linked = link_ads(corpus([]), NOTHING_DECIDED)

    assert linked.network.tolist() == []
    assert linked.provider.tolist() == []


def test_a_number_that_strangers_share_joins_nobody_but_its_owners_ads_stay_together() -> None:
    made = world()

    linked = link_ads(corpus(made.rows), NOTHING_DECIDED)

    assert together(linked.network) == together(np.array(made.truth))
    assert ("phone", "+18005550100") in {(cut.kind, cut.value) for cut in linked.cuts}


def test_the_order_of_the_ads_changes_nothing() -> None:
    made = world(operators=25, seed=3)
    shuffled, order = made.shuffled(4)

    straight = link_ads(corpus(made.rows), NOTHING_DECIDED)
    mixed = link_ads(corpus(shuffled.rows), NOTHING_DECIDED)

    assert number_by_first(straight.network[order]).tolist() == mixed.network.tolist()
    assert number_by_first(straight.provider[order]).tolist() == mixed.provider.tolist()
    assert sorted(link.bits for link in straight.links) == sorted(link.bits for link in mixed.links)


def test_other_names_of_sources_change_nothing() -> None:
    made = world(operators=25, seed=3)

    straight = link_ads(corpus(made.rows), NOTHING_DECIDED)
    renamed = link_ads(corpus(made.renamed("mirror-").rows), NOTHING_DECIDED)

    assert straight.network.tolist() == renamed.network.tolist()


def test_ads_that_share_nothing_change_no_other() -> None:
    made = world(operators=25, seed=5)
    strangers = [
        Row(f"z/{i}", (phone(1000 + i),), story(1000 + i), (picture(100_000 + i),), place=19)
        for i in range(200)
    ]

    before = link_ads(corpus(made.rows), NOTHING_DECIDED)
    after = link_ads(corpus([*made.rows, *strangers]), NOTHING_DECIDED, before.weights)

    n = len(made.rows)
    assert after.network[:n].tolist() == before.network.tolist()
    assert after.provider[:n].tolist() == before.provider.tolist()
    assert len(set(after.network[n:].tolist())) == len(strangers)
    assert [link.bits for link in after.links] == [link.bits for link in before.links]


def test_every_ad_twice_gives_the_same_networks() -> None:
    made = world(operators=25, seed=6)
    again = [replace(row, key=f"again-{row.key}") for row in made.rows]

    once = link_ads(corpus(made.rows), NOTHING_DECIDED)
    twice = link_ads(corpus([*made.rows, *again]), NOTHING_DECIDED, once.weights)

    n = len(made.rows)
    assert twice.network[:n].tolist() == once.network.tolist()
    assert twice.network[n:].tolist() == once.network.tolist()


def test_what_people_hold_apart_stays_apart() -> None:
    made = world(operators=5, seed=7)
    apart = pairs((0, 3), (1, 2))

    linked = link_ads(corpus(made.rows), Constraints(not_same=apart))

    assert linked.network[0] != linked.network[3]
    assert linked.network[1] != linked.network[2]


def test_what_people_join_is_joined_with_a_decision_as_the_reason() -> None:
    ads = [Row("a/1", (phone(1),), story(1)), Row("a/2", (phone(2),), story(2))]

    linked = link_ads(corpus(ads), Constraints(same=pairs((1, 0))))

    assert linked.network.tolist() == [0, 0]
    assert [reason.kind for reason in linked.links[0].reasons] == ["decision"]


def test_a_decision_is_the_reason_also_where_evidence_would_do() -> None:
    ads = [Row(f"a/{i}", (phone(1),), story(1), (picture(1),)) for i in range(4)]

    linked = link_ads(corpus(ads), Constraints(same=pairs((1, 3))))

    (link,) = (link for link in linked.links if (link.left, link.right) == (1, 3))
    assert [reason.kind for reason in link.reasons] == ["decision"]


def test_an_ignored_value_joins_nobody() -> None:
    ads = [Row("a/1", (phone(1),), story(1)), Row("a/2", (phone(1),), story(2))]

    linked = link_ads(corpus(ads), Constraints(ignored=frozenset({phone(1)})))

    assert linked.network.tolist() == [0, 1]


def test_the_ads_of_an_ignored_value_are_joined_by_copied_words_no_sooner_than_before() -> None:
    ads = [
        Row(f"a/{person}{i}", (phone(person),), story(1), day=20_000.0 + i, place=person)
        for person in range(4)
        for i in range(3)
    ]
    persons = together(np.repeat(np.arange(4), 3))

    before = link_ads(corpus(ads), NOTHING_DECIDED)
    after = link_ads(corpus(ads), Constraints(ignored=frozenset({phone(0)})))

    assert together(before.network) == persons
    assert together(after.network) <= persons
    assert {pair for pair in persons if min(pair) > 2} <= together(after.network)
    told = {(cut.kind, cut.value) for cut in after.cuts} | {(u.kind, u.value) for u in after.uses}
    assert phone(0) not in told


def test_a_restored_value_joins_all_that_show_it() -> None:
    made = world(operators=12, seed=8)
    line = ("phone", "+18005550100")

    linked = link_ads(corpus(made.rows), Constraints(restored=frozenset({line})))

    shown = [i for i, row in enumerate(made.rows) if line in row.shows]
    assert len({int(linked.network[i]) for i in shown}) == 1
    assert line not in {(cut.kind, cut.value) for cut in linked.cuts}


def test_ads_without_day_and_place_are_linked_by_what_they_show() -> None:
    made = world(operators=20, seed=9)
    bare = [replace(row, day=float("nan"), place=-1) for row in made.rows]

    linked = link_ads(corpus(bare), NOTHING_DECIDED)

    assert together(linked.network) == together(np.array(made.truth))


def test_links_are_a_spanning_forest_of_the_networks() -> None:
    made = world(seed=10)

    linked = link_ads(corpus(made.rows), NOTHING_DECIDED)

    labels = np.arange(len(made.rows))
    for link in linked.links:
        assert labels[link.left] != labels[link.right]
        labels[labels == labels[link.right]] = labels[link.left]
    assert number_by_first(labels).tolist() == linked.network.tolist()


def test_people_of_one_operator_are_told_apart_by_words_and_pictures() -> None:
    ads = [
        Row(f"a/{person}{i}", (phone(1),), story(person), (picture(person), picture(person + 9)))
        for person in range(3)
        for i in range(4)
    ]

    linked = link_ads(corpus(ads), NOTHING_DECIDED)

    assert set(linked.network.tolist()) == {0}
    assert linked.provider.tolist() == [person for person in range(3) for _ in range(4)]
    levels = [link.level for link in linked.links]
    assert (levels.count("provider"), levels.count("network")) == (9, 2)


def test_words_that_are_too_few_tell_nobody_apart() -> None:
    ads = [Row("a/1", (phone(1),), "call me"), Row("a/2", (phone(1),), "here today")]

    linked = link_ads(corpus(ads), NOTHING_DECIDED)

    assert linked.provider.tolist() == [0, 0]


def test_a_provider_lies_in_one_network() -> None:
    made = world(seed=11)

    linked = link_ads(corpus(made.rows), NOTHING_DECIDED)

    pairs_found = set(zip(linked.provider.tolist(), linked.network.tolist(), strict=True))
    assert len(pairs_found) == linked.provider.max() + 1


def test_single_ads_that_nothing_tells_apart_are_one_provider_held_by_their_phone() -> None:
    ads = [Row(f"a/{i}", (phone(1),), story(i)) for i in range(5)]

    linked = link_ads(corpus(ads), NOTHING_DECIDED)

    assert linked.provider.tolist() == [0] * 5
    assert all("+12135550001" in link.reasons[0].text for link in linked.links)


def test_a_single_ad_with_words_of_its_own_goes_to_a_provider_of_its_network() -> None:
    ads = [
        *(Row(f"a/{i}", (phone(1),), story(1), (picture(1),), day=20_000.0 + i) for i in range(3)),
        Row("a/alone", (phone(1),), story(2)),
    ]

    linked = link_ads(corpus(ads), NOTHING_DECIDED)

    assert linked.provider.tolist() == [0] * 4


def test_a_picture_of_its_own_keeps_an_ad_apart_from_the_others_of_its_network() -> None:
    ads = [
        *(Row(f"a/{i}", (phone(1),), story(1), (picture(1),), day=20_000.0 + i) for i in range(3)),
        Row("a/other", (phone(1),), story(2), (picture(2),)),
    ]

    linked = link_ads(corpus(ads), NOTHING_DECIDED)

    assert linked.provider.tolist() == [0, 0, 0, 1]
    assert linked.network.tolist() == [0] * 4
