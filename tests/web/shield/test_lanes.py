"""What waits for one thing holds up nothing else."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.pipeline.uploads import UploadPool
from lamplight.store.engine import reading
from lamplight.web.shield import clients
from tests.web.shield.conftest import BRIDGE, BRIDGE_PDQ

ONE = {"kind": "pdq", "value": BRIDGE_PDQ}
MANY = 40
CLIP = b"\0\0\0\x18ftypmp42" + bytes(2000)


def wait_for(said: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not said():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_programs_that_wait_for_anothers_long_write_hold_up_no_look(
    program: TestClient, engine: Engine, shield_app: FastAPI
) -> None:
    program.post("/api/match", json={"hashes": [ONE]})  # keys and banks are read
    writing = shield_app.state.shield.writing

    def ask(at: int) -> int:
        once = {"Idempotency-Key": str(at)}
        return program.post("/api/match", json={"hashes": [ONE]}, headers=once).status_code

    # on SQLite nobody else may write meanwhile
    with ThreadPoolExecutor(MANY) as threads, engine.begin():
        asks: list[Future[int]] = [threads.submit(ask, at) for at in range(MANY)]
        wait_for(lambda: writing.waiting == MANY or all(one.done() for one in asks))
        looks = program.post("/api/match", json={"hashes": [ONE] * 100})
        picture = program.post("/api/match", content=BRIDGE.read_bytes())
        health = program.get("/health")

    assert [it.status_code for it in (looks, picture, health)] == [200, 200, 200]
    assert {one.result() for one in asks} == {200}


def test_pictures_do_not_wait_for_videos(
    program: TestClient, decoders: UploadPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ending = Event(), Event()
    decode = decoders.hash_bytes

    def slow_for_videos(data: bytes) -> object:
        if data == CLIP:
            begun.set()
            ending.wait(30)
        return decode(data)

    monkeypatch.setattr(decoders, "hash_bytes", slow_for_videos)
    with ThreadPoolExecutor(1) as threads:
        video = threads.submit(program.post, "/api/match", content=CLIP)
        begun.wait(30)
        picture = program.post("/api/match", content=BRIDGE.read_bytes())
        waited = not video.done()
        ending.set()

    assert (picture.status_code, waited) == (200, True)
    assert video.result().status_code == 422


def test_while_the_database_is_silent_keys_and_banks_count_as_they_did(
    program: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.post("/api/match", json={"hashes": [ONE]})
    asked, ending = Event(), Event()

    def silent(engine: Engine) -> object:
        asked.set()
        ending.wait(30)
        return reading(engine)

    monkeypatch.setattr(clients, "reading", silent)
    monkeypatch.setattr(clients, "READ_EVERY_S", 0.0)
    answers = [program.post("/api/match", json={"hashes": [ONE]}) for _ in range(3)]
    ending.set()

    assert asked.is_set()
    assert [answer.json()["verdict"] for answer in answers] == ["hold"] * 3
