"""/c/banks, /c/bank/…: banks as HMA has them: a name and the share of look-ups that they answer."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from lamplight.errors import BadInput, NotFound
from lamplight.store import audit, banks
from lamplight.store.bank_columns import bank_settings
from lamplight.store.banks import Bank, number_of
from lamplight.store.hma import HMA, ratio_of, ratios, set_ratio
from lamplight.web.hma.answered import Answer, Ask, route

_NAME = re.compile("[A-Z_][A-Z0-9_]*")
_PURPOSE = "made by a program, through HMA's interface"
_MOST_NAME = 255


@route("/c/banks", "GET")
def list_banks(ask: Ask) -> list[dict[str, Any]]:
    """Positive banks that have a name as HMA wants it."""
    with ask.shield.engine.begin() as db:
        shares = ratios(db)
        audit.record(db, HMA, "saw banks", "banks")
        return [
            {"name": one.name, "matching_enabled_ratio": shares[one.number]}
            for one in bank_settings(db)
            if _NAME.fullmatch(one.name) and one.sign == "positive"
        ]


@route("/c/banks", "POST")
def make_bank(ask: Ask) -> Answer:
    """A positive bank that asks for review."""
    body = _body(ask)
    name = named(body.get("name"))
    ratio = _share(body.get("enabled_ratio"), body.get("enabled"))
    ratio = 1.0 if ratio is None else ratio
    now = datetime.now(UTC)
    with ask.shield.engine.begin() as db:
        if is_there(db, name):
            raise HTTPException(403, "Bank already exists")
        banks.new_bank(db, HMA, Bank(name, _PURPOSE, HMA.name, now, enabled=ratio > 0))
        set_ratio(db, number_of(db, name), ratio)
    return Answer({"name": name, "matching_enabled_ratio": ratio}, 201)


@route("/c/bank/{bank}", "GET")
def show_bank(ask: Ask) -> dict[str, Any]:
    """Raises NotFound."""
    with ask.shield.engine.begin() as db:
        return bank_of(db, ask.path["bank"])


@route("/c/bank/{bank}", "PUT")
def change_bank(ask: Ask) -> dict[str, Any]:
    """Another name, or another share. Raises NotFound."""
    body, old = _body(ask), ask.path["bank"]
    name = old if body.get("name") is None else named(body["name"])
    ratio = _share(body.get("enabled_ratio"), body.get("enabled"))
    with ask.shield.engine.begin() as db:
        if not is_there(db, old):
            raise NotFound("Bank not found")
        if name != old:
            if is_there(db, name):
                raise HTTPException(403, "Bank name already exists")
            banks.rename_bank(db, HMA, old, name, datetime.now(UTC))
        if ratio is not None:
            changed = replace(banks.get_bank(db, name), enabled=ratio > 0)
            banks.change_bank(db, HMA, changed, datetime.now(UTC))
            set_ratio(db, number_of(db, name), ratio)
        return bank_of(db, name)


@route("/c/bank/{bank}", "DELETE")
def delete_bank(ask: Ask) -> dict[str, str]:
    """HMA says so whether there was one or not."""
    with ask.shield.engine.begin() as db:
        if is_there(db, ask.path["bank"]):
            banks.remove_bank(db, HMA, ask.path["bank"])
    return {"message": "Done"}


def bank_of(db: Connection, name: str) -> dict[str, Any]:
    """Raises NotFound."""
    ratio = ratio_of(db, name)
    if ratio is None:
        raise NotFound(f"bank '{name[:80]}' not found")
    return {"name": name, "matching_enabled_ratio": ratio}


def is_there(db: Connection, name: str) -> bool:
    """Whether there is a bank of this name."""
    return ratio_of(db, name) is not None


def _body(ask: Ask) -> dict[str, Any]:
    if not isinstance(ask.body, dict):
        raise HTTPException(422, "want a JSON object")
    return ask.body


def named(name: object) -> str:
    """A name as HMA wants it. Raises BadInput."""
    if not isinstance(name, str):
        raise HTTPException(422, "name is required, and a text")
    if not _NAME.fullmatch(name) or len(name) > _MOST_NAME:
        raise BadInput("Bank names must be UPPER_WITH_UNDERSCORE")
    return name


def _share(ratio: object, enabled: object) -> float | None:
    """0..1; None where neither is said. A text is read as a number, as HMA does."""
    if ratio is None:
        return None if enabled is None else float(enabled in (True, 1, "true", "1"))
    try:
        share = float(ratio)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise HTTPException(422, "enabled_ratio is no number") from None
    if not 0 <= share <= 1:
        raise BadInput("enabled_ratio must be in the range 0.0-1.0 inclusive.")
    return share


ROUTES = [list_banks, make_bank, show_bank, change_bank, delete_bank]
