"""A link that a person's word made names that word."""

from dataclasses import replace

from lamplight.decide.because import because, by_people
from lamplight.decide.decision import Decision
from lamplight.model import Link, LinkReason
from tests.factories import day

SAME = LinkReason("decision", None, "A person said that they belong together", 30.0)
KEPT = LinkReason("phone", "+12135550101", "Both show it", 30.0)
PHONE = LinkReason("phone", "+12135550101", "Both show it", 6.0)


def link(*reasons: LinkReason) -> Link:
    return Link(1, 9, "network", 30.0, reasons)


def test_the_newest_decision_of_these_two_ads_is_named() -> None:
    said = [
        Decision(1, "same", "lily", day(1), "first", left=1, right=9),
        Decision(4, "same", "rose", day(2), "one voice", left=9, right=1),
        Decision(5, "same", "rose", day(3), "others", left=1, right=8),
    ]

    (told,) = because([link(SAME)], said)

    assert told.reasons[0].text == (
        "A person said that they belong together "
        "(\u201csame\u201d, decision 4 by rose on 2026-01-02: one voice)"
    )


def test_a_value_that_was_restored_names_its_decision_too() -> None:
    value = ("phone", "+12135550101")

    (told,) = because([link(KEPT)], [Decision(2, "restore", "rose", day(1), value=value)])

    assert told.reasons[0].text == (
        "Both show it (\u201crestore\u201d of phone:+12135550101, decision 2 by rose on 2026-01-01)"
    )


def test_what_was_taken_back_says_so_until_the_next_run() -> None:
    said = Decision(1, "same", "rose", day(1), left=1, right=9)
    undone = replace(said, undone_by="lily", undone_at=day(2))

    (told,) = because([link(SAME)], [undone])

    assert "taken back by lily on 2026-01-02, which the next run follows" in told.reasons[0].text


def test_evidence_is_left_as_it_is() -> None:
    assert not by_people(PHONE)
    assert because([link(PHONE)], []) == [link(PHONE)]
