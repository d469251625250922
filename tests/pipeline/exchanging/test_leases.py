"""One fetches at a time, with its own credentials, whoever is killed."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from sqlalchemy import Engine

from lamplight.bank.known import Given
from lamplight.errors import BadSettings, Busy, NotFound
from lamplight.pipeline.exchanging import fetch_due, fetch_exchange
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
    Ncmec,
    StopNcii,
    pdq,
    serving,
)
from tests.pipeline.exchanging.desk import ANN, FIVE, NOON, SETTINGS, Desk, desk_of, ncii_of_five


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
