"""Every route answers with the status and the shape that HMA 1.1.7 answers with.

The table was read off HMA's source at the commit that lamplight.web.hma names.
"""

from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from lamplight.web import hma as interface
from tests.web.shield.conftest import BRIDGE, BRIDGE_PDQ

DOCS = (Path(__file__).parents[3] / "docs" / "hma.md").read_text()
MD5 = "0cc175b9c0f1b6a831c399e269772661"
NEAR = f"{int(BRIDGE_PDQ, 16) ^ 3:064x}"
BANK = {"name": "BANK_A", "matching_enabled_ratio": 1.0}
WRONG = {"message": str}
CONTENT = {"id": 1, "disable_until_ts": 1, "original_media_uri": None, "bank": BANK}
INDEX = {
    "db_size": int,
    "index_size": int,
    "index_out_of_date": False,
    "newest_db_item": int,
    "index_built_to": int,
}
STATE = {"present": True, "built_to": int, "size": int}
MATCH = {"BANK_A": [{"bank_content_id": 1, "distance": "2"}]}
EXCHANGE = {"name": "EXCHANGE_A", "api": "sample", "enabled": False}
AUTH = {"supports_authentification": True, "has_set_authentification": False}
ITEM = {
    **{"name": str, "type": str, "required": True, "default": None, "help": str},
    "choices": None,
}
Case = tuple[str, str, Any, int, Any]

