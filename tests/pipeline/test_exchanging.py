"""A bank says what its partner says, whatever happens on the way: nothing doubled, nothing lost."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine

from lamplight.bank.known import Given
from lamplight.errors import BadInput, BadSettings, Busy, NotFound, Refused, Unavailable
from lamplight.exchange.partner import Request
from lamplight.exchange.transport import Answer, get
from lamplight.model import Actor
from lamplight.pipeline.exchanging import Fetched, Ways, fetch_due, fetch_exchange
from lamplight.store.audit import entries as audited
from lamplight.store.bank_entries import (
    Chosen,
    Wanted,
    change_state,
    list_entries,
    opinions_of,
)
from lamplight.store.bank_intake import Into, take_in
from lamplight.store.banks import Bank, new_bank, number_of
from lamplight.store.exchanges import (
    NewExchange,
    add_exchange,
    change_exchange,
    get_exchange,
    keep_credentials,
    remove_exchange,
    take_lease,
)
from tests.exchange.partners.served import (
    CREDENTIALS,
    Ncmec,
    Served,
    StopNcii,
    ThreatExchange,
    Trouble,
    md5,
    pdq,
    serving,
)

ANN = Actor("Ann")
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SECOND = int(NOON.timestamp())
SETTINGS: dict[str, dict[str, Any]] = {
    "stop_ncii": {},
    "ncmec": {"environment": "https://exttest.cybertip.org/hashsharing", "only_esp_ids": []},
    "fb_threatexchange": {"privacy_group": 777},
    "sample": {},
}


@dataclass
class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Dying:
    """Gets one page, and no other."""

    alive: bool = True

    def __call__(self, request: Request) -> Answer:
        if not self.alive:
            raise KeyboardInterrupt
        self.alive = False
        return get(request)


@dataclass
class Desk:
    """A bank `KNOWN`, a partner that fills it, and a clock."""

    engine: Engine
    partner: Served
    clock: Clock
    waited: list[float]

    def ways(self, **others: Any) -> Ways:
        return replace(Ways({}, now=self.clock, wait=self.waited.append), **others)

    def fetch(self, **others: Any) -> Fetched:
        self.clock.now += timedelta(minutes=5)
        return fetch_exchange(self.engine, ANN, "KNOWN", self.ways(**others))

    def active(self) -> set[str]:
        return {it.value for it in self.entries() if it.state == "active"}

    def entries(self) -> list[Any]:
        with self.engine.begin() as db:
            every = [
                list_entries(db, ANN, "KNOWN", Wanted(state, 0, 10_000))
                for state in ("active", "quarantined", "withdrawn")
            ]
        return [one for some in every for one in some]

    def opinions(self, value: str) -> dict[str, str]:
        (entry,) = [it for it in self.entries() if it.value == value]
        with self.engine.begin() as db:
            return {it.source: it.opinion for it in opinions_of(db, entry.number)}

    def change(self, step: Any, value: str) -> None:
        (entry,) = [it for it in self.entries() if it.value == value]
        with self.engine.begin() as db:
            change_state(db, ANN, step, Chosen("KNOWN", [entry.number]), self.clock.now)

    def told(self) -> Any:
        with self.engine.begin() as db:
            return get_exchange(db, "KNOWN")


def desk_of(engine: Engine, partner: Served) -> Desk:
    with engine.begin() as db:
        new_bank(db, ANN, Bank("KNOWN", "a test", "desk 3", NOON))
        add_exchange(db, ANN, NewExchange("KNOWN", partner.api, SETTINGS[partner.api]), NOON)
        keep_credentials(db, ANN, partner.api, partner.credentials, NOON)
    return Desk(engine, partner, Clock(), [])


def ncii_of_five() -> StopNcii:
    partner = StopNcii()
    for number in range(1, 6):
        partner.put("ImagePDQ", pdq(number))
    return partner


def ncmec_of_five() -> Ncmec:
    partner = Ncmec()
    for number in range(1, 6):
        partner.put(SECOND - 1000 * number, 42, f"e{number}", prints(md5=md5(number)))
    return partner


def meta_of_five() -> ThreatExchange:
    partner = ThreatExchange()
    for number in range(1, 6):
        partner.put("HASH_PDQ", pdq(number), _1="MALICIOUS")
    return partner


@pytest.fixture
def ncii(engine: Engine) -> Iterator[tuple[Desk, StopNcii]]:
    with serving(ncii_of_five()) as partner:
        yield desk_of(engine, partner), partner


@pytest.fixture
def ncmec(engine: Engine) -> Iterator[tuple[Desk, Ncmec]]:
    with serving(ncmec_of_five()) as partner:
        yield desk_of(engine, partner), partner


@pytest.fixture
def meta(engine: Engine) -> Iterator[tuple[Desk, ThreatExchange]]:
    with serving(meta_of_five()) as partner:
        yield desk_of(engine, partner), partner


@pytest.fixture(params=[ncii_of_five, ncmec_of_five, meta_of_five])
def any_desk(engine: Engine, request: pytest.FixtureRequest) -> Iterator[Desk]:
    with serving(request.param()) as partner:
        yield desk_of(engine, partner)


def prints(**values: str) -> str:
    inner = "".join(f"<{kind}>{value}</{kind}>" for kind, value in values.items())
    return f"<classification>A1</classification><fingerprints>{inner}</fingerprints>"


FIVE = {pdq(number) for number in range(1, 6)}
FIVE_DIGESTS = {md5(number) for number in range(1, 6)}


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


def test_two_do_not_fetch_the_same_at_once(ncii: tuple[Desk, StopNcii]) -> None:
    desk, _ = ncii
    with desk.engine.begin() as db:
        take_lease(db, "KNOWN", "another", desk.clock.now)

    with pytest.raises(Busy, match="another fetches KNOWN"):
        fetch_exchange(desk.engine, ANN, "KNOWN", desk.ways())
    desk.clock.now += timedelta(minutes=4)  # which died meanwhile

    assert desk.fetch().entries.added == 5


def test_a_page_is_not_stored_where_another_took_over(ncii: tuple[Desk, StopNcii]) -> None:
    desk, partner = ncii

    def taken_over() -> None:
        partner.meanwhile = lambda: None
        desk.clock.now += timedelta(minutes=4)
        with desk.engine.begin() as db:
            take_lease(db, "KNOWN", "another", desk.clock.now)

    partner.meanwhile = taken_over

    with pytest.raises(Busy):
        desk.fetch()

    assert desk.entries() == []
    assert desk.told().holder == "another"


def test_settings_that_change_while_it_is_fetched_count_at_once(
    ncmec: tuple[Desk, Ncmec],
) -> None:
    desk, partner = ncmec

    def changed() -> None:
        partner.meanwhile = lambda: None
        with desk.engine.begin() as db:
            settings = SETTINGS["ncmec"] | {"only_esp_ids": [7]}
            change_exchange(db, ANN, "KNOWN", {"settings": settings})

    partner.meanwhile = changed
    with pytest.raises(Busy):
        desk.fetch()

    assert desk.fetch().left_out == 5
    assert desk.entries() == []


@pytest.mark.fault
@pytest.mark.parametrize("pages", range(3))
def test_a_process_that_is_killed_while_it_fetches_leaves_a_whole_bank_and_its_lease_ends(
    engine: Engine, tmp_path: Path, pages: int
) -> None:
    with serving(ncii_of_five()) as partner:
        desk = desk_of(engine, partner)
        url = engine.url.render_as_string(hide_password=False)
        program = [str(Path(sys.executable).parent / "lamplight"), "exchange", "fetch", "KNOWN"]
        with subprocess.Popen([*program, "--db", url], cwd=tmp_path) as process:

            def kill() -> None:
                if len(partner.asked) > pages:
                    process.kill()

            partner.meanwhile = kill
        partner.meanwhile = lambda: None
        desk.clock.now = datetime.now(UTC)

        with pytest.raises(Busy, match="fetches KNOWN"):
            fetch_exchange(engine, ANN, "KNOWN", desk.ways())
        there = len(desk.active())
        desk.fetch()

    assert process.returncode == -signal.SIGKILL
    assert there in (2 * pages, min(2 * pages + 2, 5))
    assert desk.active() == FIVE
    assert len(desk.entries()) == 5


def test_what_an_exchange_gave_is_withdrawn_with_it(ncii: tuple[Desk, StopNcii]) -> None:
    desk, _ = ncii
    desk.fetch()
    with desk.engine.begin() as db:
        take_in(
            db, Into(number_of(db, "KNOWN"), ANN, NOON), [Given("picture", pdq(1), source="desk")]
        )

        withdrawn = remove_exchange(db, ANN, "KNOWN", desk.clock.now)

    assert withdrawn == 4
    assert desk.active() == {pdq(1)}
    with pytest.raises(NotFound):
        desk.told()


def test_servers_fetch_what_is_enabled_and_due_and_go_on_past_one_that_fails(
    engine: Engine,
) -> None:
    with serving(StopNcii()) as partner:
        partner.put("ImagePDQ", pdq(1))
        desk = desk_of(engine, partner)
        with engine.begin() as db:
            for name, api in (("BAD", "fb_threatexchange"), ("OFF", "sample"), ("ON", "sample")):
                new_bank(db, ANN, Bank(name, "a test", "desk 3", NOON))
                wanted = NewExchange(name, api, SETTINGS[api], enabled=name != "OFF")
                add_exchange(db, ANN, wanted, NOON)
        pause = timedelta(minutes=5)

        failed = fetch_due(engine, ANN, pause, desk.ways())
        asked = len(partner.asked)
        fetch_due(engine, ANN, pause, desk.ways())

        assert list(failed) == ["BAD"]
        assert "no credentials" in failed["BAD"]
        with engine.begin() as db:
            tried = [get_exchange(db, name) for name in ("KNOWN", "BAD", "OFF", "ON")]
        assert [one.entries for one in tried] == [1, 0, 0, 10]
        assert len(partner.asked) == asked == 1  # not due
        desk.clock.now += pause
        fetch_due(engine, ANN, pause, desk.ways())
        assert len(partner.asked) == 2


def test_credentials_are_the_exchange_s_own_file_s_then_the_database_s_then_the_environment_s(
    ncii: tuple[Desk, StopNcii], tmp_path: Path
) -> None:
    desk, partner = ncii
    with desk.engine.begin() as db:
        keep_credentials(db, ANN, "stop_ncii", None, NOON)
    with pytest.raises(BadSettings, match="TX_STOPNCII_KEYS"):
        desk.fetch()
    text = f"key-of-fetch,key-of-all,{partner.url}"
    assert desk.fetch(environ={"TX_STOPNCII_KEYS": text}).done

    file = tmp_path / "keys.json"
    file.write_bytes(orjson.dumps(partner.credentials))
    file.chmod(0o640)
    with desk.engine.begin() as db:
        change_exchange(db, ANN, "KNOWN", {"credentials_file": str(file)})
    with pytest.raises(BadSettings, match="want mode 600"):
        desk.fetch()
    file.chmod(0o600)
    assert desk.fetch().done
