"""What a partner says, takes back or says badly, and what people and others said."""

from datetime import timedelta

import pytest

from lamplight.bank.known import Given
from lamplight.errors import Unavailable
from lamplight.store.bank_intake import Into, take_in
from lamplight.store.banks import number_of
from tests.exchange.partners.served import (
    StopNcii,
    ThreatExchange,
    Trouble,
    pdq,
)
from tests.pipeline.exchanging.desk import ANN, FIVE, NOON, Desk


def test_what_a_partner_takes_back_matches_no_more_and_comes_back_with_it(
    ncii: tuple[Desk, StopNcii],
) -> None:
    desk, partner = ncii
    desk.fetch()
    partner.put("ImagePDQ", pdq(2), "Withdrawn")
    partner.put("ImagePDQ", pdq(3).upper(), "Deleted")

    taken = desk.fetch()

    assert taken.entries.withdrawn == 2
    assert desk.active() == FIVE - {pdq(2), pdq(3)}
    partner.put("ImagePDQ", pdq(2), "Active")
    assert desk.fetch().entries.restored == 1
    assert desk.active() == FIVE - {pdq(3)}


def test_what_a_person_withdrew_stays_so_whatever_a_partner_says(
    ncii: tuple[Desk, StopNcii],
) -> None:
    desk, partner = ncii
    desk.fetch()
    desk.change("withdrawn", pdq(2))
    partner.put("ImagePDQ", pdq(2), "Active", Example="Blocked")

    desk.fetch()

    assert pdq(2) not in desk.active()


def test_what_somebody_else_gave_too_is_theirs_when_a_partner_takes_it_back(
    ncii: tuple[Desk, StopNcii],
) -> None:
    desk, partner = ncii
    with desk.engine.begin() as db:
        into = Into(number_of(db, "KNOWN"), ANN, NOON)
        take_in(db, into, [Given("picture", pdq(1))])
    desk.fetch()
    with desk.engine.begin() as db:
        take_in(db, into, [Given("picture", pdq(2), source="desk 4")])
    for number in (1, 2, 3):
        partner.put("ImagePDQ", pdq(number), "Withdrawn")

    taken = desk.fetch()

    assert taken.entries.withdrawn == 1
    assert desk.active() == FIVE - {pdq(3)}
    assert desk.opinions(pdq(1)) == {}


def test_each_source_s_opinion_is_kept_apart_and_goes_when_it_is_taken_back(
    ncii: tuple[Desk, StopNcii],
) -> None:
    desk, partner = ncii
    partner.put("ImagePDQ", pdq(1), "Active", One="Blocked", Two="NotBlocked", Three="None")
    desk.fetch()
    assert desk.opinions(pdq(1)) == {"stop_ncii: One": "positive", "stop_ncii: Two": "negative"}

    partner.put("ImagePDQ", pdq(1), "Active", Two="PendingReview")
    desk.fetch()

    assert desk.opinions(pdq(1)) == {"stop_ncii: Two": "seen"}


def test_bad_records_are_set_aside_with_a_reason_and_the_rest_goes_in(
    ncii: tuple[Desk, StopNcii],
) -> None:
    desk, partner = ncii
    good = partner.records["ImagePDQ", pdq(1)]
    partner.raw = [
        7,
        {},
        good | {"hashValue": "xyz"},
        good | {"hashValue": "00" * 32},
        good | {"hashStatus": "Odd"},
        good | {"signalType": "SignalType.ImagePDQ"},
        good | {"CSPFeedbacks": 3},
        good | {"signalType": "URL", "hashValue": "https://site1.example/"},
        good | {"signalType": "VideoTMK"},
    ]

    done = desk.fetch()

    assert (done.set_aside, done.left_out, done.entries.added) == (7, 2, 5)
    told = desk.told()
    assert (told.records, told.set_aside, told.left_out) == (14, 7, 2)
    assert any("0 bits set" in reason for reason in told.reasons)
    assert "xyz" not in str(told.reasons)


def test_what_no_database_can_hold_stops_nothing(ncii: tuple[Desk, StopNcii]) -> None:
    desk, partner = ncii
    partner.put("ImagePDQ", "a\0b", "Withdrawn")
    partner.put("ImagePDQ", pdq(1), "Active", **{"a\0b": "Blocked"})
    partner.now = 2**63 - 1

    desk.fetch()

    assert desk.opinions(pdq(1)) == {"stop_ncii: a\ufffdb": "positive"}
    assert desk.told().upto is None


def test_a_partner_not_heard_for_long_is_read_anew_and_what_it_lacks_is_withdrawn(
    meta: tuple[Desk, ThreatExchange],
) -> None:
    desk, partner = meta
    desk.fetch()
    del partner.updates[pdq(2)]  # its deletion is listed no longer
    desk.clock.now += timedelta(days=86)

    taken = desk.fetch()

    assert taken.entries.withdrawn == 1
    assert desk.active() == FIVE - {pdq(2)}
    assert not desk.told().sweeping


def test_nothing_is_dropped_before_a_partner_was_read_to_its_end_again(
    meta: tuple[Desk, ThreatExchange],
) -> None:
    desk, partner = meta
    desk.fetch()
    del partner.updates[pdq(2)]
    desk.clock.now += timedelta(days=86)
    partner.troubles = [Trouble()] + [Trouble(500)] * 9

    with pytest.raises(Unavailable):
        desk.fetch()

    assert desk.active() == FIVE
    partner.troubles = []
    desk.fetch()
    assert desk.active() == FIVE - {pdq(2)}


def test_an_indicator_that_nobody_calls_malicious_any_more_matches_no_more(
    meta: tuple[Desk, ThreatExchange],
) -> None:
    desk, partner = meta
    desk.fetch()
    partner.put("HASH_PDQ", pdq(1), _1="NON_MALICIOUS", _2="UNKNOWN")
    partner.put("HASH_PDQ", pdq(2), _1="MALICIOUS", _2="NON_MALICIOUS")
    partner.put("HASH_PDQ", pdq(3), gone=True, _1="MALICIOUS")
    partner.put("HASH_PDQ", pdq(9), _1="NON_MALICIOUS")

    desk.fetch()

    assert desk.active() == FIVE - {pdq(1), pdq(3)}
    name = "fb_threatexchange: Example"
    assert desk.opinions(pdq(2)) == {f"{name} 1": "positive", f"{name} 2": "negative"}
    assert desk.opinions(pdq(1)) == {f"{name} 1": "negative", f"{name} 2": "seen"}


def test_the_token_of_a_partner_is_not_kept_with_the_checkpoint(
    meta: tuple[Desk, ThreatExchange],
) -> None:
    desk, _ = meta

    desk.fetch(pages=1)

    assert "next" in desk.told().checkpoint
    assert "token" not in str(desk.told().checkpoint)
