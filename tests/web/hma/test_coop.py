"""Roost's Coop runs on Lamplight: each request that its client for HMA makes, and what it reads.

The requests were read off roostorg/coop at commit 1c1f54da95c738ed6293997c73ab83541ba9a373
(server/services/hmaService); docs/hma.md tables them.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.pipeline.exchanging import Ways, fetch_exchange
from lamplight.pipeline.fetching import FetchRules
from lamplight.store.exchanges import keep_credentials
from lamplight.web.hma.app import make_hma_app
from lamplight.web.shield.state import Shield
from tests.exchange.partners.served import StopNcii, pdq, serving
from tests.factories import ROSE, day
from tests.web.shield.conftest import BRIDGE, BRIDGE_PDQ

BANK = "COOP_ORG1_KNOWN"
JSON = {"Content-Type": "application/json"}
NODE = {"Sec-Fetch-Mode": "cors", "User-Agent": "undici", "Accept": "*/*"}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def pictures() -> Iterator[str]:
    """Where a platform's own pictures lie."""
    handler = partial(_Quiet, directory=str(BRIDGE.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://pictures.example:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture
def coop(shield: Shield, pictures: str) -> TestClient:
    """As its client asks; what it may fetch from is named, and lies on this machine."""
    rules = FetchRules(
        ("pictures.example",),
        resolve=lambda *_: ["127.0.0.1"],
        may_reach=lambda _: True,
        ports=frozenset([int(pictures.rpartition(":")[2])]),
    )
    shield.options = replace(shield.options, fetch=rules)
    app = make_hma_app(shield)
    return TestClient(app, base_url="http://localhost", headers=NODE, follow_redirects=False)


def test_a_bank_is_made_verified_changed_renamed_and_deleted(coop: TestClient) -> None:
    made = coop.post("/c/banks", json={"name": BANK, "enabled_ratio": "1"})
    again = coop.post("/c/banks", json={"name": BANK, "enabled_ratio": "1"})
    listed = coop.get(f"/c/bank/{BANK}", headers=JSON)
    changed = coop.put(f"/c/bank/{BANK}", json={"enabled_ratio": 0.25})
    renamed = coop.post("/c/banks", json={"name": "COOP_ORG1_OTHER", "enabled_ratio": "0.25"})
    deleted = coop.delete(f"/c/bank/{BANK}")
    gone = coop.get(f"/c/bank/{BANK}")

    assert [made.status_code, again.status_code, renamed.status_code] == [201, 403, 201]
    assert [listed.status_code, changed.status_code, deleted.status_code] == [200, 200, 200]
    assert changed.json()["matching_enabled_ratio"] == 0.25
    assert gone.status_code == 404


def test_a_picture_is_banked_by_file_and_by_address(coop: TestClient, pictures: str) -> None:
    coop.post("/c/banks", json={"name": BANK, "enabled_ratio": "1"})
    content = f"/c/bank/{BANK}/content"
    words = {"content_id": "17", "content_uri": "https://a.example/17", "metadata": '{"json": {}}'}

    by_file = coop.post(content, files={"photo": ("blob", BRIDGE.read_bytes())}, data=words)
    by_url = coop.post(content, params={"url": f"{pictures}/{BRIDGE.name}", **words})
    video = coop.post(content, files={"video": ("blob", b"a")})

    assert by_file.status_code == by_url.status_code == video.status_code == 200
    assert by_file.json()["id"] == by_url.json()["id"]
    assert by_file.json()["signals"].keys() == {"pdq"}
    assert video.json()["signals"] == {"video_md5": "0cc175b9c0f1b6a831c399e269772661"}


def test_an_item_s_picture_is_hashed_by_its_address_and_looked_up(
    coop: TestClient, pictures: str
) -> None:
    coop.post("/c/banks", json={"name": BANK, "enabled_ratio": "1"})
    coop.post(f"/c/bank/{BANK}/content", params={"url": f"{pictures}/{BRIDGE.name}"})

    hashes = coop.get("/h/hash", params={"url": f"{pictures}/{BRIDGE.name}"}).json()
    [(signal_type, signal)] = hashes.items()
    found = coop.get("/m/lookup", params={"signal_type": signal_type, "signal": signal})
    nothing = coop.get("/m/lookup", params={"signal_type": "pdq", "signal": "0f" * 32})
    away = coop.get("/h/hash", params={"url": "http://elsewhere.example/a.jpg"})

    assert (signal_type, len(signal)) == ("pdq", 64)
    assert [one["distance"] for one in found.json()[BANK]] == ["0"]
    assert nothing.json() == {}
    assert away.status_code == 400


@pytest.mark.parametrize("more", [{}, {"signal_type": "pdq"}])
def test_a_picture_is_looked_up_by_its_address(
    coop: TestClient, pictures: str, more: dict[str, str]
) -> None:
    coop.post("/c/banks", json={"name": BANK, "enabled_ratio": "1"})
    coop.post(f"/c/bank/{BANK}/signal", json={"pdq": BRIDGE_PDQ})

    asked = {"url": f"{pictures}/{BRIDGE.name}", "content_type": "photo", **more}
    told = coop.get("/m/lookup", params=asked).json()

    assert (told if more else told["pdq"]).keys() == {BANK}


def test_partners_are_listed_with_what_they_want_to_know(coop: TestClient) -> None:
    for name in coop.get("/c/exchanges/apis").json():
        api = coop.get(f"/c/exchanges/api/{name}").json()
        schema = coop.get(f"/c/exchanges/api/{name}/schema").json()

        wants = schema["credentials_schema"] is not None
        assert api["supports_authentification"] is wants
        assert api["has_set_authentification"] is False
        for field in schema["config_schema"]["fields"]:
            assert field.keys() == {"name", "type", "required", "default", "help", "choices"}


def test_a_bank_is_filled_by_a_partner_and_says_how_that_goes(
    coop: TestClient, engine: Engine
) -> None:
    made = coop.post("/c/exchanges", json={"bank": BANK, "api": "stop_ncii", "api_json": {}})
    coop.put(f"/c/bank/{BANK}", json={"enabled_ratio": 0.5})
    keys = {"fetch_function_key": "a", "subscription_key": "b"}
    shown = coop.post("/c/exchanges/api/stop_ncii", json={"credential_json": keys})
    before = coop.get(f"/c/exchange/{BANK}/status").json()
    with serving(StopNcii()) as partner:
        partner.put("ImagePDQ", pdq(1))
        with engine.begin() as db:
            keep_credentials(db, ROSE, "stop_ncii", partner.credentials, day(1))
        fetch_exchange(engine, ROSE, BANK, Ways({}))
    info = coop.get(f"/c/exchange/{BANK}").json()
    after = coop.get(f"/c/exchange/{BANK}/status").json()

    assert (made.status_code, shown.status_code) == (201, 200)
    assert (info["api"], info["enabled"]) == ("stop_ncii", True)
    assert coop.get("/c/exchanges/api/stop_ncii").json()["has_set_authentification"] is True
    assert before["last_fetch_complete_ts"] is None
    assert before["running_fetch_start_ts"] is after["running_fetch_start_ts"] is None
    assert (after["last_fetch_succeeded"], after["up_to_date"]) == (True, True)
    assert (after["fetched_items"], after["last_fetch_complete_ts"] > 0) == (1, True)
    assert coop.get("/c/exchange/COOP_ORG1_NONE").status_code == 404


def test_a_bank_that_is_deleted_takes_its_exchange_with_it(coop: TestClient) -> None:
    wanted = {"bank": BANK, "api": "stop_ncii", "api_json": {}}
    coop.post("/c/exchanges", json=wanted)
    coop.delete(f"/c/bank/{BANK}")

    assert coop.get(f"/c/exchange/{BANK}").status_code == 404
    assert coop.post("/c/exchanges", json=wanted).status_code == 201


def test_an_address_that_ends_in_a_slash_will_do(coop: TestClient) -> None:
    """HMA_SERVICE_URL is http://localhost:9876/ by default, to which /c/banks is added."""
    made = coop.post("http://localhost//c/banks", json={"name": BANK, "enabled_ratio": "1"})
    photo = {"photo": ("blob", BRIDGE.read_bytes())}
    added = coop.post(f"http://localhost//c/bank/{BANK}/content", files=photo)
    asked = {"signal_type": "pdq", "signal": BRIDGE_PDQ}
    found = coop.get("http://localhost//m/lookup", params=asked)

    assert (made.status_code, added.status_code) == (201, 200)
    assert found.json().keys() == {BANK}


def test_the_page_names_the_commit_of_coop() -> None:
    page = (Path(__file__).parents[3] / "docs" / "hma.md").read_text()

    assert str(__doc__).split("commit ")[1].split("\n")[0] in page
