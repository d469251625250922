"""NCMEC is asked by windows of time, and its XML may hold nothing but entries."""

from datetime import timedelta

import pytest

from lamplight.errors import Unavailable
from lamplight.store.exchanges import (
    change_exchange,
)
from tests.exchange.partners.served import (
    Ncmec,
    Trouble,
    md5,
)
from tests.pipeline.exchanging.desk import ANN, FIVE_DIGESTS, NOON, SECOND, SETTINGS, Desk, prints


def test_a_deleted_entry_takes_what_no_other_entry_holds(ncmec: tuple[Desk, Ncmec]) -> None:
    desk, partner = ncmec
    partner.put(SECOND - 10, 43, "other", prints(md5=md5(1), sha1="ab" * 20))
    desk.fetch()
    assert desk.opinions(md5(1)) == {
        "ncmec: Member 42 (42)": "positive",
        "ncmec: Member 43 (43)": "positive",
    }
    partner.put(SECOND + 400, 42, "e1", "", "deletedImage")
    partner.put(SECOND + 400, 42, "e2", "", "deletedImage")

    desk.fetch()

    assert desk.active() == FIVE_DIGESTS - {md5(2)} | {"ab" * 20}
    assert desk.opinions(md5(1)) == {"ncmec: Member 43 (43)": "positive"}


def test_an_entry_that_comes_again_takes_the_place_of_its_former_self(
    ncmec: tuple[Desk, Ncmec],
) -> None:
    desk, partner = ncmec
    desk.fetch()
    feedback = (
        '<feedback><negativeFeedback type="Md5"><reasons><reason guid="g" name="r" type="Md5"/>'
        '<members><member id="44">Member 44</member></members></reasons></negativeFeedback>'
        '<affirmativeFeedback type="Sha1"><members><member id="45">M</member></members>'
        "</affirmativeFeedback></feedback>"
    )
    partner.put(SECOND + 400, 42, "e1", prints(md5=md5(77)) + feedback, "video")

    desk.fetch()

    assert desk.active() == FIVE_DIGESTS - {md5(1)} | {md5(77)}
    assert desk.opinions(md5(77)) == {
        "ncmec: Member 42 (42)": "positive",
        "ncmec: Member 44 (44)": "negative",
    }


def test_moments_are_asked_for_in_utc_and_the_window_moves_only_when_it_was_read(
    ncmec: tuple[Desk, Ncmec], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, partner = ncmec
    monkeypatch.setenv("TZ", "America/Chicago")

    desk.fetch(pages=1)
    first = desk.told().checkpoint
    desk.fetch()

    assert partner.asked[0].query == {"from": "1970-01-01T00:00:00Z", "to": "2026-01-01T12:04:55Z"}
    assert (first["from"], first["to"]) == (0, SECOND + 295)
    assert desk.told().checkpoint == {"from": SECOND + 295}
    assert len(desk.active()) == 5


def test_a_cursor_of_half_a_day_is_left_and_its_window_read_again(
    ncmec: tuple[Desk, Ncmec],
) -> None:
    desk, partner = ncmec
    desk.fetch(pages=1)
    desk.clock.now += timedelta(hours=13)

    desk.fetch()

    assert "start" not in partner.asked[1].query
    assert desk.active() == FIVE_DIGESTS


def test_a_window_with_very_much_in_it_is_asked_for_in_parts(ncmec: tuple[Desk, Ncmec]) -> None:
    desk, partner = ncmec
    partner.large = 10**6

    desk.fetch()

    assert desk.active() == FIVE_DIGESTS
    assert desk.told().upto == NOON + timedelta(seconds=295)


def test_entries_of_other_members_are_left_out_when_some_are_named(
    ncmec: tuple[Desk, Ncmec],
) -> None:
    desk, partner = ncmec
    partner.put(SECOND - 10, 43, "other", prints(md5=md5(9)))
    desk.fetch()
    settings = SETTINGS["ncmec"] | {"only_esp_ids": [43]}
    with desk.engine.begin() as db:
        change_exchange(db, ANN, "KNOWN", {"settings": settings})

    desk.fetch()

    assert desk.active() == {md5(9)}


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE a [<!ENTITY x "boom">]><queryResult>&x;</queryResult>',
        b"<queryResult>" + b"<a>" * 100 + b"</a>" * 100 + b"</queryResult>",
        b"<other/>",
        b"<queryResult><paging><next>https://other.example/</next></paging></queryResult>",
    ],
)
def test_xml_that_does_more_than_hold_entries_is_refused(
    ncmec: tuple[Desk, Ncmec], body: bytes
) -> None:
    desk, partner = ncmec
    partner.troubles = [Trouble(body=body)] * 9

    with pytest.raises(Unavailable):
        desk.fetch()

    assert desk.entries() == []
    assert desk.told().checkpoint is None
