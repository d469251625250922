"""/c/bank/…/content and …/signal: what is in a bank, as HMA has it: contents with signals."""

import time
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from lamplight.bank.known import Given, known_value
from lamplight.errors import BadHash, BadInput, NotFound
from lamplight.store import audit
from lamplight.store.bank_entries import Chosen, Step, change_state
from lamplight.store.bank_intake import Into, numbers_by_key, take_in
from lamplight.store.banks import number_of
from lamplight.store.engine import reading
from lamplight.store.hma import (
    HMA,
    Content,
    details_of,
    get_content,
    hold_until,
    put_content,
    put_note,
)
from lamplight.web.hma.answered import Ask, route
from lamplight.web.hma.banking import bank_of
from lamplight.web.hma.media import Hashes, Media, hashes_of, json_text, media_route
from lamplight.web.hma.signals import KINDS, NAMES, validated

_WORDS = {"content_id": str, "content_uri": str, "json": dict}
_MOST_NOTE = 255
_YEARS_S = 5 * 365 * 86400
_OFF, _ON = 0, 1


@media_route("/c/bank/{bank}/content", "POST")
def add_content(ask: Ask, media: Media) -> dict[str, Any]:
    """A picture or video as hashes. Raises NotFound."""
    with reading(ask.shield.engine) as db:
        bank_of(db, ask.path["bank"])
    words = _metadata(json_text(media.texts, "metadata"))
    note = _note(media.texts.get("note"))
    hashes = hashes_of(ask.shield, media)
    if hashes.signals.get("pdq") == "":
        raise BadInput("there is too little to see in it to be banked")
    added = _banked(ask, hashes, words, note)
    ask.beside.caught_up()
    return added


@route("/c/bank/{bank}/signal", "POST")
def add_signals(ask: Ask) -> dict[str, Any]:
    """Hashes by signal type. Raises NotFound."""
    with reading(ask.shield.engine) as db:
        bank_of(db, ask.path["bank"])
    if not isinstance(ask.body, dict):
        raise BadInput("want a JSON object of signals")
    signals = dict(ask.body)
    note = _note(signals.pop("note", None))
    return _banked(ask, Hashes(signals, ()), None, note)


@route("/c/bank/{bank}/content/{content:int}", "GET")
def show_content(ask: Ask) -> dict[str, Any]:
    """Raises NotFound."""
    with ask.shield.engine.begin() as db:
        bank_of(db, ask.path["bank"])
        content = get_content(db, ask.path["content"], datetime.now(UTC))
        sealed = [audit.sealed(kind, value) for _, kind, value in content.entries]
        audit.record(db, HMA, "saw bank", content.bank, {"entries": sealed})
        told: dict[str, Any] = {
            "id": content.number,
            "disable_until_ts": _until(content.state, content.details),
            "original_media_uri": None,
            "bank": bank_of(db, content.bank),
        }
    if _is_true(ask, "include_signals", "false"):
        told["signals"] = {NAMES[kind]: value for _, kind, value in content.entries
                           if kind in NAMES}  # fmt: skip
    words = content.details.get("metadata")
    if words and _is_true(ask, "include_metadata", "true"):
        told["metadata"] = dict.fromkeys((*_WORDS, "collab")) | words
    if content.note:
        told["note"] = content.note
    return told


@route("/c/bank/{bank}/content/{content:int}", "PUT")
def change_content(ask: Ask) -> dict[str, Any]:
    """Another note; 0 holds it, a time to come till then, 1 and times past let it match again.
    Raises NotFound."""
    body, now = ask.body if isinstance(ask.body, dict) else {}, datetime.now(UTC)
    with ask.shield.engine.begin() as db:
        bank_of(db, ask.path["bank"])
        content = get_content(db, ask.path["content"], now)
        if "disable_until_ts" in body:
            _hold(db, content, _moment(body["disable_until_ts"]), now)
        if "note" in body:
            put_note(db, content.numbers, _note(body["note"]) or "")
        content = get_content(db, content.number, now)
        return {
            "id": content.number,
            "disable_until_ts": _until(content.state, content.details),
            "collab_metadata": {},
            "original_media_uri": None,
            "bank": bank_of(db, content.bank),
            "user_metadata": content.details.get("metadata"),
            "note": content.note or None,
        }


