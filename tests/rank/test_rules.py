"""Structural signs: what fires them, what looks alike and does not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight.model import BankHit, Evidence, Signal
from lamplight.rank.rules import RULES
from tests.rank.networks import (
    INDICATORS,
    AdFacts,
    a_signal,
    an_ad,
    days_ago,
    view,
)

A, B, C = "+12135550101", "+12135550102", "+12135550103"


@dataclass(frozen=True)
class Found:
    """A finding, with the evidence that its marks stand for."""

    text: str
    strength: float
    evidence: tuple[Evidence, ...]


def found(rule: str, *ads: AdFacts) -> list[Found]:
    looked_at = view(*ads)
    return [
        Found(one.text, one.strength, tuple(looked_at.evidence(mark) for mark in one.marks))
        for _, one in RULES[rule](looked_at)
    ]


def phone(value: str, **other: object) -> tuple[Signal, ...]:
    return (a_signal("phone", value, **other),)


def test_every_rule_belongs_to_an_indicator_and_every_finding_is_a_sentence() -> None:
    assert {one.rule for one in INDICATORS if one.rule} == set(RULES)


def test_nothing_fires_on_a_plain_ad_but_the_prior() -> None:
    assert [rule for rule in RULES if found(rule, an_ad())] == ["prior"]


def test_shared_contact_counts_people_not_ads() -> None:
    alone = [an_ad(number, signals=phone(A)) for number in range(9)]
    shared = [
        an_ad(number, provider_id=f"p{number}", signals=phone(A, start=number, end=number + 9))
        for number in range(3)
    ]

    assert found("shared_contact", *alone) == []
    (finding,) = found("shared_contact", *shared)
    assert finding.text == (
        f"3 providers, told apart by pictures or words, are reached by one phone, {A}"
    )
    assert finding.strength == pytest.approx(2 / 3)
    assert [(mark.ad_id, mark.start) for mark in finding.evidence] == [
        ("0000", 0),
        ("0001", 1),
        ("0002", 2),
    ]


def test_a_handle_without_a_platform_is_named_as_people_write_it() -> None:
    signals = (a_signal("handle", "any:rose_vip"),)
    first = an_ad(1, provider_id="p1", signals=signals, seen_at=days_ago(9))
    second = an_ad(2, provider_id="p2", signals=signals, seen_at=days_ago(8))
    texts = [
        finding.text
        for rule in ("shared_contact", "contact_handed_on")
        for finding in found(rule, first, second)
    ]

    assert texts == [
        "2 providers, told apart by pictures or words, are reached by one handle, "
        "@rose_vip (platform not said)",
        "The handle @rose_vip (platform not said) goes from one provider's ads to another's "
        "within a day",
    ]


def test_a_doubtful_reading_shares_nothing() -> None:
    doubtful = [
        an_ad(number, provider_id=f"p{number}", signals=phone(A, confidence=0.3))
        for number in range(3)
    ]

    assert found("shared_contact", *doubtful) == []


def test_a_contact_is_handed_on_when_one_person_ends_where_the_next_begins() -> None:
    first = an_ad(1, provider_id="p1", signals=phone(A), seen_at=days_ago(40))
    second = an_ad(2, provider_id="p2", signals=phone(A), seen_at=days_ago(35))
    late = an_ad(3, provider_id="p2", signals=phone(A), seen_at=days_ago(2))

    (finding,) = found("contact_handed_on", first, second)

    assert finding.text.endswith("within 5 days")
    assert [mark.ad_id for mark in finding.evidence] == ["0001", "0002"]
    assert found("contact_handed_on", first, late) == []
    assert found("contact_handed_on", first, an_ad(4, provider_id="p1", signals=phone(A))) == []


def test_many_phones_are_one_persons_within_a_month() -> None:
    quick = [an_ad(n, signals=phone(p), seen_at=days_ago(n)) for n, p in enumerate((A, B, C))]
    slow = [an_ad(n, signals=phone(p), seen_at=days_ago(40 * n)) for n, p in enumerate((A, B, C))]
    three = [
        an_ad(n, provider_id=f"p{n}", signals=phone(p), seen_at=days_ago(n))
        for n, p in enumerate((A, B, C))
    ]

    assert len(found("many_phones", *quick)) == 1
    assert found("many_phones", *slow) == []
    assert found("many_phones", *three) == []


PLACES = {
    "Waco, TX, US": (31.5, -97.1),
    "Boise, ID, US": (43.6, -116.2),
    "Miami, FL, US": (25.8, -80.2),
    "Hialeah, FL, US": (25.86, -80.28),
}


def placed(number: int, place: str, day: float) -> AdFacts:
    lat, lon = PLACES[place]
    return an_ad(number, place=place, lat=lat, lon=lon, seen_at=days_ago(day), country="US")


def test_many_places_are_far_apart_and_at_once() -> None:
    names = list(PLACES)
    at_once = [placed(n, name, 1 + n / 10) for n, name in enumerate(names[:3])]
    touring = [placed(n, name, 1 + n * 2) for n, name in enumerate(names[:3])]
    near = [placed(n, name, 1) for n, name in enumerate((names[0], names[2], names[3]))]

    (finding,) = found("many_places", *at_once)

    assert finding.text == "Ads in 3 areas within 24 hours: Boise, Miami, Waco"
    assert finding.strength == 0.5
    assert found("many_places", *touring) == []
    assert found("many_places", *near) == []


def test_a_town_that_is_named_without_its_region_is_no_area_of_its_own() -> None:
    def there(number: int, place: str, *, position: bool) -> AdFacts:
        lat, lon = PLACES[place] if position else (None, None)
        return an_ad(number, place=place, lat=lat, lon=lon, seen_at=days_ago(1))

    vague = [an_ad(number, place="Waco", seen_at=days_ago(1)) for number in (1, 8)]
    waco, boise = there(2, "Waco, TX, US", position=True), there(3, "Boise, ID, US", position=True)
    miami, texas = (
        there(4, "Miami, FL, US", position=False),
        an_ad(5, place="TX, US", seen_at=days_ago(1)),
    )

    assert found("many_places", *vague, waco, boise) == []
    assert found("many_places", vague[0], there(2, "Waco, TX, US", position=False), boise) == []
    (finding,) = found("many_places", *vague, waco, boise, miami, texas)
    assert finding.text == "Ads in 3 areas within 24 hours: Boise, Miami, Waco"


def test_two_towns_of_one_name_are_told_apart() -> None:
    places = ("Waco, TX, US", "Waco, KY, US", "Boise, ID, US")
    ads = [an_ad(n, place=place, seen_at=days_ago(1)) for n, place in enumerate(places)]

    (finding,) = found("many_places", *ads)

    assert finding.text == ("Ads in 3 areas within 24 hours: Boise, Waco (KY, US), Waco (TX, US)")


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(list(PLACES)), st.integers(0, 200)), max_size=12))
def test_the_fullest_day_is_the_one_that_looking_at_every_ad_finds(
    seen: list[tuple[str, int]],
) -> None:
    ads = [placed(number, place, hours / 24) for number, (place, hours) in enumerate(seen)]

    finding = next(iter(found("many_places", *ads)), None)

    area = dict(zip((place for place, _ in seen), view(*ads).area.tolist(), strict=True))
    slow = max(
        (
            len({area[place] for place, other in seen if hours <= other <= hours + 24})
            for _, hours in seen
        ),
        default=0,
    )
    assert (finding.strength if finding else 0) == (min(1, slow / 6) if slow >= 3 else 0)


def prices(*values: str) -> tuple[Signal, ...]:
    return tuple(a_signal("price", value) for value in values)


def test_identical_prices_are_a_whole_list_of_different_people() -> None:
    two = prices("80 USD", "140 USD")
    same = [an_ad(n, provider_id=f"p{n}", signals=two) for n in range(2)]
    one_person = [an_ad(n, signals=two) for n in range(2)]
    one_price = [an_ad(n, provider_id=f"p{n}", signals=two[:1]) for n in range(2)]

    (finding,) = found("identical_prices", *same)

    assert finding.text == "2 of 2 different providers ask the same 2 prices"
    assert found("identical_prices", *one_person) == []
    assert found("identical_prices", *one_price) == []


def test_an_area_code_disagrees_only_within_the_country() -> None:
    here = {"place": "Waco, TX, US", "country": "US"}
    far = an_ad(1, signals=phone("+12135550101"), **here)
    home = an_ad(2, signals=phone("+12545550101"), **here)
    abroad = an_ad(3, signals=phone("+442079460000"), **here)
    unknown = an_ad(4, signals=phone("+19995550101"), **here)

    (finding,) = found("area_code", far, home)

    assert finding.text == "The phone's area code is of CA, the ad's place in TX, in 1 of 2 ads"
    assert finding.strength == 0.5
    for ad in (home, abroad, unknown):
        assert found("area_code", ad) == []


def test_a_disguised_phone_is_one_that_had_to_be_undone() -> None:
    plain, dotted = (
        an_ad(1, "a", signals=phone(A)),
        an_ad(2, "b", signals=phone(A, obfuscation=0.2)),
    )
    hidden = an_ad(3, "c", signals=phone(A, obfuscation=0.7))
    given_by_site = an_ad(4, "d", signals=phone(A, field=None, start=None, end=None))

    (finding,) = found("obscured_phone", plain, dotted, hidden, given_by_site)

    assert finding.strength == pytest.approx(1 / 3)
    assert [mark.ad_id for mark in finding.evidence] == ["0003"]
    assert found("obscured_phone", plain, dotted, given_by_site) == []


def test_repeating_a_text_is_no_more_evidence() -> None:
    hidden = an_ad(0, "other words", signals=phone(A, obfuscation=0.7))
    once = found("obscured_phone", hidden, an_ad(1, "plain", signals=phone(A)))
    copies = [an_ad(n, f"PLAIN  {n * 1000}", signals=phone(A)) for n in range(2, 50)]

    again = found("obscured_phone", hidden, *copies, an_ad(1, "plain", signals=phone(A)))

    assert [one.strength for one in once] == [one.strength for one in again] == [0.5]


def test_a_stated_age_under_eighteen_is_seen_in_every_copy() -> None:
    copies = [an_ad(n, signals=(a_signal("age", "24"),)) for n in range(5)]
    young = an_ad(9, signals=(a_signal("age", "17"),))

    (finding,) = found("minor_stated_age", *copies, young)

    assert (finding.text, finding.strength) == ("An age under 18 is stated: 17", 1.0)
    assert [mark.ad_id for mark in finding.evidence] == ["0009"]
    assert found("minor_stated_age", an_ad(1, age=16))
    assert found("minor_stated_age", *copies, an_ad(1, age=3)) == []


def independent() -> Iterator[AdFacts]:
    for number in range(4):
        yield an_ad(number, place="Waco, TX, US", signals=phone(A), seen_at=days_ago(number * 7))


def test_independence_is_one_person_one_phone_one_place_for_weeks() -> None:
    ads = list(independent())

    (finding,) = found("independent", *ads)

    assert finding.text == "One provider, one phone, one place (Waco) for 21 days"
    assert found("independent", *ads, an_ad(9, provider_id="p2")) == []
    assert found("independent", *ads, an_ad(9, signals=phone(B))) == []
    assert found("independent", *ads, an_ad(9, place="Boise, ID, US")) == []
    assert found("independent", *ads[:2]) == []


def test_a_watch_list_hit_names_list_purpose_and_value_but_no_hash() -> None:
    on_list = BankHit("missing", "a missing person", "phone", A)
    picture = BankHit("missing", "a missing person", "picture", "f0" * 32, distance=31)
    ad = an_ad(1, signals=phone(A, start=3, end=9), hits=(on_list, picture))

    value, near = found("watch_list", ad)

    assert value.text == f"The phone {A} is on the watch list “missing” (a missing person)"
    assert (value.evidence[0].start, value.evidence[0].end) == (3, 9)
    assert "f0f0" not in near.text
    assert (value.strength, near.strength) == (1.0, 0.5)


def test_pictures_that_are_withheld_are_told_by_their_list_and_no_hash() -> None:
    held = BankHit("known", "known abuse", "picture", "f0" * 32, distance=9, withheld=True)
    ads = an_ad(1, hits=(held,)), an_ad(2, hits=(held,))

    (told,) = found("known_picture", *ads)

    assert told.text == (
        "Held: pictures of 2 ads match the known list “known” (known abuse); they are shown nowhere"
    )
    assert len(told.evidence) == 2
    assert found("watch_list", *ads) == []


def test_lately_and_often_seen_count_days_and_nothing_after_now() -> None:
    today = an_ad(1, seen_at=days_ago(0.1))
    same_day = [an_ad(n, seen_at=days_ago(0.1 + n / 100)) for n in range(2, 9)]
    future = an_ad(10, seen_at=days_ago(-5))

    (recent,) = found("recent", today, future)

    assert (recent.text, recent.strength) == ("Last seen on 31 Jan 2026", 1.0)
    assert found("recent", an_ad(1, seen_at=days_ago(31))) == []
    assert found("active", today, *same_day, future) == []
    (active,) = found("active", today, an_ad(2, seen_at=days_ago(3)))
    assert active.text == "Posted on 2 of the last 30 days"


def test_the_same_title_with_other_pictures_may_be_one_person() -> None:
    signals = (a_signal("phone", A),)
    first = an_ad(1, provider_id="p1", title="Rose in Waco", signals=signals, seen_at=days_ago(9))
    same = an_ad(2, provider_id="p2", title="ROSE in Waco!", signals=signals, seen_at=days_ago(8))
    other = replace(same, title="Iris in Waco")

    assert found("contact_handed_on", first, same) == []
    assert len(found("contact_handed_on", first, other)) == 1


def test_one_person_with_two_albums_is_independent_too() -> None:
    ads = [replace(ad, title="Rose in Waco") for ad in independent()]
    second_album = replace(ads[-1], id="other", provider_id="p2")

    assert len(found("independent", *ads, second_album)) == 1
