"""Banks for programs that have a key: list them, put hashes in, withdraw and restore them.

GET /api/banks; POST /api/banks/{bank}/entries; POST /api/banks/{bank}/withdraw, …/restore
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from lamplight.bank.known import Given, known_kind, known_value
from lamplight.errors import BadHash, BadInput
from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.bank_entries import Chosen, Step, change_state
from lamplight.store.bank_intake import Into, take_in
from lamplight.store.banks import list_banks, number_of
from lamplight.store.known import known
from lamplight.web.request import Line
from lamplight.web.shield import schema
from lamplight.web.shield.state import Shield

Done = TypeVar("Done")
router = APIRouter()
MOST_ENTRIES = 1_000

Words = Annotated[Line, Field(max_length=500)]
Number = Annotated[int, Field(strict=True, ge=1, le=2**53)]


class Hash(BaseModel):
    """What is known: kind "pdq", "sha256", "sha1" or "md5", and hex digits."""

    model_config = ConfigDict(extra="forbid")
    kind: Annotated[Words, Field(json_schema_extra={"enum": ["pdq", "sha256", "sha1", "md5"]})]
    value: Words
    quality: Annotated[int, Field(strict=True, ge=0, le=100)] | None = None
    label: Words = ""
    note: Words = ""


class Hashes(BaseModel):
    """Entries to put into a bank."""

    model_config = ConfigDict(extra="forbid")
    entries: Annotated[list[Hash], Field(min_length=1, max_length=MOST_ENTRIES)]


class Entries(BaseModel):
    """Entries by the numbers that answers name."""

    model_config = ConfigDict(extra="forbid")
    entries: Annotated[list[Number], Field(min_length=1, max_length=MOST_ENTRIES)]


STEPS: dict[str, Step] = {"withdraw": "withdrawn", "restore": "restored"}


@router.get("/api/banks", **schema.BANKS)
async def banks(request: Request) -> dict[str, Any]:
    """All banks: how each counts, and how many entries it has."""
    shield, actor = await _asks(request, "banks:read")

    def read() -> list[dict[str, Any]]:
        with shield.engine.begin() as db:
            return [asdict(bank) for bank in list_banks(db, actor)]

    return {"banks": await shield.written(read)}


@router.post("/api/banks/{bank}/entries", **schema.BANKS)
async def add(request: Request, bank: str, hashes: Hashes) -> dict[str, Any]:
    """What became of each: added, restored, withdrawn, known, left_out; they add up."""
    shield, actor = await _asks(request, "banks:write")
    given = [_given(place, one) for place, one in enumerate(hashes.entries)]

    def put() -> dict[str, Any]:
        with shield.engine.begin() as db:
            taken = take_in(db, Into(number_of(db, bank), actor, datetime.now(UTC)), given)
            sealed = [audit.sealed(one.kind, one.value) for one in given]
            audit.record(db, actor, "added to bank", bank, {"entries": sealed})
            return asdict(taken)

    return await shield.written(lambda: _seen(shield, put))


@router.post("/api/banks/{bank}/{step}", **schema.BANKS)
async def change(
    request: Request, bank: str, step: Literal["withdraw", "restore"], entries: Entries
) -> dict[str, Any]:
    """How many entries changed; those that are already so stay."""
    shield, actor = await _asks(request, "banks:write")

    def move() -> int:
        with shield.engine.begin() as db:
            chosen = Chosen(bank, sorted(set(entries.entries)))
            return change_state(db, actor, STEPS[step], chosen, datetime.now(UTC))

    return {"changed": await shield.written(lambda: _seen(shield, move))}


def _seen(shield: Shield, change: Callable[[], Done]) -> Done:
    """What was changed is in look-ups when it is answered."""
    done = change()
    known(shield.engine)
    return done


async def _asks(request: Request, scope: str) -> tuple[Shield, Actor]:
    """Raises HTTPException."""
    key = await request.app.state.clients.check(request, scope)
    return request.app.state.shield, Actor(key.name)


def _given(place: int, one: Hash) -> Given:
    kind = known_kind(one.kind)
    if kind is None or kind == "video":
        raise BadInput(f"entry {place} wants a kind: pdq, sha256, sha1 or md5")
    try:
        value = known_value(kind, one.value, one.quality)
    except BadHash as bad:
        raise BadInput(f"entry {place}: {bad}") from None
    labels = (one.label,) if one.label else ()
    return Given(kind, value, one.quality, labels=labels, note=one.note)
