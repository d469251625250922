"""Each kind of evidence alone, through the whole of linking: two groups of ads, one question."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.link.cluster import link_ads
from lamplight.link.ones import OTHERS, own_of
from lamplight.link.shares import CONTACTS, KINDS, Shares
from lamplight.link.table import MOST_GROUPS, Table
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


def test_a_second_contact_in_common_tells_more_than_one() -> None:
    mail, own = ("email", "a@mail.example"), phone(2)
    one = (Row("a/1", (phone(1), own)), Row("a/2", (phone(1),), place=1))
    two = (Row("a/1", (phone(1), mail, own)), Row("a/2", (phone(1), mail), place=1))

    assert together(*two)
    assert not together(*one)


@pytest.mark.parametrize(("pictures", "joined"), [(0, True), (1, True), (3, False)])
def test_different_pictures_speak_against_who_has_the_words_alone(
    pictures: int, joined: bool
) -> None:
    """One text under two numbers in one place and week; each shows so many pictures of its own."""
    left, right = (
        Row(f"a/{i}", (phone(i),), story(1), tuple(picture(10 * i + it) for it in range(pictures)))
        for i in (1, 2)
    )

    assert together(left, right) == joined


def test_people_with_one_number_have_pictures_of_their_own() -> None:
    albums = [tuple(picture(10 * i + it) for it in range(4)) for i in range(2)]

    assert together(*(Row(f"a/{i}", (phone(1),), "", albums[i]) for i in range(2)))


def test_a_desks_number_and_one_stolen_picture_join_nobody_who_was_elsewhere() -> None:
    """Of thirty with a desk's number, two show one picture: far more than chance, if either showed
    one thing alone; but each has numbers, words and pictures of his own."""
    desk = phone(99)
    ads = [
        Row(
            f"a/{i}-{ad}",
            (phone(i), desk),
            story(i),
            (picture(1 if i < 2 else 10 + i), picture(50 + i)),
            place=i,
            day=20_000 + ad,
        )
        for i in range(30)
        for ad in range(4)
    ]

    linked = link_ads(corpus([*ads, *strangers(2500)]), NOTHING_DECIDED, DEFAULT)

    assert linked.network[0] != linked.network[4]
    assert len(set(linked.network[: len(ads)].tolist())) == 30


def strangers(count: int = 300) -> list[Row]:
    """Ads in twos, each two in a place and month of their own."""
    return [
        Row(f"z/{i}-{ad}", (phone(500 + i),), day=20_000 + i % 60 + ad, place=10 + i % 30)
        for i in range(count)
        for ad in range(2)
    ]


def test_many_with_one_text_in_one_place_at_one_time_belong_together() -> None:
    crowd = [Row(f"a/{i}", (phone(i),), story(1)) for i in range(12)]
    spread = [Row(f"a/{i}", (phone(i),), story(1), place=i % 9) for i in range(12)]

    met = link_ads(corpus([*crowd, *strangers()]), NOTHING_DECIDED, DEFAULT).network
    unmet = link_ads(corpus([*spread, *strangers()]), NOTHING_DECIDED, DEFAULT).network

    assert len(set(met[:12].tolist())) == 1
    assert len(set(unmet[:12].tolist())) > 6


def test_a_desks_number_and_a_copied_text_join_nobody_who_has_a_number_of_his_own() -> None:
    desk = phone(99)
    ads = [
        Row(f"a/{i}{ad}", (phone(i), desk), story(1 if i < 2 else i), place=i, day=20_000 + ad)
        for i in range(8)
        for ad in range(6)
    ]

    linked = link_ads(corpus([*ads, *strangers()]), NOTHING_DECIDED, DEFAULT)

    assert len(set(linked.network[: len(ads)].tolist())) == 8


def test_different_kinds_of_contact_are_no_contradiction() -> None:
    mail, site = ("email", "a@mail.example"), ("url", "a.example")

    assert together(Row("a/1", (phone(1), mail)), Row("a/2", (phone(1), site), day=20_020))


def test_two_things_common_in_one_community_join_nobody_who_shows_both() -> None:
    desk = ("email", "help@mail.example")
    some = [Row(f"a/{i}", (desk, phone(i)), place=i, day=20_000 + i) for i in range(8)]
    others = [Row(f"b/{i}", (), "", (picture(1),), place=i, day=20_000 + i) for i in range(8)]
    both = [
        Row(f"c/{i}", (desk,), "", (picture(1),), place=i, day=20_100 + 60 * i) for i in range(2)
    ]

    linked = link_ads(corpus([*both, *some, *others, *strangers(2500)]), NOTHING_DECIDED, DEFAULT)

    assert linked.network[0] != linked.network[1]


def test_a_second_thing_in_common_is_a_bit_of_its_own() -> None:
    rows = [Row(f"a/{i}", (phone(1),), story(1), day=20_000.0 + i) for i in range(2)]

    with_it, without = (
        link_ads(corpus(rows), NOTHING_DECIDED, {**DEFAULT, "second value": bits}).links[0].bits
        for bits in (1.0, 0.0)
    )

    assert with_it - without == pytest.approx(1.0)


@given(
    st.lists(st.sets(st.integers(0, 20)), min_size=30, max_size=30),
    st.lists(st.integers(0, len(KINDS) - 1), min_size=21, max_size=21),
    st.integers(0, 2**32),
)
def test_contacts_of_ones_own_are_those_that_the_other_does_not_show(
    shown: list[set[int]], kinds: list[int], seed: int
) -> None:
    pairs = [(row, value) for row, values in enumerate(shown) for value in sorted(values)]
    row, value = np.array(pairs, np.int64).reshape(-1, 2).T.copy()
    shares = Shares(row, value, np.array(kinds), np.arange(21), np.zeros(21, np.bool_))
    table = Table(np.arange(30), shares, DEFAULT)
    low, high = np.random.default_rng(seed).integers(0, 30, (2, 50))

    found = own_of(table, low, high)

    counts = (table.kind < CONTACTS) & (table.groups <= MOST_GROUPS)

    def slow(a: int, b: int) -> str:
        both = [kinds[v] for v in shown[a] & shown[b] if counts[v]]
        mine, theirs = (
            [kinds[v] for v in shown[side] if counts[v]] for side in (a, b)
        )  # fmt: skip
        if not both:
            apart = table.reachable[a] and table.reachable[b]
            return "other contact" if apart else "nothing"
        more = [len(side) * 0.8 > len(both) for side in (mine, theirs)]
        clash = any(min(mine.count(kind), theirs.count(kind)) > both.count(kind) for kind in both)
        clash |= any(kind in mine and kind in theirs and kind not in both for kind in range(5))
        return "both own" if all(more) and clash else "own" if any(more) else "nothing"

    assert [OTHERS[it] for it in found] == [
        slow(a, b) for a, b in zip(low.tolist(), high.tolist(), strict=True)
    ]