def _hold(db: Connection, content: Content, until: int, now: datetime) -> None:
    step: Step = "quarantined" if _is_off(until) else "released"
    change_state(db, HMA, step, Chosen(content.bank, content.numbers), now)
    put_content(db, content.numbers, {**content.details, "disable_until_ts": until})
    later = datetime.fromtimestamp(until, UTC) if _is_off(until) and until else None
    hold_until(db, content.numbers, later)


@route("/c/bank/{bank}/content/{content:int}", "DELETE")
def delete_content(ask: Ask) -> dict[str, int]:
    """Withdrawn: it matches no more, and the bank's days of keeping begin."""
    with ask.shield.engine.begin() as db:
        bank_of(db, ask.path["bank"])
        try:
            content = get_content(db, ask.path["content"], datetime.now(UTC))
        except NotFound:
            return {"deleted": 0}
        chosen = Chosen(content.bank, content.numbers)
        change_state(db, HMA, "withdrawn", chosen, datetime.now(UTC))
    return {"deleted": 1}


def _banked(
    ask: Ask, hashes: Hashes, words: dict[str, Any] | None, note: str | None
) -> dict[str, Any]:
    """Raises BadInput."""
    if not hashes.signals:
        raise BadInput("No signals given")
    values = {name: _value(name, value) for name, value in hashes.signals.items()}
    keys = [(KINDS[name], value) for name, value in values.items()]
    given = [
        Given(kind, value, note=note or "", looks=hashes.looks if kind == "picture" else ())
        for kind, value in keys
    ]
    bank = ask.path["bank"]
    with ask.shield.engine.begin() as db:
        into = Into(number_of(db, bank), HMA, datetime.now(UTC), restore=True)
        take_in(db, into, given)
        sealed = [audit.sealed(*key) for key in keys]
        audit.record(db, HMA, "added to bank", bank, {"entries": sealed})
        numbers = sorted(numbers_by_key(db, into.bank, keys).values())
        more = {"metadata": words} if words else {}
        content = put_content(db, numbers, {**details_of(db, numbers[0]), **more})
    return {"id": content, "signals": values}


def _value(name: str, value: object) -> str:
    try:
        text = validated(name, value)
        return known_value(KINDS[name], text)
    except BadHash as bad:
        raise BadInput(f"Invalid {name} signal: {bad}") from None


def _metadata(words: object) -> dict[str, Any] | None:
    if words is None:
        return None
    if not isinstance(words, dict):
        raise BadInput("metadata should be a json object")
    words = {name: value for name, value in words.items() if name != "collab"}
    for name, value in words.items():
        if name not in _WORDS or not isinstance(value, (_WORDS[name], type(None))):
            raise BadInput(f"Invalid metadata: {name[:80]}")
    return words


def _note(note: object) -> str | None:
    if not note:
        return None
    if not isinstance(note, str):
        raise BadInput("note should be a string")
    if len(note) > _MOST_NOTE:
        raise BadInput("note must be at most 255 characters")
    return note


def _moment(value: object) -> int:
    try:
        until = int(value)  # type: ignore[call-overload]
    except (TypeError, ValueError):
        raise BadInput("Invalid int for disable_until_ts") from None
    if until < 0:
        raise BadInput("disable_until_ts must be a non-negative integer")
    if until > time.time() + _YEARS_S:
        raise BadInput("disable_until_ts must be less than 5 years in the future")
    return int(until)


def _is_off(until: int) -> bool:
    return until != _ON and (until == _OFF or until > time.time())


def _until(state: str, details: Any) -> int:
    """What a program said, as long as it is so; a person may have released or held it since."""
    until = int(details.get("disable_until_ts", _ON))
    if state == "active":
        return _ON if _is_off(until) else until
    return until if _is_off(until) else _OFF


def _is_true(ask: Ask, name: str, default: str) -> bool:
    return ask.query.get(name, default).lower() == "true"


ROUTES = [add_content, add_signals, show_content, change_content, delete_content]
