"""What one ad says: the person's draft, hastily copied, with name, city, prices and contact.

Persona, City, phone -> speak -> title, body
"""

from random import Random

from lamplight.simulate import disguise, writing
from lamplight.simulate.cities import City
from lamplight.simulate.draw import pick
from lamplight.simulate.persona import Persona, Reach
from lamplight.simulate.phrases import CALL
from lamplight.simulate.profile import Profile
from lamplight.simulate.words import NAMES

_TITLE_ENDS = "\x00"
_AT_END = 0.55  # share of people who put the contact last


def speak(
    person: Persona, city: City, phone: str | None, profile: Profile, random: Random
) -> tuple[str, str]:
    """Title and body of one ad; phone: ten digits, or None where the text gives none."""
    draft = person.draft
    lines = list(draft.lines)
    if edits := pick(profile.edits, random):
        writing.edited(lines, edits, random)
    contact = _contact(person, phone, profile, random)
    if person.manner < _AT_END or random.random() < 0.1:
        lines += contact
    else:
        at = int((person.manner - _AT_END) / (1 - _AT_END) * len(lines))
        lines[at:at] = contact
    name = _name(person, random)
    text = f"{draft.title}{_TITLE_ENDS}{draft.joint.join(lines)}"
    title, _, body = _filled(text, person, name, city).partition(_TITLE_ENDS)
    return title, body


def _name(person: Persona, random: Random) -> str:
    if "handed_on" in person.network.traits and random.random() < 0.25:
        return pick(NAMES, random)
    return person.name


def _filled(text: str, person: Persona, name: str, city: City) -> str:
    """The text with nothing left open."""
    place = city.name.upper() if person.draft.shout else city.name
    text = text.replace(writing.CITY, place).replace(writing.NAME, name)
    text = text.replace(writing.HALF, str(person.prices[0]))
    text = text.replace(writing.HOUR, str(person.prices[1]))
    text = text.replace(writing.AGE, str(person.age))
    if writing.OTHER_NAME in text:
        text = text.replace(writing.OTHER_NAME, NAMES[(NAMES.index(person.name) + 7) % len(NAMES)])
    return text


def _contact(person: Persona, phone: str | None, profile: Profile, random: Random) -> list[str]:
    """Sentences that say how to reach the person; none where the ad leaves that to the site."""
    reach = person.reach
    found = []
    if phone is not None:
        hidden = "obscured phone" in person.draft.signs or random.random() < profile.disguised
        written = (disguise.disguised if hidden else disguise.plain)(phone, random)
        call = pick(CALL, random)
        found.append(f"{call} {written}" if call else written)
    if reach.handle and (phone is None or random.random() < 0.5):
        found.append(reach.handle)
    if reach.email and random.random() < 0.4:
        found.append(f"mail {reach.email}")
    if reach.site and random.random() < 0.4:
        found.append(reach.site)
    if reach.wallet and random.random() < 0.5:
        found.append(f"Deposit to {reach.wallet}")
    if person.generic and random.random() < 0.6:
        found.append(_desk(person.generic, random))
    return found


def _desk(desk: Reach, random: Random) -> str:
    """A contact that belongs to a site or a hotel."""
    number = disguise.plain(desk.phones[0], random)
    if not desk.site:
        return f"Hotel desk {number}, ask for my room"
    return pick(
        (f"Questions? Site desk {number}", f"Safety advice {desk.site}", desk.email), random
    )
