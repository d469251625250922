"""A real server on a loopback port, and a real chromium to drive against it."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from lamplight.bank.known import Given
from lamplight.cli._listening import bound
from lamplight.exchange import partner
from lamplight.settings import Settings
from lamplight.store import banks
from lamplight.store.bank_intake import Into, take_in
from lamplight.store.banks import Bank, NewEntry
from lamplight.store.engine import open_engine
from lamplight.store.exchange_intake import Taking, take_page
from lamplight.store.exchanges import NewExchange, add_exchange, end_lease, take_lease
from lamplight.web.app import make_app
from tests.web import world

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PATIENCE_MS = 20_000
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("there is no chromium; make test installs it where it may")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def twice() -> bool:
    """Whether the world was run a second time, so that there is something new."""
    return False


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, twice: bool) -> Iterator[str]:
    """Where a server with the made-up world and a watch list answers."""
    folder = tmp_path_factory.mktemp("served")
    engine = open_engine(f"sqlite:///{folder / 'served.db'}")
    world.fill(engine, folder)
    if twice:
        world.run_again(engine)
    with engine.begin() as db:
        banks.new_bank(db, world.ROSE, Bank("missing", "missing persons", "desk 3", world.NOON, 0))
        entries = [NewEntry("phone", world.PHONE, "county 7")]
        banks.add_entries(db, world.ROSE, "missing", entries, world.NOON)
        known = Bank("known", "known abuse", "desk 3", world.NOON, action="hold", withheld=True)
        banks.new_bank(db, world.ROSE, known)
        digest = Given("sha256", "ab" * 32, source="a source", labels=("garden",))
        take_in(db, Into(2, world.ROSE, world.NOON), [digest])
        add_exchange(db, world.ROSE, NewExchange("known", "stop_ncii", {}), world.NOON)
        trouble = partner.Page({}, done=True, faults=["record 3: hashStatus is none that is known"])
        held = take_lease(db, "known", "a test", world.NOON)
        taking = Taking(held.bank, held.api, held.round, world.NOON)
        take_page(db, taking, "a test", None, trouble)
        failed = {"failure": "StopNCII.org answers 429", "failures": 3, "failed_at": world.NOON}
        end_lease(db, held.bank, "a test", failed)
    seconds = count()  # two decisions are told apart by their moments
    now = lambda: world.NOON + timedelta(seconds=next(seconds))  # noqa: E731
    app = make_app(engine, Settings(actor="rose"), now=now)
    with serving(app) as where:
        yield where
    engine.dispose()


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    with bound("127.0.0.1", 0) as socket:
        config = uvicorn.Config(app, log_level="warning", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{socket.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def open_page(chromium: Browser, address: str) -> Iterator[Open]:
    """Opens a path in a browser of its own; what the browser complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(path: str, **options: object) -> Page:
        context = chromium.new_context(base_url=address, **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: _note(complaints, said.type, said.text))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints


def _note(complaints: list[str], kind: str, text: str) -> None:
    # A page that answers 404 or 422 on purpose is told as well.
    if kind in ("error", "warning") and "the server responded with" not in text:
        complaints.append(text)
