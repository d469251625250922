"""/c/signal_type, /c/content_type: what there is to choose, and how full it is."""

from typing import Any

from starlette.exceptions import HTTPException

from lamplight.errors import BadInput
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


ROUTES = [signal_types, signal_type_index, change_signal_type, content_types]
