"""A bank, a partner that fills it, and a clock."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from lamplight.exchange.partner import Request
from lamplight.exchange.transport import Answer, get
from lamplight.model import Actor
from lamplight.pipeline.exchanging import Fetched, Ways, fetch_exchange
from lamplight.store.bank_entries import (
    Chosen,
    Wanted,
    change_state,
    list_entries,
    opinions_of,
)
from lamplight.store.banks import Bank, new_bank
from lamplight.store.exchanges import (
    NewExchange,
    add_exchange,
    get_exchange,
    keep_credentials,
)
from tests.exchange.partners.served import (
    Ncmec,
    Served,
    StopNcii,
    ThreatExchange,
    md5,
    pdq,
)

ANN = Actor("Ann")
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SECOND = int(NOON.timestamp())
SETTINGS: dict[str, dict[str, Any]] = {
    "stop_ncii": {},
    "ncmec": {"environment": "https://exttest.cybertip.org/hashsharing", "only_esp_ids": []},
    "fb_threatexchange": {"privacy_group": 777},
    "sample": {},
}


@dataclass
class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Dying:
    """Gets one page, and no other."""

    alive: bool = True

    def __call__(self, request: Request) -> Answer:
        if not self.alive:
            raise KeyboardInterrupt
        self.alive = False
        return get(request)


@dataclass
class Desk:
    """A bank `KNOWN`, a partner that fills it, and a clock."""

    engine: Engine
    partner: Served
    clock: Clock
    waited: list[float]

    def ways(self, **others: Any) -> Ways:
        return replace(Ways({}, now=self.clock, wait=self.waited.append), **others)

    def fetch(self, **others: Any) -> Fetched:
        self.clock.now += timedelta(minutes=5)
        return fetch_exchange(self.engine, ANN, "KNOWN", self.ways(**others))

    def active(self) -> set[str]:
        return {it.value for it in self.entries() if it.state == "active"}

    def entries(self) -> list[Any]:
        with self.engine.begin() as db:
            every = [
                list_entries(db, ANN, "KNOWN", Wanted(state, 0, 10_000), self.clock.now)
                for state in ("active", "quarantined", "withdrawn")
            ]
        return [one for some in every for one in some]

    def opinions(self, value: str) -> dict[str, str]:
        (entry,) = [it for it in self.entries() if it.value == value]
        with self.engine.begin() as db:
            return {it.source: it.opinion for it in opinions_of(db, entry.number)}

    def change(self, step: Any, value: str) -> None:
        (entry,) = [it for it in self.entries() if it.value == value]
        with self.engine.begin() as db:
            change_state(db, ANN, step, Chosen("KNOWN", [entry.number]), self.clock.now)

    def told(self) -> Any:
        with self.engine.begin() as db:
            return get_exchange(db, "KNOWN")


def desk_of(engine: Engine, partner: Served) -> Desk:
    with engine.begin() as db:
        new_bank(db, ANN, Bank("KNOWN", "a test", "desk 3", NOON))
        add_exchange(db, ANN, NewExchange("KNOWN", partner.api, SETTINGS[partner.api]), NOON)
        keep_credentials(db, ANN, partner.api, partner.credentials, NOON)
    return Desk(engine, partner, Clock(), [])


def ncii_of_five() -> StopNcii:
    partner = StopNcii()
    for number in range(1, 6):
        partner.put("ImagePDQ", pdq(number))
    return partner


def ncmec_of_five() -> Ncmec:
    partner = Ncmec()
    for number in range(1, 6):
        partner.put(SECOND - 1000 * number, 42, f"e{number}", prints(md5=md5(number)))
    return partner


def meta_of_five() -> ThreatExchange:
    partner = ThreatExchange()
    for number in range(1, 6):
        partner.put("HASH_PDQ", pdq(number), _1="MALICIOUS")
    return partner


def prints(**values: str) -> str:
    inner = "".join(f"<{kind}>{value}</{kind}>" for kind, value in values.items())
    return f"<classification>A1</classification><fingerprints>{inner}</fingerprints>"


FIVE = {pdq(number) for number in range(1, 6)}
FIVE_DIGESTS = {md5(number) for number in range(1, 6)}
