"""Programs written for HMA make exchanges, give what partners want to be shown, and see how it
goes."""

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.errors import Refused
from lamplight.pipeline.exchanging import Ways, fetch_exchange
from lamplight.store import audit
from lamplight.store.exchanges import get_exchange, keep_credentials
from tests.exchange.partners.served import StopNcii, Trouble, pdq, serving
from tests.factories import ROSE, day

KEYS = {"fetch_function_key": "key-of-fetch", "subscription_key": "key-of-all"}
MADE = {"bank": "NCII", "api": "stop_ncii", "api_json": {}}


def test_an_exchange_makes_a_bank_that_its_partner_fills(hma: TestClient, engine: Engine) -> None:
    with serving(StopNcii()) as partner:
        partner.put("ImagePDQ", pdq(1))
        hma.post("/c/exchanges", json=MADE)
        with engine.begin() as db:
            keep_credentials(db, ROSE, "stop_ncii", partner.credentials, day(1))
        before = hma.get("/c/exchange/NCII/status").json()

        fetch_exchange(engine, ROSE, "NCII", Ways({}))

    found = hma.get("/m/raw_lookup", params={"signal_type": "pdq", "signal": pdq(1)}).json()
    after = hma.get("/c/exchange/NCII/status").json()
    assert (before["last_fetch_succeeded"], before["up_to_date"]) == (None, False)
    assert len(found["matches"]) == 1
    assert (after["last_fetch_succeeded"], after["up_to_date"]) == (True, True)
    assert (after["fetched_items"], after["checkpoint_ts"]) == (1, partner.now)
    assert after["last_fetch_complete_ts"] > 1_700_000_000


def test_a_fetch_that_failed_is_told_as_hma_does(hma: TestClient, engine: Engine) -> None:
    with serving(StopNcii()) as partner:
        hma.post("/c/exchanges", json=MADE)
        with engine.begin() as db:
            keep_credentials(db, ROSE, "stop_ncii", partner.credentials, day(1))
        partner.troubles = [Trouble(403)]
        with pytest.raises(Refused):
            fetch_exchange(engine, ROSE, "NCII", Ways({}))

    told = hma.get("/c/exchange/NCII/status").json()

    assert (told["last_fetch_succeeded"], told["up_to_date"]) == (False, False)


def test_what_a_partner_wants_to_be_shown_is_taken_and_told_nowhere(
    hma: TestClient, engine: Engine
) -> None:
    hma.post("/c/exchanges", json=MADE)
    answers = [
        hma.post("/c/exchanges/api/stop_ncii", json={"credential_json": KEYS}),
        hma.get("/c/exchanges/api/stop_ncii"),
        hma.get("/c/exchanges/api/stop_ncii/schema"),
        hma.get("/c/exchange/NCII"),
        hma.get("/c/exchange/NCII/status"),
        hma.post("/c/exchanges/api/stop_ncii", json={"credential_json": {**KEYS, "x": 1}}),
        hma.post("/c/exchanges/api/stop_ncii", json={"credential_json": {"subscription_key": 3}}),
    ]
    with engine.begin() as db:
        rows = audit.entries(db, 1000)

    told = "".join(answer.text for answer in answers) + str(rows)
    assert [answer.status_code for answer in answers] == [200] * 5 + [400] * 2
    assert answers[1].json()["has_set_authentification"] is True
    assert "key-of" not in told


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8/", "https://localhost/", "http://a.example"]
)
def test_no_program_leads_credentials_to_this_machine(hma: TestClient, address: str) -> None:
    given = {"credential_json": {**KEYS, "base_url_override": address}}

    assert hma.post("/c/exchanges/api/stop_ncii", json=given).status_code == 400
    assert not hma.get("/c/exchanges/api/stop_ncii").json()["has_set_authentification"]


def test_an_exchange_is_switched_off_and_deleted_with_its_bank(
    hma: TestClient, engine: Engine
) -> None:
    hma.post("/c/exchanges", json=MADE)
    hma.put("/c/exchange/NCII", json={"enabled": False})
    with engine.begin() as db:
        enabled = get_exchange(db, "NCII").enabled

    hma.delete("/c/exchange/NCII")

    assert not enabled
    assert hma.get("/c/exchanges").json() == hma.get("/c/banks").json() == []
