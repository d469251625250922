"""What decisions mean for linking and for the queue."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lamplight.decide.constraints import constraints_of, status_of
from lamplight.decide.decision import Decision, DecisionKind

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ROWS = {101: 0, 102: 1, 103: 2}


def a_decision(number: int, kind: DecisionKind, **other: Any) -> Decision:
    return Decision(number, kind, "somebody", NOON, **other)


def merged(**into: str) -> dict[str, tuple[str, datetime]]:
    """Networks that others took the place of at noon."""
    return {old: (new, NOON) for old, new in into.items()}


def test_pairs_become_rows_and_values_become_sets() -> None:
    decisions = [
        a_decision(1, "same", left=102, right=101),
        a_decision(2, "not the same", left=102, right=103),
        a_decision(3, "restore", value=("phone", "+12135550123")),
        a_decision(4, "ignore", value=("url", "site1.example")),
    ]

    found = constraints_of(decisions, ROWS)

    assert found.same.tolist() == [[0, 1]]
    assert found.not_same.tolist() == [[1, 2]]
    assert found.restored == {("phone", "+12135550123")}
    assert found.ignored == {("url", "site1.example")}


def test_the_newest_decision_about_a_pair_counts_in_whatever_order_it_names_them() -> None:
    decisions = [
        a_decision(2, "not the same", left=102, right=101),
        a_decision(1, "same", left=101, right=102),
    ]

    found = constraints_of(decisions, ROWS)

    assert found.same.shape == (0, 2)
    assert found.not_same.tolist() == [[0, 1]]


def test_undoing_brings_back_what_was_said_before() -> None:
    decisions = [
        a_decision(1, "same", left=101, right=102),
        a_decision(2, "not the same", left=101, right=102, undone_by="x", undone_at=NOON),
    ]

    found = constraints_of(decisions, ROWS)

    assert found.same.tolist() == [[0, 1]]
    assert found.not_same.shape == (0, 2)


def test_a_decision_about_an_ad_that_is_gone_is_left_out() -> None:
    found = constraints_of([a_decision(1, "same", left=101, right=999)], ROWS)

    assert found.same.shape == (0, 2)


def test_a_status_is_the_newest_one_that_holds() -> None:
    decisions = [
        a_decision(1, "confirmed", network="n1"),
        a_decision(2, "dismissed", network="n1"),
        a_decision(3, "confirmed", network="n2", undone_by="x", undone_at=NOON),
    ]

    assert status_of(decisions, {}, NOON) == {"n1": "dismissed"}


def test_leave_alone_ends_when_it_expires_and_the_earlier_word_counts_again() -> None:
    decisions = [
        a_decision(1, "confirmed", network="n1"),
        a_decision(2, "leave alone", network="n1", expires_at=NOON + timedelta(days=1)),
    ]

    assert status_of(decisions, {}, NOON) == {"n1": "leave alone"}
    assert status_of(decisions, {}, NOON + timedelta(days=1)) == {"n1": "confirmed"}


def test_confirmed_follows_a_network_that_was_merged_away() -> None:
    decisions = [a_decision(1, "confirmed", network="n3")]

    assert status_of(decisions, merged(n3="n2", n2="n1"), NOON) == {"n1": "confirmed"}


def test_leaving_one_alone_does_not_hide_the_network_it_was_merged_into() -> None:
    decisions = [
        a_decision(1, "leave alone", network="n2", expires_at=NOON + timedelta(days=9)),
        a_decision(2, "dismissed", network="n3"),
    ]

    assert status_of(decisions, merged(n2="n1", n3="n1"), NOON) == {}


@pytest.mark.parametrize("kind", ["leave alone", "dismissed"])
@pytest.mark.parametrize(("after", "status"), [(-1, "confirmed"), (1, None)])
def test_confirmed_wins_until_something_is_said_of_the_merged_network(
    kind: DecisionKind, after: int, status: str | None
) -> None:
    decisions = [
        a_decision(1, "confirmed", network="n2"),
        replace(a_decision(2, kind, network="n1"), at=NOON + timedelta(hours=after)),
    ]

    assert status_of(decisions, merged(n2="n1"), NOON) == {"n1": status or kind}


def test_a_ring_of_redirects_ends() -> None:
    decisions = [a_decision(1, "confirmed", network="n1")]

    assert status_of(decisions, merged(n1="n2", n2="n1"), NOON) == {"n2": "confirmed"}
