"""A posting identity while it lives: what it says, shows and answers to, and how that changes.

Persona, second -> move, drift -> where it is, what it became

Times are whole seconds since the world began. People of one network may hold the same Reach, prices
and pictures: what changes for one then changes for all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from lamplight.simulate import writing
from lamplight.simulate.pictures import Original
from lamplight.simulate.profile import PERIOD_DAYS, Profile
from lamplight.simulate.truth import Owner

DAY = 86_400
TRAVEL_S = DAY // 3
"""Nobody posts from two cities within eight hours."""


@dataclass(slots=True)
class Reach:
    """What people can be reached by; all but the phones as an ad writes it.

    users  how many people at work answer to it
    """

    phones: list[str]
    handle: str = ""
    email: str = ""
    site: str = ""
    wallet: str = ""
    users: int = 0


@dataclass(frozen=True, slots=True)
class Network:
    """What one operator's people have in common.

    label    as in Truth
    traits   names of the structural signs it shows
    house    the name under which it works openly, or None
    circuit  positions in CITIES, one after the other; a single one for those who stay
    stay_s   seconds in each
    """

    id: str
    label: int | None
    traits: frozenset[str]
    house: str | None
    circuit: tuple[int, ...]
    stay_s: int


class Said(NamedTuple):
    """What a person's last ad said: city as a position in CITIES, phone None where it gave none."""

    city: int
    phone: str | None
    title: str
    body: str


@dataclass(slots=True)
class Persona:
    """One provider.

    owner    what is true of all its ads
    prices   half hour, hour
    generic  contacts that strangers show too, or None
    sites    positions in SITES
    manner   0..1: where in the text the contact stands
    left     ads still to post, until the second `until`
    ahead    stops by which it is ahead of its network's circuit
    city     position in CITIES, as of its last ad at `last`, which was `said`
    """

    owner: Owner
    network: Network
    name: str
    age: int
    draft: writing.Draft
    reach: Reach
    generic: Reach | None
    shots: list[Original]
    prices: list[int]
    sites: Sequence[int]
    manner: float
    left: int
    until: int
    changes_at: int
    ahead: int
    city: int
    last: int = field(default=-DAY)
    said: Said | None = None


def move(person: Persona, at: int) -> None:
    """Go where the circuit leads; a move that can't be made in the time is made later."""
    network = person.network
    step = at // network.stay_s + person.ahead
    if at - person.last >= TRAVEL_S:
        person.city = network.circuit[step % len(network.circuit)]


def drift(
    person: Persona,
    at: int,
    profile: Profile,
    replaced: Callable[[Persona, int, str], str],
    random: Random,
) -> None:
    """Change phone, text and prices as often as the profile says, once in a period at most."""
    while at >= person.changes_at:
        person.changes_at += PERIOD_DAYS * DAY
        if random.random() < profile.phone_change:
            phones = person.reach.phones
            number = random.randrange(len(phones))
            phones[number] = replaced(person, at, phones[number])
        if random.random() < profile.text_change:
            person.draft, person.said = writing.rewritten(person.draft, random), None
        if random.random() < profile.price_change:
            more = random.choice((-20, -10, 10, 20, 30))
            person.said = None
            person.prices[:] = (max(40, person.prices[0] + more), max(60, person.prices[1] + more))
