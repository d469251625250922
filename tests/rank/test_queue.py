"""Leads: their order, their sums, and when there is not enough to say."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lamplight.model import BankHit, Lead
from lamplight.rank.calibrate import Calibration
from lamplight.rank.queue import rank_networks
from tests.rank.networks import (
    INDICATORS,
    NOON,
    AdFacts,
    Network,
    a_network,
    a_signal,
    an_ad,
    days_ago,
    facts_of,
    lead_of,
)

HIT = BankHit("missing", "a missing person", "phone", "+12135550123")


def ranked(*networks: Network, calibration: Calibration | None = None) -> list[Lead]:
    return rank_networks([facts_of(*networks)], INDICATORS, NOON, calibration)


def test_every_network_gets_a_lead_with_ranks_from_one() -> None:
    networks = [a_network(an_ad(), id=f"n{number}") for number in range(5)]

    leads = ranked(*networks)

    assert [lead.network_id for lead in leads] == ["n0", "n1", "n2", "n3", "n4"]
    assert [lead.rank for lead in leads] == [1, 2, 3, 4, 5]


def test_the_score_is_the_sum_of_the_reasons_bits_strongest_first() -> None:
    lead = lead_of(
        an_ad(1, "real pictures, just turned 18", seen_at=days_ago(2), hits=(HIT,)),
        an_ad(2, "new in town", provider_id="p2", signals=(a_signal(),)),
    )

    bits = [reason.bits for reason in lead.reasons]
    assert lead.score == round(sum(bits), 6)
    assert [abs(one) for one in bits] == sorted((abs(one) for one in bits), reverse=True)
    assert any(reason.kind == "prior" and reason.bits == -5.9 for reason in lead.reasons)


def test_enough_comes_before_not_enough_whatever_the_score() -> None:
    thin = a_network(an_ad(1, "real pictures", seen_at=days_ago(0)), id="a")
    hit = a_network(
        an_ad(1, "new in town, leaving soon", seen_at=days_ago(300), hits=(HIT,)), id="b"
    )

    leads = ranked(thin, hit)

    assert [(lead.network_id, lead.enough) for lead in leads] == [("b", True), ("a", False)]


def test_one_ordinary_sign_is_not_enough_to_say() -> None:
    lead = lead_of(an_ad(1, "real pictures"))

    assert not lead.enough
    assert lead.probability is None
    (reason,) = (one for one in lead.reasons if one.kind == "floor")
    assert reason.text.startswith("Not enough to say")
    assert reason.bits == 0


def test_a_reason_of_many_ads_is_marked_in_the_newest_and_says_so() -> None:
    hidden = a_signal(obfuscation=0.6)
    ads = [
        an_ad(n, "abcdefgh"[n], signals=(hidden,), seen_at=days_ago(n) if n else None)
        for n in range(8)
    ]

    (reason,) = (one for one in lead_of(*ads).reasons if "disguised" in one.text)

    assert [mark.ad_id for mark in reason.evidence] == ["0001", "0002", "0003", "0004", "0005"]
    assert reason.text.endswith("; marked in the 5 newest of 8 ads)")


def test_two_kinds_of_evidence_are_enough() -> None:
    hidden = a_signal(obfuscation=0.6)

    lead = lead_of(an_ad(1, "real pictures", signals=(hidden,)))

    assert lead.enough


def test_signs_of_independence_alone_are_never_enough() -> None:
    lead = lead_of(*_independent())

    assert not lead.enough
    assert any(reason.kind == "independence" and reason.bits < 0 for reason in lead.reasons)


def test_a_probability_is_given_only_where_enough_is_known() -> None:
    fitted = Calibration(slope=1.0, offset=0.0, confirmed=30, dismissed=30)
    networks = [
        a_network(an_ad(1, hits=(HIT,)), id="known"),
        a_network(an_ad(1), id="thin"),
    ]

    known, thin = ranked(*networks, calibration=fitted)

    assert known.probability == fitted.probability(known.score)
    assert thin.probability is None


def test_the_order_of_networks_and_ads_does_not_matter() -> None:
    ads = [
        an_ad(number, f"text {'x' * number} real pictures", provider_id=f"p{number % 3}")
        for number in range(6)
    ]
    one = [a_network(*ads, id="n1"), a_network(*ads[:2], id="n2")]
    other = [a_network(*ads[:2][::-1], id="n2"), a_network(*ads[::-1], id="n1")]

    assert ranked(*one) == ranked(*other)


SHOWN = [
    a_signal("phone", "+12135550101", obfuscation=0.6),
    a_signal("phone", "+12545550102"),
    a_signal("phone", "+12545550103", field=None, start=None, end=None),
    *(a_signal("handle", "any:rose"), a_signal("age", "17"), a_signal("age", "21")),
    *(a_signal("price", "80 USD"), a_signal("price", "90 USD"), a_signal("email", confidence=0.2)),
]
SOME_ADS = st.lists(
    st.builds(
        an_ad,
        number=st.integers(0, 99),
        body=st.sampled_from(("real pictures", "new in town", "two girls", "no words")),
        title=st.sampled_from(("Rose", "Iris", "ROSE 5")),
        provider_id=st.sampled_from(("p1", "p2", "p3")),
        seen_at=st.none() | st.integers(-3, 60).map(days_ago),
        place=st.sampled_from((None, "Waco, TX, US", "Boise, ID, US", "Miami, FL, US", "Reno")),
        country=st.sampled_from((None, "US")),
        age=st.none() | st.integers(15, 24),
        signals=st.lists(st.sampled_from(SHOWN), max_size=4).map(tuple),
        hits=st.sampled_from(((), (HIT,))),
    ),
    min_size=1,
    max_size=9,
    unique_by=lambda ad: ad.id,
)


@given(st.lists(SOME_ADS, min_size=1, max_size=4))
def test_a_network_is_ranked_as_if_it_were_alone(several: list[list[AdFacts]]) -> None:
    networks = [a_network(*ads, id=f"n{number}") for number, ads in enumerate(several)]

    together = {lead.network_id: lead for lead in ranked(*networks)}

    for network in networks:
        (alone,) = ranked(network)
        assert replace(together[network[0]], rank=1) == alone


def test_places_come_most_frequent_first() -> None:
    lead = lead_of(
        an_ad(1, place="Waco, TX, US", seen_at=days_ago(3)),
        an_ad(2, place="Austin, TX, US", seen_at=days_ago(1)),
        an_ad(3, place="Waco, TX, US"),
    )

    assert lead.cities == ("Waco, TX, US", "Austin, TX, US")
    assert (lead.first_seen, lead.last_seen) == (days_ago(3), days_ago(1))


def _independent() -> list[AdFacts]:
    return [
        an_ad(number, place="Waco, TX, US", seen_at=days_ago(10 * number), signals=(a_signal(),))
        for number in range(4)
    ]
