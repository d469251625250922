"""Set up an operator: its network, its people, and what they share.

Start, Surroundings -> open_operator -> list[Persona]

What strangers have in common (stolen texts and pictures, recycled numbers, generic contacts) comes
from Surroundings, which remembers a bounded number of recent ones.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, permutations
from random import Random

from lamplight.simulate import contacts, writing
from lamplight.simulate.cities import CITIES, NEAR
from lamplight.simulate.draw import between, pick
from lamplight.simulate.persona import DAY, Network, Persona, Reach
from lamplight.simulate.phones import Phones
from lamplight.simulate.pictures import Original, new_picture
from lamplight.simulate.profile import PERIOD_DAYS, Profile
from lamplight.simulate.rates import KINDS, draw_label, draw_traits
from lamplight.simulate.signs import draw_signs
from lamplight.simulate.sources import SITES
from lamplight.simulate.truth import Owner
from lamplight.simulate.words import HOUSES, NAMES

REST_S = 45 * DAY
"""A number may be given to somebody else 45 days after it was given up."""

_HALF = (60, 70, 80, 80, 90, 100, 100, 100, 110, 120, 120, 130, 140, 150, 160, 180, 200)
_SITES = tuple(
    sites
    for count in (1, 1, 2, 3)
    for sites in islice(permutations(range(len(SITES)), count), 0, None, 1 + 29 * (count == 3))
)
_MORE = (40, 50, 60, 60, 80, 80, 100, 100, 120)


@dataclass(frozen=True, slots=True)
class Start:
    """An operator as planned.

    at, until       seconds since the world began
    first_provider  number of its first provider; the others follow
    sizes           ads of each provider
    drawn           its pictures become files
    """

    at: int
    until: int
    number: int
    first_provider: int
    kind: str
    sizes: tuple[int, ...]
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is around every operator.

    desks     contacts of sites, hotels and booking desks, shown by strangers
    stock     pictures that advertising machines use
    given_up  (second, number), oldest first
    """

    profile: Profile
    random: Random
    phones: Phones
    desks: Sequence[Reach]
    stock: Sequence[Original]
    texts: deque[writing.Draft] = field(default_factory=lambda: deque(maxlen=256))
    shots: deque[Original] = field(default_factory=lambda: deque(maxlen=512))
    given_up: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=4096))


def surroundings(profile: Profile, random: Random) -> Surroundings:
    """Surroundings in which nobody has posted yet."""
    phones = Phones(random)
    desks = [
        Reach([phones.anywhere()], email=f"help@{site.name}", site=f"https://{site.name}/safety")
        for site in SITES[:4]
    ]
    hotels = [Reach([phones.anywhere()]) for _ in range(12)]
    stock = [new_picture(random) for _ in range(24)]
    return Surroundings(profile, random, phones, (*desks, *hotels), stock)


def open_operator(start: Start, around: Surroundings) -> list[Persona]:
    """The people of one operator, ready to post."""
    random = around.random
    kind = KINDS[start.kind]
    harmed = random.random() < kind.harmed
    traits = draw_traits(kind.held if harmed else kind.free, random)
    network = _network(start, traits, draw_label(random, harmed=harmed), around)
    people: list[Persona] = []
    for number in range(len(start.sizes)):
        people.append(_person(start, number, network, around, harmed=harmed))
        if number > 0:
            _share(people[0], people[-1])
    for person in people:
        person.reach.users += 1
        around.texts.append(person.draft)
        around.shots.append(pick(person.shots, random))
    return people


def give_up(phones: Iterable[str], at: int, around: Surroundings) -> None:
    """Nobody here answers to these numbers any more; somebody else may, after a rest."""
    around.given_up.extend((at, phone) for phone in phones)


def new_phone(network: Network, at: int, around: Surroundings) -> str:
    """A number: recycled, of the city, of another city, or of an area code that doesn't exist."""
    random = around.random
    rested = around.given_up and around.given_up[0][0] <= at - REST_S
    if rested and random.random() < around.profile.recycled:
        return around.given_up.popleft()[1]
    if "foreign_code" in network.traits:
        return around.phones.local(pick(CITIES, random), random)
    if random.random() < 0.5:
        return around.phones.local(CITIES[network.circuit[0]], random)
    return around.phones.anywhere()


