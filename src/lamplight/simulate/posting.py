"""One posting: an ad as a site shows it, with its truth.

Persona, second -> Press.post -> Posting
"""

from datetime import datetime, timedelta
from math import floor
from random import Random
from typing import NamedTuple

from lamplight.model import Ad
from lamplight.simulate import disguise, writing
from lamplight.simulate.cities import CITIES
from lamplight.simulate.draw import pick
from lamplight.simulate.persona import Persona, Said
from lamplight.simulate.pictures import Camera, Drawing
from lamplight.simulate.profile import Profile
from lamplight.simulate.record import Record, ad_of
from lamplight.simulate.sources import FIRST_ID, PLACES, SITES, Shown, draw_shown
from lamplight.simulate.speech import speak
from lamplight.simulate.truth import Owner, Truth

_REVISED_AFTER = timedelta(days=1)
_COLLECTED_WITHIN_S = 21_600
_PATTERNS = 500
_NO_FIELDS: Record = {}


class Posting(NamedTuple):
    """One record of a world.

    owner     who stands behind it
    drawings  the files it names, with paths relative to the ads file
    again     it is a new version of an ad that was posted before
    """

    record: Record
    owner: Owner
    drawings: tuple[Drawing, ...] = ()
    again: bool = False

    @property
    def ad(self) -> Ad:
        """The record as it will be read."""
        return ad_of(self.record, {drawing.path for drawing in self.drawings})

    @property
    def truth(self) -> Truth:
        """What is true of it, as a row of truth.csv."""
        return Truth(self.record["source"], self.record["id"], *self.owner)


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
        number = person.sites[int(chance() * len(person.sites))]
        site, shown = SITES[number], self._shown[number][int(chance() * _PATTERNS)]
        serial = self._next_id[number]
        self._next_id[number] = serial + 1 + int(chance() * 2)
        ad_id = site.form % serial
        phone, fields = self._reach(person, shown)
        said = self._say(person, phone)
        images, drawings = self._camera.show(person.shots, quality=site.quality)
        record: Record = {"id": ad_id, "source": site.name}
        if shown.url:
            record["url"] = f"https://{site.name}/ads/{ad_id}"
        self._date(record, shown, at)
        if shown.title:
            record["title"] = said.title
        record["body"] = said.body
        record.update(fields)
        record.update(PLACES[person.city][shown.place])
        if shown.degrees:
            city = CITIES[person.city]
            record["lat"] = floor((city.lat + (chance() - 0.5) * 0.12) * 1e4 + 0.5) / 1e4
            record["lon"] = floor((city.lon + (chance() - 0.5) * 0.12) * 1e4 + 0.5) / 1e4
        if shown.age:
            record["age"] = person.age
        if images:
            record["images"] = images
        return Posting(record, person.owner, drawings)

    def _date(self, record: Record, shown: Shown, at: int) -> None:
        if shown.posted:
            record["posted_at"] = self._begin + timedelta(0, at)
        if shown.collected:
            at += int(self._random.random() * _COLLECTED_WITHIN_S)
            record["collected_at"] = self._begin + timedelta(0, at)

    def revise(self, posting: Posting) -> Posting:
        """The same ad, collected again a while later with other words."""
        random, record = self._random, posting.record.copy()
        lines = record["body"].split("\n")
        writing.edited(lines, 2, random)
        lines.append(pick(("Still here", "Answering today", "Edited"), random))
        record["body"] = "\n".join(lines)
        seen = record.get("collected_at") or record["posted_at"]
        record["collected_at"] = seen + _REVISED_AFTER
        return posting._replace(record=record, again=True)

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
            title, body = speak(person, city, phone, self._profile, self._random)
            said = person.said = Said(person.city, phone, title, body)
        return said

    def _reach(self, person: Persona, shown: Shown) -> tuple[str | None, Record]:
        """The phone that the text is to give (None: none), and what stands in fields of its own."""
        random, reach = self._random, person.reach
        phone = pick(reach.phones, random)
        told = None if random.random() < self._profile.phoneless else phone
        if shown.phones:
            in_text = told if random.random() < 0.5 else None
            return in_text, {"phones": (disguise.plain(phone, random),)}
        if not shown.contacts:
            return told, _NO_FIELDS
        fields: Record = {}
        if reach.email:
            fields["emails"] = (reach.email,)
        if reach.handle:
            fields["handles"] = (reach.handle,)
        return told, fields