TABLE: list[Case] = [
    ("GET", "/", None, 302, None),
    ("GET", "/status", None, 200, "I-AM-ALIVE"),
    ("GET", "/status/live", None, 200, "I-AM-ALIVE"),
    ("GET", "/site-map", None, 200, [str]),
    ("GET", "/c/banks", None, 200, [BANK, BANK | {"name": "EXCHANGE_A"}]),
    ("POST", "/c/banks", {"name": "B"}, 201, {"name": "B", "matching_enabled_ratio": 1.0}),
    (
        *("POST", "/c/banks", {"name": "B", "enabled_ratio": "0.5"}, 201),
        {"name": "B", "matching_enabled_ratio": 0.5},
    ),
    (
        *("POST", "/c/banks", {"name": "B", "enabled_ratio": None, "enabled": False}, 201),
        {"name": "B", "matching_enabled_ratio": 0.0},
    ),
    ("POST", "/c/banks", {"name": "lower"}, 400, WRONG),
    ("POST", "/c/banks", {"name": "BANK_A"}, 403, WRONG),
    ("POST", "/c/banks", {}, 422, WRONG),
    ("POST", "/c/banks", {"name": "B", "enabled_ratio": "much"}, 422, WRONG),
    ("GET", "/c/bank/BANK_A", None, 200, BANK),
    ("GET", "/c/bank/NONE", None, 404, WRONG),
    ("PUT", "/c/bank/BANK_A", {"enabled_ratio": 0.5}, 200, BANK | {"matching_enabled_ratio": 0.5}),
    ("PUT", "/c/bank/BANK_A", {"enabled": False}, 200, BANK | {"matching_enabled_ratio": 0.0}),
    ("PUT", "/c/bank/BANK_A", {"name": "BANK_B"}, 200, BANK | {"name": "BANK_B"}),
    ("PUT", "/c/bank/BANK_A", {"name": "low"}, 400, WRONG),
    ("PUT", "/c/bank/NONE", {}, 404, WRONG),
    ("DELETE", "/c/bank/BANK_A", None, 200, {"message": "Done"}),
    ("DELETE", "/c/bank/NONE", None, 200, {"message": "Done"}),
    ("POST", "/c/bank/BANK_A/signal", {"pdq": NEAR}, 200, {"id": 2, "signals": {"pdq": NEAR}}),
    (
        *("POST", "/c/bank/BANK_A/signal", {"pdq": NEAR, "video_md5": MD5.upper()}, 200),
        {"id": 2, "signals": {"pdq": NEAR, "video_md5": MD5}},
    ),
    ("POST", "/c/bank/BANK_A/signal", {}, 400, WRONG),
    ("POST", "/c/bank/BANK_A/signal", {"tlsh": "x"}, 400, WRONG),
    ("POST", "/c/bank/BANK_A/signal", {"pdq": NEAR, "note": "x" * 256}, 400, WRONG),
    ("POST", "/c/bank/NONE/signal", {"pdq": NEAR}, 404, WRONG),
    ("GET", "/c/bank/BANK_A/content/1", None, 200, CONTENT),
    (
        *("GET", "/c/bank/BANK_A/content/1?include_signals=true", None, 200),
        CONTENT | {"signals": {"pdq": BRIDGE_PDQ}},
    ),
    ("GET", "/c/bank/BANK_A/content/9", None, 404, WRONG),
    ("GET", "/c/bank/NONE/content/1", None, 404, WRONG),
    (
        *("PUT", "/c/bank/BANK_A/content/1", {"disable_until_ts": 0}, 200),
        CONTENT
        | {"disable_until_ts": 0, "collab_metadata": {}, "user_metadata": None, "note": None},
    ),
    ("PUT", "/c/bank/BANK_A/content/1", {"disable_until_ts": -1}, 400, WRONG),
    ("PUT", "/c/bank/BANK_A/content/1", {"disable_until_ts": 10**11}, 400, WRONG),
    ("PUT", "/c/bank/BANK_A/content/1", {"disable_until_ts": "x"}, 400, WRONG),
    ("DELETE", "/c/bank/BANK_A/content/1", None, 200, {"deleted": 1}),
    ("DELETE", "/c/bank/BANK_A/content/9", None, 200, {"deleted": 0}),
    ("POST", "/c/bank/BANK_A/content", None, 400, WRONG),
    ("POST", "/c/bank/NONE/content", {"photo": b"x"}, 404, WRONG),
    ("POST", "/c/bank/BANK_A/content", {"picture": b"x"}, 400, WRONG),
    ("POST", "/h/hash", {"photo": BRIDGE.read_bytes()}, 200, {"pdq": str}),
    ("POST", "/h/hash", {"video": b"a"}, 200, {"video_md5": MD5}),
    ("POST", "/h/hash", {"photo": b"x", "video": b"x"}, 400, WRONG),
    ("POST", "/h/hash", {"photo": b"no picture"}, 400, WRONG),
    ("POST", "/h/hash?types=video_md5", {"photo": b"x"}, 400, WRONG),
    ("POST", "/h/hash", None, 400, WRONG),
    ("GET", "/h/hash", None, 422, WRONG),
    ("GET", "/h/hash?url=http://127.0.0.1/", None, 400, WRONG),
    ("GET", f"/m/raw_lookup?signal_type=pdq&signal={NEAR}", None, 200, {"matches": [1]}),
    (
        *("GET", f"/m/raw_lookup?signal_type=pdq&signal={NEAR}&include_distance=true", None, 200),
        {"matches": [{"bank_content_id": 1, "distance": "2"}]},
    ),
    ("GET", f"/m/raw_lookup?signal_type=pdq&signal={NEAR}&banks=B,C", None, 200, {"matches": []}),
    ("GET", f"/m/raw_lookup?signal_type=video_md5&signal={MD5}", None, 200, {"matches": []}),
    ("GET", f"/m/raw_lookup?signal_type=vpdq&signal={NEAR}", None, 400, WRONG),
    ("GET", "/m/raw_lookup?signal_type=pdq&signal=00", None, 400, WRONG),
    ("GET", f"/m/raw_lookup?signal_type=pdq&signal={NEAR.upper()}", None, 400, WRONG),
    ("GET", f"/m/raw_lookup?signal={NEAR}", None, 422, WRONG),
    ("GET", f"/m/lookup?signal_type=pdq&signal={NEAR}", None, 200, MATCH),
    ("GET", f"/m/lookup?signal_type=pdq&signal={NEAR}&banks=B", None, 200, {}),
    ("GET", f"/m/lookup?signal_type=pdq&signal={'0f' * 32}", None, 200, {}),
    ("GET", "/m/lookup", None, 400, WRONG),
    ("GET", "/m/lookup?url=http://127.0.0.1/", None, 400, WRONG),
    ("POST", "/m/lookup", {"photo": BRIDGE.read_bytes()}, 200, {"pdq": {"BANK_A": [dict]}}),
    ("POST", "/m/lookup", {"video": b"a"}, 200, {"video_md5": {}}),
    ("POST", "/m/compare", {"pdq": [NEAR, BRIDGE_PDQ]}, 200, {"pdq": [True, {"distance": 2}]}),
    ("POST", "/m/compare", {"video_md5": [MD5, MD5]}, 200, {"video_md5": [True, {}]}),
    ("POST", "/m/compare", {"pdq": [NEAR]}, 400, WRONG),
    ("POST", "/m/compare", {"pdq": NEAR}, 400, WRONG),
    ("POST", "/m/compare", {"pdq": ["x", NEAR]}, 400, WRONG),
    ("POST", "/m/compare", [], 400, WRONG),
    ("GET", "/m/index/status", None, 200, {"pdq": STATE, "video_md5": STATE}),
    ("GET", "/m/index/status?signal_type=pdq", None, 200, {"pdq": STATE}),
    ("GET", "/m/index/status?signal_type=x", None, 400, WRONG),
    (
        *("GET", "/c/signal_type", None, 200),
        [{"name": "pdq", "enabled_ratio": 1.0}, {"name": "video_md5", "enabled_ratio": 1.0}],
    ),
    ("GET", "/c/signal_type/index", None, 200, {"pdq": INDEX, "video_md5": INDEX}),
    ("PUT", "/c/signal_type/pdq", {"enabled_ratio": 1.0}, 204, None),
    ("PUT", "/c/signal_type/pdq", {}, 400, WRONG),
    (
        *("GET", "/c/content_type", None, 200),
        [{"name": "photo", "enabled": True}, {"name": "video", "enabled": True}],
    ),
    ("GET", "/c/exchanges", None, 200, ["EXCHANGE_A"]),
    (
        *("POST", "/c/exchanges", {"bank": "B", "api": "sample", "api_json": {}}, 201),
        {"message": "Created successfully"},
    ),
    (
        "POST",
        "/c/exchanges",
        {"bank": "B", "api": "fb_threatexchange", "api_json": {"privacy_group": 1}},
        201,
        {"message": "Created successfully"},
    ),
    ("POST", "/c/exchanges", {"bank": "B", "api": "fb_threatexchange"}, 400, WRONG),
    (
        "POST",
        "/c/exchanges",
        {"bank": "B", "api": "ncmec", "api_json": {"environment": "https://other.example"}},
        400,
        WRONG,
    ),
    ("POST", "/c/exchanges", {"bank": "B", "api": "nobody"}, 400, WRONG),
    ("POST", "/c/exchanges", {"bank": "B"}, 400, WRONG),
    (
        *("POST", "/c/exchanges"),
        *({"bank": "B", "api": "sample", "api_json": {"enabled": "odd"}}, 400, WRONG),
    ),
    ("POST", "/c/exchanges", {"bank": "lower", "api": "sample"}, 400, WRONG),
    ("POST", "/c/exchanges", {"bank": "B", "api": "sample", "api_json": 3}, 400, WRONG),
    ("POST", "/c/exchanges", {"api": "sample"}, 400, WRONG),
    ("POST", "/c/exchanges", {"bank": "BANK_A", "api": "sample"}, 403, WRONG),
    ("GET", "/c/exchange/EXCHANGE_A", None, 200, EXCHANGE),
    ("GET", "/c/exchange/NONE", None, 404, WRONG),
    ("PUT", "/c/exchange/EXCHANGE_A", {"enabled": True}, 200, EXCHANGE | {"enabled": True}),
    ("PUT", "/c/exchange/EXCHANGE_A", {"enabled": "1"}, 200, EXCHANGE | {"enabled": True}),
    ("PUT", "/c/exchange/EXCHANGE_A", {}, 200, EXCHANGE),
    ("PUT", "/c/exchange/EXCHANGE_A", {"enabled": "x"}, 422, WRONG),
    ("PUT", "/c/exchange/NONE", {"enabled": True}, 404, WRONG),
    ("DELETE", "/c/exchange/EXCHANGE_A", None, 200, {"message": "Exchange deleted"}),
    ("DELETE", "/c/exchange/NONE", None, 200, {"message": "Exchange deleted"}),
    (
        *("GET", "/c/exchange/EXCHANGE_A/status", None, 200),
        {
            "checkpoint_ts": None,
            "running_fetch_start_ts": None,
            "last_fetch_complete_ts": None,
            "last_fetch_succeeded": None,
            "up_to_date": False,
            "fetched_items": 0,
        },
    ),
    ("GET", "/c/exchange/NONE/status", None, 404, WRONG),
    ("GET", "/c/exchanges/apis", None, 200, [str]),
    ("GET", "/c/exchanges/api/sample", None, 200, {**AUTH, "supports_authentification": False}),
    ("GET", "/c/exchanges/api/ncmec", None, 200, AUTH),
    ("GET", "/c/exchanges/api/nobody", None, 400, WRONG),
    ("POST", "/c/exchanges/api/ncmec", {"credential_json": {}}, 200, AUTH),
    (
        "POST",
        "/c/exchanges/api/ncmec",
        {"credential_json": {"user": "desk", "password": "made up"}},
        200,
        AUTH | {"has_set_authentification": True},
    ),
    ("POST", "/c/exchanges/api/nobody", {"credential_json": {}}, 400, WRONG),
    ("POST", "/c/exchanges/api/ncmec", [], 400, WRONG),
    (
        *("GET", "/c/exchanges/api/sample/schema", None, 200),
        {"config_schema": {"fields": []}, "credentials_schema": None},
    ),
    (
        *("GET", "/c/exchanges/api/ncmec/schema", None, 200),
        {
            "config_schema": {
                "fields": [
                    ITEM | {"name": "environment", "type": "enum", "choices": [str]},
                    ITEM
                    | {"name": "only_esp_ids", "type": "set_of_number", "required": False}
                    | {"default": []},
                ]
            },
            "credentials_schema": {"fields": [dict]},
        },
    ),
    (
        *("GET", "/c/exchanges/api/stop_ncii/schema", None, 200),
        {
            "config_schema": {"fields": []},
            "credentials_schema": {
                "fields": [
                    ITEM | {"name": "fetch_function_key", "type": "string"},
                    ITEM | {"name": "subscription_key", "type": "string"},
                    ITEM | {"name": "base_url_override", "type": "string", "required": False},
                ]
            },
        },
    ),
    ("GET", "/c/exchanges/api/nobody/schema", None, 404, WRONG),
]


