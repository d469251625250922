"""A network laid out for the rules: different texts, providers, contacts, prices, days, areas.

NetworkFacts, now -> view_of -> View

Repeating is not evidence: texts that differ only in numbers, capitals, accents and protected words
are one. Known limit: a text with a word changed is another text; the share of texts is what weighs,
so that it moves a score little.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import asin, cos, radians, sin, sqrt
from operator import itemgetter

from lamplight.model import Signal
from lamplight.rank.facts import AdFacts, NetworkFacts
from lamplight.rank.phrases import fold
from lamplight.rank.protected import without_protected

AREA_KM = 80.0
"""Places nearer than this to one another are one area."""


@dataclass(frozen=True, slots=True)
class View:
    """One network.

    texts      the first ad of each different text, in order of (source, id)
    folded     title and body of those, without accents and capitals
    providers  provider's id -> its ads
    person     provider's id -> the first provider with whom it has a title in common: these may be
               one person with two albums
    contacts   (kind, value) -> ads that show it; phones, e-mail addresses and handles
    area       place -> number of the area it lies in
    seen       ads with a time, oldest first; none after now
    """

    facts: NetworkFacts
    now: datetime
    texts: Sequence[AdFacts]
    folded: Sequence[tuple[str, str]]
    providers: Mapping[str, Sequence[AdFacts]]
    person: Mapping[str, str]
    contacts: Mapping[tuple[str, str], Sequence[AdFacts]]
    area: Mapping[str, int]
    seen: Sequence[AdFacts]


def view_of(facts: NetworkFacts, now: datetime) -> View:
    """Needs at least one ad; the order of ads must not matter, so they are sorted here."""
    ads = sorted(facts.ads, key=itemgetter(0, 1))
    texts, folded = _different(ads)
    providers: dict[str, list[AdFacts]] = {}
    contacts: dict[tuple[str, str], list[AdFacts]] = {}
    for ad in ads:
        providers.setdefault(ad.provider_id, []).append(ad)
        for contact in ad.shown.contacts:
            contacts.setdefault(contact, []).append(ad)
    seen = [ad for ad in ads if ad.seen_at is not None and ad.seen_at <= now]
    seen.sort(key=lambda ad: ad.seen_at or now)
    person = _persons(providers)
    return View(facts, now, texts, folded, providers, person, contacts, _areas(ads), seen)


def sure(ad: AdFacts, kind: str) -> Sequence[Signal]:
    """Signals of this kind that were read with some confidence."""
    return ad.shown.sure.get(kind, ())


def values(ad: AdFacts, kind: str) -> Sequence[str]:
    """Different values of those."""
    return ad.shown.values.get(kind, ())


def ages(ad: AdFacts) -> Sequence[str]:
    """Ages in years that the ad states, as digits: in its words, then in a field of its own."""
    read = ad.shown.values.get("age", ())
    return read if ad.age is None else (*read, str(ad.age))


def _different(ads: Sequence[AdFacts]) -> tuple[list[AdFacts], list[tuple[str, str]]]:
    """The first ad of each different text, with that text folded."""
    first: dict[tuple[str, str], AdFacts] = {}
    for ad in ads:
        first.setdefault((ad.title, ad.body), ad)
    known: dict[str, tuple[AdFacts, tuple[str, str]]] = {}
    for ad in first.values():
        plain = fold(ad.title), fold(ad.body)
        known.setdefault(without_protected(f"{plain[0]}\n{plain[1]}"), (ad, plain))
    return [ad for ad, _ in known.values()], [plain for _, plain in known.values()]


def _persons(providers: Mapping[str, Sequence[AdFacts]]) -> dict[str, str]:
    first_with: dict[str, str] = {}
    same = {provider: provider for provider in providers}
    for provider, ads in providers.items() if len(providers) > 1 else ():
        for title in {ad.title for ad in ads}:
            if words := without_protected(fold(title)):
                other = _root(same, first_with.setdefault(words, provider))
                same[_root(same, provider)] = other
    return {provider: _root(same, provider) for provider in providers}


def _root(same: Mapping[str, str], provider: str) -> str:
    while same[provider] != provider:
        provider = same[provider]
    return provider


def _areas(ads: Sequence[AdFacts]) -> dict[str, int]:
    """Each place's area: the first place within AREA_KM leads it; unknown positions lead alone."""
    leaders: list[tuple[float, float] | None] = []
    area: dict[str, int] = {}
    for ad in ads:
        if ad.place is None or ad.place in area:
            continue
        here = None if ad.lat is None or ad.lon is None else (ad.lat, ad.lon)
        near = (
            number
            for number, there in enumerate(leaders)
            if here and there and kilometres(here, there) < AREA_KM
        )
        area[ad.place] = next(near, len(leaders))
        if area[ad.place] == len(leaders):
            leaders.append(here)
    return area


def kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) in degrees."""
    (lat, lon), (other_lat, other_lon) = ((radians(a), radians(b)) for a, b in (here, there))
    half = sin((other_lat - lat) / 2) ** 2
    half += cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))
