"""Partners are added, fetched, changed, switched off and removed by command."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lamplight.cli import app
from tests.exchange.partners.served import StopNcii, Trouble, pdq, serving


@pytest.fixture(autouse=True)
def a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def ncii(tmp_path: Path) -> Iterator[StopNcii]:
    """A partner, and a file of credentials for it, `keys`."""
    with serving(StopNcii()) as partner:
        for number in range(3):
            partner.put("ImagePDQ", pdq(number))
        (tmp_path / "keys").write_text(json.dumps(partner.credentials))
        (tmp_path / "keys").chmod(0o600)
        yield partner


def exchange(*words: str) -> Result:
    return CliRunner().invoke(app, ["exchange", *words])


def listed() -> dict[str, object]:
    (one,) = json.loads(exchange("list", "--json").stdout)
    return dict(one)


def test_a_partner_fills_a_bank_that_it_brings(ncii: StopNcii) -> None:
    added = exchange("add", "NCII", "--from", "stop_ncii", "--credentials", "keys",
                     "--action", "hold")  # fmt: skip

    fetched = exchange("fetch", "NCII")

    banks = json.loads(CliRunner().invoke(app, ["bank", "list", "--json"]).stdout)
    assert (added.exit_code, fetched.exit_code) == (0, 0), fetched.stderr
    assert fetched.stdout == "3 records: 3 added; 0 set aside\n"
    assert [(it["name"], it["entries"], it["action"], it["share"]) for it in banks] == [
        ("NCII", 3, "hold", False)
    ]
    assert "NCII  from stop_ncii  3 entries  fetched " in exchange("list").stdout


def test_a_fetch_goes_on_and_anew_begins_again(ncii: StopNcii) -> None:
    exchange("add", "NCII", "--from", "stop_ncii", "--credentials", "keys")
    exchange("fetch", "NCII")
    del ncii.records["ImagePDQ", pdq(1)]
    asked = len(ncii.asked)

    on = json.loads(exchange("fetch", "NCII", "--json").stdout)
    anew = json.loads(exchange("fetch", "NCII", "--anew", "--json").stdout)

    assert [it.query["startTimestamp"] for it in ncii.asked[asked:]] == ["1030", "10"]
    assert (on["entries"]["withdrawn"], anew["entries"]["withdrawn"]) == (0, 1)


def test_records_that_can_not_be_read_are_told_and_exit_1(ncii: StopNcii) -> None:
    ncii.put("ImagePDQ", "00" * 32)
    exchange("add", "NCII", "--from", "stop_ncii", "--credentials", "keys")

    fetched = exchange("fetch", "NCII")

    assert fetched.exit_code == 1
    assert "pdq hash has 0 bits set" in fetched.stderr
    assert listed()["set_aside"] == 1


def test_a_failure_stays_to_be_seen_in_words(ncii: StopNcii) -> None:
    ncii.troubles = [Trouble(401)]
    exchange("add", "NCII", "--from", "stop_ncii", "--credentials", "keys")

    fetched = exchange("fetch", "NCII")

    assert fetched.exit_code == 4
    assert "failed" in exchange("list").stdout
    assert listed()["failure"] == "StopNCII.org refuses the credentials (401)"


def test_settings_are_checked_and_changed_one_by_one() -> None:
    place = "environment=https://exttest.cybertip.org/hashsharing"
    missing = exchange("add", "N", "--from", "ncmec")
    wrong = exchange("add", "N", "--from", "ncmec", "--setting", "environment=https://a.example")
    nobody = exchange("add", "N", "--from", "nobody")
    exchange("add", "N", "--from", "ncmec", "--setting", place)
    twice = exchange("add", "N", "--from", "ncmec", "--setting", place)

    changed = exchange("set", "N", "--setting", "only_esp_ids=43,42")

    assert [it.exit_code for it in (missing, wrong, nobody, twice)] == [2, 2, 2, 2]
    assert changed.exit_code == 0
    assert listed()["settings"] == {
        "environment": place.partition("=")[2],
        "only_esp_ids": [42, 43],
    }
    assert exchange("set", "N").exit_code == 2
    assert exchange("set", "NONE", "--on").exit_code == 3


def test_it_is_switched_off_and_on_and_removed_for_sure(ncii: StopNcii) -> None:
    exchange("add", "NCII", "--from", "stop_ncii", "--credentials", "keys")
    exchange("fetch", "NCII")
    exchange("off", "NCII")
    off = listed()["enabled"], "  off" in exchange("list").stdout
    exchange("set", "NCII", "--on")
    on = listed()["enabled"]

    asked = exchange("remove", "NCII")
    removed = exchange("remove", "NCII", "--sure")

    assert (off, on) == ((False, True), True)
    assert asked.exit_code == 2
    assert removed.stdout == "removed; 3 entries withdrawn\n"
    assert "no exchange yet" in exchange("list").stderr
