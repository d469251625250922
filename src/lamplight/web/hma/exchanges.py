"""/c/exchanges, /c/exchange/…: partners that fill banks, as HMA has them.

An exchange makes the bank that it fills, and takes it with it in the end. What a partner wants to
be shown is taken, and never told.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from starlette.exceptions import HTTPException

from lamplight.errors import BadInput, NotFound
from lamplight.exchange.credentials import checked_credentials
from lamplight.exchange.partner import Field, checked
from lamplight.exchange.partners import PARTNERS, Partner, partner_of
from lamplight.exchange.transport import checked_address, is_own
from lamplight.store import banks, exchanges
from lamplight.store.exchanges import Exchange, NewExchange
from lamplight.store.hma import HMA
from lamplight.web.hma.answered import Answer, Ask, route
from lamplight.web.hma.banking import is_there, named

_NAME = re.compile("[A-Z0-9_]+")
_OWN = {"name", "api", "enabled"}
_ON, _OFF = ("true", "1", "on", "yes", "t", "y"), ("false", "0", "off", "no", "f", "n")
_WORDS = dict.fromkeys(_ON, True) | dict.fromkeys(_OFF, False)


@route("/c/exchanges/apis")
def exchange_apis(ask: Ask) -> list[str]:
    """All partners."""
    return list(PARTNERS)


@route("/c/exchanges/api/{name}", "GET")
def exchange_api(ask: Ask) -> dict[str, bool]:
    """Whether a partner wants to be shown something, and whether that is there."""
    return _api(ask, _partner(ask))


@route("/c/exchanges/api/{name}", "POST")
def change_exchange_api(ask: Ask) -> dict[str, bool]:
    """Take what a partner wants to be shown; an empty object takes it back."""
    partner = _partner(ask)
    if not isinstance(ask.body, dict):
        raise BadInput("this endpoint expects a json object payload")
    given = ask.body.get("credential_json")
    if given is not None:
        if not isinstance(given, dict) or (given and not partner.CREDENTIALS):
            raise BadInput(f"{partner.NAME} does not support credentials")
        values = _credentials(partner, given) if given else None
        with ask.shield.engine.begin() as db:
            exchanges.keep_credentials(db, HMA, partner.NAME, values, datetime.now(UTC))
    return _api(ask, partner)


@route("/c/exchanges/api/{name}/schema")
def exchange_api_schema(ask: Ask) -> dict[str, Any]:
    """What an exchange with a partner wants to know, and what the partner wants to be shown."""
    partner = PARTNERS.get(ask.path["name"])
    if partner is None:
        raise NotFound(f"Exchange API '{ask.path['name'][:80]}' not found")
    shown = {"fields": _fields(partner.CREDENTIALS)} if partner.CREDENTIALS else None
    return {"config_schema": {"fields": _fields(partner.SETTINGS)}, "credentials_schema": shown}


@route("/c/exchanges", "GET")
def list_exchanges(ask: Ask) -> list[str]:
    """Names."""
    with ask.shield.engine.begin() as db:
        return [one.name for one in exchanges.list_exchanges(db, counted=False)]


@route("/c/exchanges", "POST")
def make_exchange(ask: Ask) -> Answer:
    """With the bank that it fills, which must not be there. Raises BadInput."""
    body = ask.body if isinstance(ask.body, dict) else {}
    name, api, given = body.get("bank"), body.get("api"), body.get("api_json", {})
    if name is None:
        raise BadInput("bank is required")
    if not _NAME.fullmatch(str(name)):
        raise BadInput("Field `bank` must match /^[A-Z0-9_]+$/")
    if not isinstance(given, dict):
        raise BadInput("Field `api_json` must be object")
    if api is None:
        raise BadInput("Field `api_type` is required")
    if str(api) not in PARTNERS:
        raise BadInput(f"No such exchange type '{str(api)[:80]}'")
    partner = partner_of(str(api))
    try:
        values = {key: value for key, value in given.items() if key not in _OWN}
        settings = checked(partner.SETTINGS, values)
        enabled = _switch(given.get("enabled", True))
    except BadInput as bad:
        raise BadInput(f"Failed to parse `api_json` - {bad}") from None
    _make(ask, NewExchange(named(name), partner.NAME, settings, enabled=enabled), partner)
    return Answer({"message": "Created successfully"}, 201)


@route("/c/exchange/{name}", "GET")
def show_exchange(ask: Ask) -> dict[str, Any]:
    """Raises NotFound."""
    return _shown(_found(ask))


@route("/c/exchange/{name}", "PUT")
def change_exchange(ask: Ask) -> dict[str, Any]:
    """Switch it on or off. Raises NotFound."""
    one = _found(ask)
    body = ask.body if isinstance(ask.body, dict) else {}
    try:
        enabled = one.enabled if body.get("enabled") is None else _switch(body["enabled"])
    except BadInput as bad:
        raise HTTPException(422, str(bad)) from None
    with ask.shield.engine.begin() as db:
        exchanges.change_exchange(db, HMA, one.name, {"enabled": enabled})
    return _shown(one) | {"enabled": enabled}


@route("/c/exchange/{name}", "DELETE")
def delete_exchange(ask: Ask) -> dict[str, str]:
    """With its bank; HMA says so whether there was one or not."""
    now = datetime.now(UTC)
    with ask.shield.engine.begin() as db:
        if any(one.name == ask.path["name"] for one in exchanges.list_exchanges(db, counted=False)):
            exchanges.remove_exchange(db, HMA, ask.path["name"], now)
            banks.remove_bank(db, HMA, ask.path["name"])
    return {"message": "Exchange deleted"}


@route("/c/exchange/{name}/status")
def exchange_status(ask: Ask) -> dict[str, Any]:
    """How fetching goes. Raises NotFound."""
    one = _found(ask)
    ended = max(filter(None, (one.succeeded_at, one.failed_at)), default=None)
    return {
        "checkpoint_ts": _seconds(one.upto),
        "running_fetch_start_ts": _seconds(one.tried_at) if _is_fetched(one) else None,
        "last_fetch_complete_ts": _seconds(ended),
        "last_fetch_succeeded": None if ended is None else not one.failure,
        "up_to_date": one.succeeded_at is not None and not one.failure and one.tried_at is not None,
        "fetched_items": one.entries,
    }


def _partner(ask: Ask) -> Partner:
    partner = PARTNERS.get(ask.path["name"])
    if partner is None:
        raise BadInput(f"no such Exchange API '{ask.path['name'][:80]}'")
    return partner


def _api(ask: Ask, partner: Partner) -> dict[str, bool]:
    with ask.shield.engine.begin() as db:
        kept = exchanges.kept_credentials(db, partner.NAME)
    return {
        "supports_authentification": bool(partner.CREDENTIALS),
        "has_set_authentification": kept is not None,
    }


def _credentials(partner: Partner, given: dict[str, Any]) -> dict[str, Any]:
    """Only who has this machine's command line may have it ask itself."""
    found = checked_credentials(partner, given)
    if (address := found["base_url_override"]) and is_own(checked_address(address).hostname or ""):
        raise BadInput("base_url_override must lead to another machine")
    return found


