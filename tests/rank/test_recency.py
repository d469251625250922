"""A lead that is told again on a later day is the lead that is found on that day."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from lamplight.model import BankHit
from lamplight.rank.facts import microseconds
from lamplight.rank.recency import recencies
from lamplight.rank.score import Scorer
from lamplight.rank.view import view_of
from tests.rank.networks import INDICATORS, NOON, AdFacts, a_network, an_ad, facts_of

SCORER = Scorer.of(INDICATORS)
HOURS = st.one_of(st.none(), st.integers(-24 * 45, 0))
SOME = st.builds(
    lambda number, provider, body, hours: an_ad(
        number,
        body,
        provider_id=provider,
        seen_at=None if hours is None else NOON + timedelta(hours=hours),
    ),
    st.integers(1, 9_999),
    st.sampled_from(["p1", "p2"]),
    st.sampled_from(["hello there", "new in town", "barely legal, just turned 18", "no texts"]),
    HOURS,
)


@given(
    st.lists(st.lists(SOME, min_size=1, max_size=8, unique_by=lambda ad: ad.id), min_size=1),
    st.integers(0, 24 * 40),
)
def test_what_is_told_again_is_what_is_found(networks: list[list[AdFacts]], hours: int) -> None:
    facts = facts_of(*(a_network(*ads, id=f"n{at}") for at, ads in enumerate(networks)))
    later = NOON + timedelta(hours=hours)

    kept = recencies(facts, microseconds(NOON))
    found = SCORER.score(view_of(facts, NOON))
    anew = SCORER.score(view_of(facts, later))

    for recency, before, expected, still in zip(
        kept, found, anew, recencies(facts, microseconds(later)), strict=True
    ):
        assert recency is not None
        assert still is not None
        told = SCORER.again(before.reasons, before.enough, recency, microseconds(later))
        assert told == expected
        assert recency.lately(microseconds(later)).tolist() == still.days.tolist()


def test_an_ad_that_is_dated_ahead_or_a_hit_may_change_more_than_the_day() -> None:
    ahead = a_network(an_ad(seen_at=NOON + timedelta(seconds=1)), id="n1")
    hit = a_network(an_ad(hits=(BankHit("b", "p", "phone", "+12135550123", 0, False),)), id="n2")
    plain = a_network(an_ad(seen_at=NOON), id="n3")

    found = recencies(facts_of(ahead, hit, plain), microseconds(NOON))

    assert [it is None for it in found] == [True, True, False]


def test_it_does_not_hold_where_a_cap_is_shared_or_the_day_is_evidence() -> None:
    (active,) = (one for one in INDICATORS if one.name == "active")
    others = [one for one in INDICATORS if one.name != "active"]
    prices = next(one for one in others if one.rule == "identical_prices")

    assert SCORER.holds()
    assert not Scorer.of([*others, replace(active, kind="places")]).holds()
    assert not Scorer.of([*INDICATORS, replace(prices, name="z", kind="activity")]).holds()
