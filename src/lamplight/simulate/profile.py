"""How hard a made-up world is: five profiles, each a set of rates.

name -> profile_named -> Profile

The rates are this project's choice; docs/worlds.md says what each profile does.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lamplight.errors import BadInput


@dataclass(frozen=True, slots=True)
class Profile:
    """Rates of one kind of world; shares are 0..1.

    days              length of the world
    disguised         share of postings whose phone is disguised, besides those made to show it
    phoneless         share of postings that give no phone at all
    verbatim          share of postings that repeat the last text letter for letter
    edits             small edits of the text in the others: one of these numbers, drawn evenly
    unedited_picture  share of pictures posted again without any edit
    generic           share of operators who show a contact that strangers show too
    recycled          share of operators whose number was someone else's, 45 days ago or more
    stolen_text       share of operators whose text is a stranger's
    stolen_picture    share of pictures that are a stranger's
    touring           share of operators who go round a circuit of cities
    phone_change      share of posting identities that change their phone, once in PERIOD days
    text_change       the same for a sentence of the text
    price_change      the same for prices
    revised           share of ads that are collected a second time with other words
    """

    days: int = 90
    disguised: float = 0.03
    phoneless: float = 0.06
    verbatim: float = 0.95
    edits: tuple[int, ...] = (0, 1)
    unedited_picture: float = 0.6
    generic: float = 0.01
    recycled: float = 0.0
    stolen_text: float = 0.0
    stolen_picture: float = 0.0
    touring: float = 0.08
    phone_change: float = 0.01
    text_change: float = 0.02
    price_change: float = 0.02
    revised: float = 0.0


PERIOD_DAYS = 7

PROFILES: Mapping[str, Profile] = {
    "easy": Profile(),
    "hard": Profile(
        disguised=0.35,
        phoneless=0.12,
        verbatim=0.75,
        edits=(0, 1, 2, 4),
        unedited_picture=0.35,
        generic=0.10,
        recycled=0.08,
        stolen_text=0.06,
        stolen_picture=0.05,
        touring=0.15,
        phone_change=0.05,
        text_change=0.08,
        price_change=0.08,
    ),
    "touring": Profile(
        disguised=0.10,
        verbatim=0.92,
        edits=(0, 0, 1, 2),
        generic=0.12,
        recycled=0.02,
        stolen_text=0.01,
        stolen_picture=0.01,
        touring=0.60,
    ),
    "copycat": Profile(
        disguised=0.10,
        verbatim=0.85,
        edits=(0, 1, 1, 3),
        generic=0.03,
        stolen_text=0.30,
        stolen_picture=0.20,
    ),
    "drift": Profile(
        days=240,
        disguised=0.10,
        verbatim=0.8,
        edits=(0, 1, 1, 2),
        recycled=0.10,
        stolen_picture=0.01,
        phone_change=0.15,
        text_change=0.35,
        price_change=0.20,
        revised=0.02,
    ),
}


def profile_named(name: str) -> Profile:
    """Raises BadInput where no profile has that name."""
    if name not in PROFILES:
        raise BadInput(f"{name!r} is no profile; known are {', '.join(PROFILES)}")
    return PROFILES[name]
