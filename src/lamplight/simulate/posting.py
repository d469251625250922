"""One posting: an ad as a site shows it, with its truth.

Persona, second -> Press.post -> Posting
"""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from lamplight.model import Ad
from lamplight.simulate import disguise, writing
from lamplight.simulate.cities import CITIES
from lamplight.simulate.draw import pick
from lamplight.simulate.persona import Persona, Said
from lamplight.simulate.pictures import Camera, Drawing
from lamplight.simulate.profile import Profile
from lamplight.simulate.sources import FIRST_ID, SITES, Shown, draw_shown
from lamplight.simulate.speech import speak
from lamplight.simulate.truth import Truth

_REVISED_AFTER_S = 86_400
_COLLECTED_WITHIN_S = 21_600
_PATTERNS = 500


class Posting(NamedTuple):
    """One record of a world.

    drawings  the files it names, with paths relative to the ads file
    again     it is a new version of an ad that was posted before
    """

    ad: Ad
    truth: Truth
    drawings: tuple[Drawing, ...] = ()
    again: bool = False


class _Fields(NamedTuple):
    """What a site gives beside text and pictures."""

    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()


_NO_FIELDS = _Fields()


class Press:
    """Numbers ads and files, and puts ads together; one for a world."""

    def __init__(self, profile: Profile, begin: datetime, random: Random) -> None:
        self._profile = profile
        self._begin = begin
        self._random = random
        self._camera = Camera(random, profile.unedited_picture)
        self._shown = [[draw_shown(site, random) for _ in range(_PATTERNS)] for site in SITES]
        self._next_id = [FIRST_ID] * len(SITES)

    def post(self, person: Persona, at: int) -> Posting:
        """The person's ad of this second, from the city where it is."""
        chance = self._random.random
        number = pick(person.sites, self._random)
        site, shown = SITES[number], pick(self._shown[number], self._random)
        ad_id = site.form.format(self._next_id[number])
        self._next_id[number] += 1 + int(chance() * 2)
        phone, fields = self._reach(person, shown)
        said = self._say(person, phone)
        city = CITIES[person.city]
        pictures, drawings = self._camera.show(person.shots, quality=site.quality)
        seen = self._begin + timedelta(seconds=at)
        ad = Ad(
            source=site.name,
            id=ad_id,
            title=said.title if shown.title else "",
            body=said.body,
            url=f"https://{site.name}/ads/{ad_id}" if shown.url else None,
            posted_at=seen if shown.posted else None,
            collected_at=seen + timedelta(seconds=int(chance() * _COLLECTED_WITHIN_S))
            if shown.collected
            else None,
            phones=fields.phones,
            emails=fields.emails,
            handles=fields.handles,
            city=city.name if shown.city else None,
            region=city.region if shown.region else None,
            country=city.country if shown.region else None,
            lat=round(city.lat + (chance() - 0.5) * 0.12, 4) if shown.degrees else None,
            lon=round(city.lon + (chance() - 0.5) * 0.12, 4) if shown.degrees else None,
            age=person.age if shown.age else None,
            pictures=pictures,
        )
        network = person.network
        return Posting(ad, Truth(site.name, ad_id, person.id, network.id, network.label), drawings)

    def revise(self, posting: Posting) -> Posting:
        """The same ad, collected again a while later with other words."""
        random, ad = self._random, posting.ad
        lines = ad.body.split("\n")
        writing.edited(lines, 2, random)
        body = "\n".join([*lines, pick(("Still here", "Answering today", "Edited"), random)])
        seen = ad.collected_at or ad.posted_at or self._begin
        later = seen + timedelta(seconds=_REVISED_AFTER_S)
        return posting._replace(ad=replace(ad, body=body, collected_at=later), again=True)

    def _say(self, person: Persona, phone: str | None) -> Said:
        """Mostly what the person said before, as long as city and phone still hold."""
        said = person.said
        if (
            said is None
            or said.city != person.city
            or not (said.phone is None or said.phone in person.reach.phones)
            or self._random.random() >= self._profile.verbatim
        ):
            city = CITIES[person.city]
            said = Said(
                person.city, phone, *speak(person, city, phone, self._profile, self._random)
            )
            person.said = said
        return said

    def _reach(self, person: Persona, shown: Shown) -> tuple[str | None, _Fields]:
        """The phone that the text is to give (None: none), and what stands in fields of its own."""
        random, reach = self._random, person.reach
        phone = pick(reach.phones, random)
        told = None if random.random() < self._profile.phoneless else phone
        if shown.phones:
            in_text = told if random.random() < 0.5 else None
            return in_text, _Fields(phones=(disguise.plain(phone, random),))
        if shown.contacts and (reach.email or reach.handle):
            return told, _Fields(
                emails=(reach.email,) if reach.email else (),
                handles=(reach.handle,) if reach.handle else (),
            )
        return told, _NO_FIELDS