@pytest.fixture
def filled(hma: TestClient) -> TestClient:
    """With a bank and one content in it, and an exchange that is switched off."""
    hma.post("/c/banks", json={"name": "BANK_A"})
    hma.post("/c/bank/BANK_A/signal", json={"pdq": BRIDGE_PDQ})
    off = {"bank": "EXCHANGE_A", "api": "sample", "api_json": {"enabled": False}}
    hma.post("/c/exchanges", json=off)
    return hma


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)  # test_banking asks both
@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "shape"),
    TABLE,
    ids=[f"{number} {case[0]} {case[1].partition('?')[0]}" for number, case in enumerate(TABLE)],
)
def test_a_route_answers_as_hma_does(
    filled: TestClient, method: str, path: str, sent: Any, status: int, shape: Any
) -> None:
    files = isinstance(sent, dict) and any(isinstance(one, bytes) for one in sent.values())
    given = {} if sent is None else {"files": sent} if files else {"json": sent}

    answer = filled.request(method, path, **given)

    assert answer.status_code == status, answer.text
    assert status != 204 or not answer.content
    if isinstance(shape, str):
        assert answer.text == shape
    elif shape is not None:
        assert has_shape(answer.json(), shape), answer.json()


def has_shape(value: Any, shape: Any) -> bool:
    """A type stands for anything of it; [type] for a list of them."""
    if isinstance(shape, type):
        return isinstance(value, shape)
    if isinstance(shape, dict):
        return (
            isinstance(value, dict)
            and value.keys() == shape.keys()
            and all(has_shape(value[name], its) for name, its in shape.items())
        )
    if isinstance(shape, list) and shape and isinstance(shape[0], type):
        return all(has_shape(one, shape[0]) for one in value)
    if isinstance(shape, list):
        return len(value) == len(shape) and all(map(has_shape, value, shape))
    return bool(value == shape and type(value) is type(shape))


def test_the_page_tables_every_route_and_its_commit(app: Starlette) -> None:
    routes = {
        f"{method} {route.path.replace(':int', '')}"
        for route in app.routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }

    assert not {route for route in routes if f"| `{route}`" not in DOCS}
    assert str(interface.__doc__).split("commit\n")[1].split(" ")[0] in DOCS


def test_the_table_asks_every_route(app: Starlette) -> None:
    asked = {(method, path.partition("?")[0]) for method, path, *_ in TABLE}
    unasked = [
        route.path
        for route in app.routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
        if not any(route.path_regex.match(path) for its, path in asked if its == method)
    ]

    assert unasked == []
