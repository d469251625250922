"""Each kind of evidence alone, through the whole of linking: two groups of ads, one question."""

import pytest

from lamplight.link.cluster import link_ads
from lamplight.link.weigh import DEFAULT
from tests.link.corpora import NOTHING_DECIDED, Row, corpus, phone, picture, story

SILENCE = 60.0


def together(*rows: Row) -> bool:
    linked = link_ads(corpus(rows), NOTHING_DECIDED, DEFAULT)
    return len(set(linked.network.tolist())) == 1


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        (Row("a/1", (phone(1),)), Row("a/2", (phone(1),)), True),
        (Row("a/1", (phone(1),)), Row("a/2", (phone(1),), place=1), True),
        (Row("a/1", (phone(1),)), Row("a/2", (phone(1),), day=20_000 + SILENCE, place=1), False),
        (Row("a/1", (phone(1), phone(2))), Row("a/2", (phone(1),)), True),
        (Row("a/1", (phone(1), phone(2))), Row("a/2", (phone(1),), place=1), False),
        (Row("a/1", (phone(1), phone(2))), Row("a/2", (phone(1), phone(3))), True),
        (Row("a/1", (phone(1), phone(2))), Row("a/2", (phone(1), phone(3)), day=20_020), False),
        (Row("a/1", (phone(1),), story(1)), Row("a/2", (phone(2),), story(1)), True),
        (Row("a/1", (phone(1),), story(1)), Row("a/2", (phone(2),), story(1), place=1), False),
        (Row("a/1", (phone(1),), story(1)), Row("a/2", (), story(1)), True),
        (Row("a/1", (), "", (picture(1),)), Row("a/2", (), "", (picture(1),)), True),
        (Row("a/1", (), "", (picture(1),)), Row("a/2", (), "", (picture(1),), place=1), False),
    ],
    ids=[
        "one number, one place",
        "one number, two places at a time",
        "one number that fell silent and came back elsewhere",
        "one of them has another number too",
        "the same, in another place",
        "each of them has another number too, in one place and week",
        "each of them has another number too, at different times",
        "one text under two numbers in one place and week",
        "one text under two numbers in two places",
        "a text with a number and without",
        "one picture in one place and week",
        "one picture in two places",
    ],
)
def test_two_ads(left: Row, right: Row, joined: bool) -> None:
    assert together(left, right) == joined


def test_a_number_beside_their_own_joins_two_in_one_place_and_week_but_not_three() -> None:
    ads = [Row(f"a/{i}", (phone(0), phone(i))) for i in (1, 2, 3)]

    linked = link_ads(corpus(ads), NOTHING_DECIDED, DEFAULT)

    assert together(*ads[:2])
    assert len(set(linked.network.tolist())) == 3


def test_an_ad_without_a_number_does_not_join_those_who_copy_each_other() -> None:
    copied = story(1)
    ads = [
        Row("a/1", (phone(1),), copied, place=1),
        Row("a/2", (phone(2),), copied, place=2),
        Row("a/3", (), copied, place=1),
    ]

    linked = link_ads(corpus(ads), NOTHING_DECIDED, DEFAULT)

    assert linked.network[0] == linked.network[2] != linked.network[1]


def test_the_same_three_pictures_tell_more_than_one() -> None:
    album = (picture(1), picture(2), picture(3))
    ads = [
        Row("a/1", (phone(1),), "", album),
        Row("a/2", (phone(2),), "", album, day=20_020),
    ]
    single = [
        Row("a/1", (phone(1),), "", album[:1]),
        Row("a/2", (phone(2),), "", album[:1], day=20_020),
    ]

    assert together(*ads)
    assert not together(*single)