def _network(
    start: Start, traits: frozenset[str], label: int | None, around: Surroundings
) -> Network:
    random = around.random
    first = int(random.random() * len(CITIES))
    touring = random.random() < around.profile.touring and start.kind != "spam"
    circuit: tuple[int, ...] = (first,)
    stay_s = around.profile.days * DAY
    if "moving" in traits or touring:
        circuit += tuple(random.sample(NEAR[first], between(2, 5, random)))
        stay_s = between(3, 7, random) * DAY
    elif "scattered" in traits:
        circuit += tuple(random.sample(range(len(CITIES)), between(1, 4, random)))
    if start.kind == "spam":
        stay_s = DAY // 2
    house = pick(HOUSES, random) if start.kind == "agency" else None
    return Network(f"n{start.number}", label, traits, house, circuit, stay_s)


def _person(
    start: Start, number: int, network: Network, around: Surroundings, *, harmed: bool
) -> Persona:
    random = around.random
    draft = _draft(start, network, around, harmed=harmed)
    half = pick(_HALF, random)
    scattered = "scattered" in network.traits
    ahead = int(random.random() * len(network.circuit)) if scattered else 0
    serial = start.first_provider + number
    return Persona(
        owner=Owner(f"p{serial}", network.id, network.label),
        network=network,
        name=pick(NAMES, random),
        age=between(18, 22, random) if "low age" in draft.signs else between(23, 48, random),
        draft=draft,
        reach=_reach(serial, network, start.at, around),
        generic=pick(around.desks, random) if random.random() < around.profile.generic else None,
        shots=_shots(start, around),
        prices=[half, half + pick(_MORE, random)],
        sites=pick(_SITES, random),
        manner=random.random(),
        left=start.sizes[number],
        until=start.until,
        changes_at=start.at + int(random.random() * PERIOD_DAYS * DAY),
        ahead=ahead,
        city=network.circuit[ahead],
    )


def _share(first: Persona, person: Persona) -> None:
    """Give a person what the whole network has in common."""
    traits = first.network.traits
    if "shared_phone" in traits:
        person.reach = first.reach
    if "same_price" in traits:
        person.prices = first.prices
    if "same_text" in traits:
        person.draft, person.age = first.draft, first.age
    if "same_picture" in traits:
        person.shots[-1] = first.shots[0]
    if first.generic:
        person.generic = first.generic


def _draft(start: Start, network: Network, around: Surroundings, *, harmed: bool) -> writing.Draft:
    random = around.random
    if start.kind == "spam":
        return writing.compose_spam(random)
    if around.texts and random.random() < around.profile.stolen_text:
        return pick(around.texts, random)
    return writing.compose(random, draw_signs(random, harmed=harmed), network.house)


def _reach(serial: int, network: Network, at: int, around: Surroundings) -> Reach:
    random = around.random
    count = between(2, 4, random) if "several_phones" in network.traits else 1
    name = contacts.nickname(serial, random)
    return Reach(
        phones=[new_phone(network, at, around) for _ in range(count)],
        handle=contacts.handle(name, random) if random.random() < 0.35 else "",
        email=contacts.email(name, random) if random.random() < 0.15 else "",
        site=contacts.site(name) if network.house or random.random() < 0.05 else "",
        wallet=contacts.wallet(random) if "wallet" in network.traits else "",
    )


def _shots(start: Start, around: Surroundings) -> list[Original]:
    """Two to six pictures, the first its own."""
    random = around.random
    shots = [new_picture(random, drawn=start.drawn)]
    for _ in range(between(1, 5, random)):
        if around.shots and random.random() < around.profile.stolen_picture:
            shots.append(pick(around.shots, random))
        elif start.kind == "spam":
            shots.append(pick(around.stock, random))
        else:
            shots.append(new_picture(random, drawn=start.drawn))
    return shots
