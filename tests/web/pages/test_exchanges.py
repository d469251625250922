"""The page of exchanges says which partner fills which bank, and how that goes, in words."""

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.errors import Refused
from lamplight.pipeline.exchanging import Ways, fetch_exchange
from lamplight.store.banks import Bank, new_bank
from lamplight.store.exchanges import NewExchange, add_exchange, keep_credentials
from tests.exchange.partners.served import StopNcii, Trouble, pdq, serving
from tests.factories import ROSE, day


def test_without_an_exchange_it_says_how_one_is_added(client: TestClient) -> None:
    assert "lamplight exchange add" in client.get("/banks/exchanges").text
    assert client.get("/api/banks/exchanges").json() == []
    assert 'href="/banks/exchanges"' in client.get("/banks").text


def test_success_failure_and_what_was_set_aside_are_shown_in_words(
    client: TestClient, engine: Engine
) -> None:
    with serving(StopNcii()) as partner:
        partner.put("ImagePDQ", pdq(1))
        partner.put("ImagePDQ", "00" * 32)
        with engine.begin() as db:
            new_bank(db, ROSE, Bank("a/b", "a test", "desk 3", day(1)))
            add_exchange(db, ROSE, NewExchange("a/b", "stop_ncii", {}), day(1))
            keep_credentials(db, ROSE, "stop_ncii", partner.credentials, day(1))
        before = client.get("/banks/exchanges").text
        fetch_exchange(engine, ROSE, "a/b", Ways({}))
        well = client.get("/banks/exchanges").text
        partner.troubles = [Trouble(401)]
        with pytest.raises(Refused):
            fetch_exchange(engine, ROSE, "a/b", Ways({}))
    failed = client.get("/banks/exchanges").text

    assert "none yet" in before
    assert "StopNCII.org" in well
    assert 'href="/banks/bank?name=a%2Fb"' in well
    assert "pdq hash has 0 bits set" in well
    assert "refuses the credentials (401)" in failed
    (told,) = client.get("/api/banks/exchanges").json()
    assert (told["entries"], told["set_aside"], told["failures"]) == (1, 1, 1)
    assert "key-of" not in failed + str(told)
