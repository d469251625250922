"""/c/signal_type, /c/content_type, /c/exchanges…: what there is to choose, and how full it is."""

import re
from typing import Any

from starlette.exceptions import HTTPException

from lamplight.errors import BadInput, NotFound
from lamplight.match.part import PICTURE
from lamplight.store.bank_log import moment_of
from lamplight.store.engine import reading
from lamplight.store.known import known, lag
from lamplight.web.hma.answered import Answer, Ask, route
from lamplight.web.hma.signals import CONTENTS, KINDS


@route("/c/signal_type")
def signal_types(ask: Ask) -> list[dict[str, Any]]:
    """All are switched on."""
    return [{"name": name, "enabled_ratio": 1.0} for name in KINDS]


@route("/c/signal_type/index")
def signal_type_index(ask: Ask) -> dict[str, Any]:
    """How far the index of each is behind the database."""
    return index_states(ask)


@route("/c/signal_type/{name}", "PUT")
def change_signal_type(ask: Ask) -> Answer:
    """A signal type can't be switched off here; to leave it on is no change."""
    if ask.path["name"] not in KINDS:
        raise BadInput(f"Unknown signal type {ask.path['name'][:80]}")
    try:
        ratio = float(ask.body["enabled_ratio"])
    except (TypeError, KeyError, ValueError):
        raise BadInput("enabled_ratio is required") from None
    if ratio != 1.0:
        raise HTTPException(501, "signal types can't be switched off; switch banks off instead")
    return Answer(None, 204)


@route("/c/content_type")
def content_types(ask: Ask) -> list[dict[str, Any]]:
    """All are switched on."""
    return [{"name": name, "enabled": True} for name in CONTENTS]


@route("/c/exchanges/apis")
def exchange_apis(ask: Ask) -> list[str]:
    """None: nothing is fetched from others through this interface."""
    return []


@route("/c/exchanges/api/{name}", "GET")
def exchange_api(ask: Ask) -> None:
    raise BadInput(f"no such Exchange API '{ask.path['name'][:80]}'")


@route("/c/exchanges/api/{name}", "POST")
def change_exchange_api(ask: Ask) -> None:
    raise BadInput(f"no such Exchange API '{ask.path['name'][:80]}'")


@route("/c/exchanges/api/{name}/schema")
def exchange_api_schema(ask: Ask) -> None:
    raise NotFound(f"Exchange API '{ask.path['name'][:80]}' not found")


@route("/c/exchanges")
def exchanges(ask: Ask) -> list[str]:
    """None."""
    return []


@route("/c/exchanges", "POST")
def make_exchange(ask: Ask) -> None:
    """Raises BadInput: there is no API to make one of."""
    body = ask.body if isinstance(ask.body, dict) else {}
    bank = body.get("bank")
    if bank is None:
        raise BadInput("bank is required")
    if not re.fullmatch("[A-Z0-9_]+", str(bank)):
        raise BadInput("Field `bank` must match /^[A-Z0-9_]+$/")
    if not isinstance(body.get("api_json", {}), dict):
        raise BadInput("Field `api_json` must be object")
    if body.get("api") is None:
        raise BadInput("Field `api_type` is required")
    raise BadInput(f"No such exchange type '{str(body['api'])[:80]}'")


@route("/c/exchange/{name}", "GET")
def exchange(ask: Ask) -> None:
    raise NotFound(f"Exchange '{ask.path['name'][:80]}' not found")


@route("/c/exchange/{name}", "PUT")
def change_exchange(ask: Ask) -> None:
    raise NotFound(f"Exchange '{ask.path['name'][:80]}' not found")


@route("/c/exchange/{name}", "DELETE")
def delete_exchange(ask: Ask) -> dict[str, str]:
    """HMA says so whether there was one or not."""
    return {"message": "Exchange deleted"}


@route("/c/exchange/{name}/status")
def exchange_status(ask: Ask) -> None:
    raise NotFound(f"Exchange '{ask.path['name'][:80]}' not found")


def index_states(ask: Ask) -> dict[str, Any]:
    """By signal type, or of ?signal_type alone. Frames of known videos are among pictures."""
    chosen = ask.query.get("signal_type")
    if chosen is not None and chosen not in KINDS:
        raise BadInput(f"No such signal type '{chosen[:80]}'")
    now = known(ask.shield.engine)
    with reading(ask.shield.engine) as db:
        behind = lag(db, now)
        built_to, newest = moment_of(db, behind.position), moment_of(db, behind.newest)
    parts = (*now.known.parts, now.known.small)
    sizes = {kind: sum(len(part.tables[kind]) for part in parts if kind in part.tables)
             for kind in (PICTURE, "md5")}  # fmt: skip
    return {
        name: {
            "db_size": sizes[kind],
            "index_size": sizes[kind],
            "index_out_of_date": behind.position < behind.newest,
            "newest_db_item": newest,
            "index_built_to": built_to,
        }
        for name, kind in KINDS.items()
        if chosen in (None, name)
    }


ROUTES = [
    *(signal_types, signal_type_index, change_signal_type, content_types),
    *(exchange_apis, exchange_api_schema, exchange_api, change_exchange_api),
    *(exchanges, make_exchange, exchange_status, exchange, change_exchange, delete_exchange),
]
