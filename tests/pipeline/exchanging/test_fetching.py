"""What is fetched is whole, wherever it is cut and whatever stands in the way."""

import pytest

from lamplight.errors import BadInput, Refused, Unavailable
from lamplight.store.audit import entries as audited
from tests.exchange.partners.served import (
    CREDENTIALS,
    Trouble,
)
from tests.pipeline.exchanging.desk import FIVE, FIVE_DIGESTS, Desk, Dying


def test_all_that_a_partner_has_is_in_the_bank_and_again_changes_nothing(any_desk: Desk) -> None:
    first = any_desk.fetch()
    again = any_desk.fetch()

    assert (first.entries.added, first.set_aside, first.done) == (5, 0, True)
    assert first.pages >= 3
    assert again.entries.added == again.entries.withdrawn == again.entries.restored == 0
    assert any_desk.active() in (FIVE, FIVE_DIGESTS)
    told = any_desk.told()
    assert (told.failure, told.entries, told.succeeded_at) == ("", 5, any_desk.clock.now)


@pytest.mark.parametrize("length", [True, False], ids=["length said", "length unsaid"])
def test_a_fetch_that_is_cut_at_any_byte_goes_on_and_doubles_nothing(
    any_desk: Desk, length: bool
) -> None:
    any_desk.partner.page = 1
    for cut in (0, 1, 40, 150):
        any_desk.partner.troubles = [Trouble(), *[Trouble(cut=cut, length=length)] * 9]
        with pytest.raises(Unavailable):
            any_desk.fetch()
    any_desk.partner.troubles = []

    last = any_desk.fetch()

    assert last.entries.added == 1
    assert any_desk.active() in (FIVE, FIVE_DIGESTS)
    assert len(any_desk.entries()) == 5


def test_a_fetch_that_is_killed_goes_on_where_the_last_page_was_stored(any_desk: Desk) -> None:
    any_desk.partner.page = 1
    for _ in range(4):
        with pytest.raises(KeyboardInterrupt):
            any_desk.fetch(get=Dying())

    last = any_desk.fetch()

    assert (last.pages, last.entries.added) == (1, 1)
    assert any_desk.active() in (FIVE, FIVE_DIGESTS)


def test_what_stands_in_the_way_for_a_moment_is_tried_again(any_desk: Desk) -> None:
    any_desk.partner.troubles = [
        Trouble(429, {"Retry-After": "7"}),
        Trouble(500),
        Trouble(503),
        Trouble(body=b"not what was asked for"),
    ]

    any_desk.fetch()

    assert any_desk.waited == [7.0, 2.0, 4.0, 8.0]
    assert len(any_desk.active()) == 5


def test_what_stays_in_the_way_is_written_down_in_words_and_waited_for_longer(
    any_desk: Desk,
) -> None:
    any_desk.partner.troubles = [Trouble(429, {"Retry-After": "100000"})] * 10

    for _ in range(2):
        with pytest.raises(Unavailable, match="answers 429"):
            any_desk.fetch()

    told = any_desk.told()
    assert "answers 429" in told.failure
    assert (told.failures, told.failed_at, told.held_until) == (2, any_desk.clock.now, None)
    assert max(any_desk.waited) == 60


@pytest.mark.parametrize(
    ("trouble", "error", "words"),
    [
        (Trouble(401), Refused, "refuses the credentials"),
        (Trouble(302, {"Location": "https://other.example/"}), BadInput, "not followed"),
        (Trouble(418), BadInput, "answers 418"),
    ],
)
def test_what_no_patience_mends_is_not_tried_again(
    any_desk: Desk, trouble: Trouble, error: type[Exception], words: str
) -> None:
    any_desk.partner.troubles = [trouble]

    with pytest.raises(error, match=words):
        any_desk.fetch()

    assert any_desk.waited == []
    assert len(any_desk.partner.asked) == 1


def test_no_failure_tells_a_secret(any_desk: Desk) -> None:
    secrets = list(CREDENTIALS[any_desk.partner.api].values())
    for trouble in (Trouble(401), Trouble(418), Trouble(302), *[Trouble(500)] * 6):
        any_desk.partner.troubles = [trouble] * 5
        with pytest.raises((Refused, BadInput, Unavailable)) as error:
            any_desk.fetch()
        shown = f"{error.value}{any_desk.told()}"
        assert not [one for one in secrets if one in shown]
    any_desk.partner.troubles = []
    any_desk.fetch()

    with any_desk.engine.begin() as db:
        kept = str(audited(db, 1000))
    assert not [one for one in secrets if one in f"{kept}{any_desk.told()}"]


def test_a_cursor_that_a_partner_lost_costs_no_record(any_desk: Desk) -> None:
    with pytest.raises(KeyboardInterrupt):
        any_desk.fetch(get=Dying())
    for name in ("lost_tokens", "lost_cursors"):
        setattr(any_desk.partner, name, True)
    any_desk.partner.page = 10

    any_desk.fetch()

    assert len(any_desk.active()) == 5
