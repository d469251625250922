"""The sum that is told of two clusters is the one that decides whether they are joined."""

import numpy as np
import pytest

from lamplight.link.apart import Weighing, weigh_two
from lamplight.link.cluster import link_ads
from lamplight.link.corpus import Constraints
from lamplight.link.weigh import DEFAULT
from tests.link.corpora import NOTHING_DECIDED, Row, corpus, pairs, phone, picture, story, world


def weighed(*ads: Row, decided: Constraints = NOTHING_DECIDED) -> Weighing:
    return weigh_two(corpus(ads), np.arange(len(ads)), (0, 1), decided, DEFAULT)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (Row("a/1", (phone(1),), day=20_001), Row("a/2", (phone(1),))),
        (Row("a/1", (phone(1),)), Row("a/2", (phone(1),), day=20_060, place=1)),
        (Row("a/1", (phone(1), phone(2))), Row("a/2", (phone(1),), place=1)),
        (Row("a/1", (phone(1), phone(2))), Row("a/2", (phone(1), phone(3)))),
        (Row("a/1", (phone(1), phone(2))), Row("a/2", (phone(1), phone(3)), day=20_020)),
        (Row("a/1", (phone(1),), story(1)), Row("a/2", (phone(2),), story(1))),
        (Row("a/1", (phone(1),), story(1)), Row("a/2", (phone(2),), story(1), place=1)),
        (Row("a/1", (), "", (picture(1),)), Row("a/2", (), "", (picture(1),), place=1)),
    ],
)
def test_two_are_joined_where_the_sum_reaches_what_a_join_needs(left: Row, right: Row) -> None:
    linked = link_ads(corpus([left, right]), NOTHING_DECIDED, DEFAULT)

    told = weighed(left, right)

    assert (told.bits >= told.least) == (len(set(linked.network.tolist())) == 1)
    assert told.bits == pytest.approx(sum(reason.bits for reason in told.reasons))


def test_what_is_missing_is_told() -> None:
    told = weighed(Row("a/1", (phone(1),)), Row("a/2", (phone(1),), day=20_060, place=1))

    assert [reason.bits for reason in told.reasons] == [6.0, -7.0]
    assert "one fell silent" in told.reasons[1].text
    assert told.why == "A join needs 3.0 bits; 4.0 are missing"


def test_a_second_contact_and_different_pictures_are_named() -> None:
    mail = ("email", "a@mail.example")
    one = [Row(f"a/{i}", (phone(i),), story(1), (picture(i), picture(9 + i))) for i in (1, 2)]
    two = [Row(f"a/{i}", (phone(1), mail), story(i), place=i) for i in (1, 2)]

    apart, joined = weighed(*one), weighed(*two)

    assert ("Each shows pictures, and they have none in common", -2.0) in [
        (reason.text, reason.bits) for reason in apart.reasons
    ]
    assert ("They share 2 contacts", 2.0) in [
        (reason.text, reason.bits) for reason in joined.reasons
    ]


def test_what_too_many_show_is_named_though_it_counts_nothing() -> None:
    ads = [Row(f"a/{i:02}", (phone(0), phone(i + 1)), story(i)) for i in range(30)]

    told = weighed(*ads)

    assert [reason.bits for reason in told.reasons] == [0.0]
    assert "30 groups of ads: too many" in told.reasons[0].text


def test_a_persons_word_is_the_rule_whatever_the_sum() -> None:
    ads = Row("a/1", (phone(1),)), Row("a/2", (phone(1),))

    apart = weighed(*ads, decided=Constraints(not_same=pairs((1, 0))))
    ignored = weighed(*ads, decided=Constraints(ignored=frozenset({phone(1)})))

    assert apart.bits >= apart.least
    assert apart.why.startswith("A person said that they are not the same")
    assert "a person said joins nobody" in ignored.reasons[0].text


def test_two_that_share_nothing_have_no_sum() -> None:
    told = weighed(Row("a/1", (phone(1),)), Row("a/2", (phone(2),)))

    assert (told.reasons, told.bits) == ((), 0.0)
    assert told.why == "Nothing that both show could join them"


def test_no_two_networks_of_a_linked_world_have_what_a_join_of_two_needs() -> None:
    made = world(operators=12, seed=8)
    ads = corpus(made.rows)
    linked = link_ads(ads, NOTHING_DECIDED)
    networks = linked.network.max() + 1

    told = [
        weigh_two(ads, linked.network, (left, right), NOTHING_DECIDED, linked.weights)
        for left in range(networks)
        for right in range(left)
    ]

    assert any(one.reasons for one in told)
    assert all(one.bits < one.least for one in told)