def _make(ask: Ask, wanted: NewExchange, partner: Partner) -> None:
    now = datetime.now(UTC)
    with ask.shield.engine.begin() as db:
        if is_there(db, wanted.bank):
            raise HTTPException(403, "Bank already exists")
        purpose = f"known to {partner.TITLE}"
        bank = banks.Bank(wanted.bank, purpose, HMA.name, now, source=partner.NAME)
        banks.new_bank(db, HMA, bank)
        exchanges.add_exchange(db, HMA, wanted, now)


def _found(ask: Ask) -> Exchange:
    with ask.shield.engine.begin() as db:
        try:
            return exchanges.get_exchange(db, ask.path["name"])
        except NotFound:
            raise NotFound(f"Exchange '{ask.path['name'][:80]}' not found") from None


def _shown(one: Exchange) -> dict[str, Any]:
    return {"name": one.name, "api": one.api, "enabled": one.enabled, **one.settings}


def _switch(enabled: object) -> bool:
    """Also of a text or number that HMA takes for one. Raises BadInput."""
    word = str(enabled).lower()
    if word not in _WORDS:
        raise BadInput("enabled should be a valid boolean")
    return _WORDS[word]


def _fields(fields: Sequence[Field]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "type": one.kind,
            "required": one.required,
            "default": one.default,
            "help": one.help,
            "choices": list(one.choices) or None,
        }
        for one in fields
    ]


def _is_fetched(one: Exchange) -> bool:
    return one.held_until is not None and one.held_until > datetime.now(UTC)


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


ROUTES = [
    *(exchange_apis, exchange_api_schema, exchange_api, change_exchange_api),
    *(list_exchanges, make_exchange),
    *(exchange_status, show_exchange, change_exchange, delete_exchange),
]
