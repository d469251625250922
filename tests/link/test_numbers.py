import numpy as np

from lamplight.link.cluster import link_ads
from lamplight.link.corpus import Constraints
from lamplight.link.numbers import full_numbers
from tests.link.corpora import NOTHING_DECIDED, Row, corpus, story


def number(value: str) -> tuple[str, str]:
    return ("phone", value)


def test_a_bare_number_is_the_one_that_is_known_with_its_country() -> None:
    known = [number("+12135550123"), number("+442079460123"), number("+390612345678")]
    bare = [number(it) for it in ("2135550123", "02079460123", "2079460123", "0612345678")]

    found = full_numbers(known + bare)

    assert found == dict(zip(bare, (known[0], known[1], known[1], known[2]), strict=True))


def test_a_number_whose_code_came_without_the_plus_is_that_number() -> None:
    known, bare = number("+12135550123"), number("12135550123")

    assert full_numbers([known, bare]) == {bare: known}


def test_a_bare_number_that_could_be_two_stays_for_itself() -> None:
    assert full_numbers([number(it) for it in ("+34612345678", "+351612345678", "612345678")]) == {}


def test_ten_digits_under_two_countries_are_the_number_that_most_ads_show() -> None:
    often, seldom, bare = (number(it) for it in ("+12135550123", "+522135550123", "2135550123"))

    assert full_numbers([often, seldom, bare]) == {seldom: often, bare: often}
    assert full_numbers([seldom, often]) == {often: seldom}


def test_a_number_that_was_read_under_the_country_of_the_ad_is_as_widely_shown_as_it_is() -> None:
    desk, read_as = number("+12135550123"), number("+522135550123")
    known = [Row(f"a/{i}", (desk, number(f"+1214555{i:04d}")), story(i)) for i in range(12)]
    abroad = [
        Row(f"b/{i}", (read_as, number(f"+5233555500{i}")), story(20 + i), place=1)
        for i in range(2)
    ]

    linked = link_ads(corpus(known + abroad), NOTHING_DECIDED)

    assert len(set(linked.network.tolist())) == 14
    assert {use.value: use.ads for use in linked.uses} == {"+12135550123": 14}


def test_a_number_under_another_country_that_people_decided_about_stays_as_it_is() -> None:
    often, seldom = number("+12135550123"), number("+522135550123")
    rows = [
        Row("a/1", (often,), story(1)),
        Row("a/2", (often,), story(2)),
        Row("a/3", (seldom,), story(3)),
    ]
    ignored = Constraints(ignored=frozenset({seldom}))

    assert link_ads(corpus(rows), ignored).network.tolist() == [0, 0, 1]


def test_a_short_number_stays_for_itself() -> None:
    assert full_numbers([number("+3725550123"), number("5550123")]) == {}


def test_an_ending_that_is_no_national_number_is_no_match() -> None:
    assert full_numbers([number("+12135550123"), number("135550123")]) == {}


def test_only_telephone_numbers_are_completed() -> None:
    assert full_numbers([number("+12135550123"), ("handle", "2135550123")]) == {}


def test_ads_with_and_without_the_country_are_one_network_and_the_link_says_so() -> None:
    rows = [
        Row("a/1", (number("+12135550123"),), story(1)),
        Row("a/2", (number("2135550123"),), story(2)),
    ]

    linked = link_ads(corpus(rows), NOTHING_DECIDED)

    assert linked.network.tolist() == [0, 0]
    assert [(use.value, use.ads) for use in linked.uses] == [("+12135550123", 2)]
    assert "+12135550123 (one without its country" in linked.links[0].reasons[0].text


def test_an_ad_that_shows_both_forms_shows_one_number() -> None:
    both = (number("+12135550123"), number("2135550123"))
    rows = [Row("a/1", both, story(1)), Row("a/2", both, story(2))]

    linked = link_ads(corpus(rows), NOTHING_DECIDED)

    assert np.unique(linked.network).tolist() == [0]
    assert len(linked.uses) == 1


def test_a_bare_number_that_people_decided_about_stays_as_it_is_written() -> None:
    rows = [
        Row("a/1", (number("+12135550123"),), story(1)),
        Row("a/2", (number("2135550123"),), story(2)),
    ]
    ignored = Constraints(ignored=frozenset({number("2135550123")}))

    assert link_ads(corpus(rows), ignored).network.tolist() == [0, 1]
