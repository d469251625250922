"""A server follows partners by itself, and says how that goes."""

import multiprocessing
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, update
from starlette.testclient import TestClient

from lamplight.pipeline.uploads import UploadPool
from lamplight.store.api_keys import NewKey
from lamplight.store.banks import Bank, new_bank
from lamplight.store.exchanges import NewExchange, add_exchange, keep_credentials
from lamplight.store.known import settled
from lamplight.store.tables import exchanges
from lamplight.web.shield import following, state
from lamplight.web.shield.app import make_shield_app
from lamplight.web.shield.state import ShieldOptions
from tests.exchange.partners.served import StopNcii, Trouble, pdq, serving
from tests.factories import ROSE
from tests.web.shield.conftest import key_of


@pytest.fixture
def server(
    engine: Engine, decoders: UploadPool, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., FastAPI]:
    """Makes servers that fetch every so many seconds, one else."""
    monkeypatch.setattr(state, "UploadPool", lambda *_, **__: decoders)
    monkeypatch.setattr(decoders, "close", lambda: None)
    monkeypatch.setattr(following, "LOOK_EVERY_S", 0.02)
    return lambda pause_s=1: make_shield_app(
        engine, ShieldOptions(workers=1, pause_s=pause_s, environ=os.environ)
    )


def follow(engine: Engine, partner: StopNcii) -> None:
    now = datetime.now(UTC)  # health tells how long ago the oldest change was that isn't known yet
    with engine.begin() as db:
        new_bank(db, ROSE, Bank("NCII", "a test", "desk 3", now, action="hold"))
        add_exchange(db, ROSE, NewExchange("NCII", "stop_ncii", {}), now)
        keep_credentials(db, ROSE, "stop_ncii", partner.credentials, now)


def becomes(asked: Callable[[], object], wanted: object) -> bool:
    """Whether an answer comes to be what is wanted, in whatever time a busy machine takes."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if asked() == wanted:
            return True
    return False


def succeeded(app: FastAPI) -> list[bool]:
    return [one.succeeded_at is not None for one in app.state.shield.following.exchanges]


def test_what_a_partner_says_is_held_and_what_it_takes_back_is_let_go(
    engine: Engine, server: Callable[..., FastAPI]
) -> None:
    headers = key_of(engine, NewKey("uploads", ("match", "metrics")))
    hashes = {"hashes": [{"kind": "pdq", "value": pdq(1)}]}
    with serving(StopNcii()) as partner, TestClient(server(), headers=headers) as program:
        follow(engine, partner)

        def verdict() -> object:
            return program.post("/api/match", json=hashes).json()["verdict"]

        before = verdict()
        partner.put("ImagePDQ", pdq(1))
        held = becomes(verdict, "hold")
        partner.put("ImagePDQ", pdq(1), "Withdrawn")
        let_go = becomes(verdict, "allow")
    settled(engine)

    assert (before, held, let_go) == ("allow", True, True)


def test_how_it_goes_is_in_health_and_measures_for_who_has_a_key(
    engine: Engine, server: Callable[..., FastAPI]
) -> None:
    headers = key_of(engine, NewKey("graphs", ("metrics",)))
    with serving(StopNcii()) as partner, TestClient(server()) as program:
        partner.troubles = [Trouble(403)] * 10**6
        follow(engine, partner)

        def failure() -> object:
            told = program.get("/health", headers=headers).json()["exchanges"]
            return [one["failure"] for one in told]

        failed = becomes(failure, ["StopNCII.org refuses the credentials (403)"])
        ready = program.get("/health")
        measures = program.get("/metrics", headers=headers).text
        partner.troubles = []
        mended = becomes(failure, [""])
        more = program.get("/metrics", headers=headers).text
    settled(engine)

    assert failed
    assert mended
    assert (ready.status_code, ready.json()) == (200, {"ready": True})
    assert 'lamplight_exchange_failures{exchange="NCII"}' in measures
    assert 'lamplight_exchange_succeeded_seconds{exchange="NCII"}' not in measures
    assert 'lamplight_exchange_succeeded_seconds{exchange="NCII"}' in more


def test_of_two_servers_one_fetches_at_a_time(
    engine: Engine, server: Callable[..., FastAPI]
) -> None:
    with serving(StopNcii()) as partner:
        for number in range(30):
            partner.put("ImagePDQ", pdq(number))
        follow(engine, partner)
        apps = server(60), server(60)
        with TestClient(apps[0]), TestClient(apps[1]):
            there = [becomes(partial(succeeded, app), [True]) for app in apps]
        tokens = [asked.query.get("nextPageToken") for asked in partner.asked]
    settled(engine)

    assert there == [True, True]
    first = tokens[:15]
    assert len(set(first)) == len(first)  # no page of the first fetch was asked for twice


def test_a_fetch_whose_process_is_killed_goes_on_where_it_was(
    engine: Engine, server: Callable[..., FastAPI]
) -> None:
    with serving(StopNcii()) as partner:
        for number in range(10):
            partner.put("ImagePDQ", pdq(number))
        follow(engine, partner)

        def kill() -> None:
            if len(partner.asked) == 3:
                for process in multiprocessing.active_children():
                    process.kill()
                with engine.begin() as db:  # as three minutes would
                    db.execute(update(exchanges).values(held_until=None))

        partner.meanwhile = kill
        app = server()
        with TestClient(app) as program:
            there = becomes(partial(succeeded, app), [True])
            alive = program.get("/health").status_code
        tokens = [asked.query.get("nextPageToken") for asked in partner.asked]
    settled(engine)

    assert (there, alive) == (True, 200)
    assert tokens[2] is not None
    assert tokens[3] == tokens[2]  # the page that was on its way
