"""Ten indicators as sentences, and how often a made-up ad shows them.

harmed? -> draw_signs -> names of signs -> writing.compose

Source of the numbers of indicators in one ad: Giommoni & Ikwu 2021 (17,362 UK ads, 10 indicators:
19.0 % none, 58.3 % one, 21.3 % two, 1.7 % three or more). Source of the directions: the JRSA study
for NIJ (318 closed US cases). The size of each ratio is this project's own guess, stated in
docs/worlds.md; none is read from, or shared with, the files by which networks are ranked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from lamplight.simulate.draw import pick_weighted


@dataclass(frozen=True, slots=True)
class Sign:
    """One indicator.

    weight   how often it is drawn, beside the others
    ratio    by how much that weight grows in ads of harmed networks
    phrases  sentences that show it; empty where it shows elsewhere (a disguised phone, an age)
    """

    weight: float
    ratio: float
    phrases: tuple[str, ...]


SIGNS: Mapping[str, Sign] = {
    "trust": Sign(
        0.09,
        2.0,
        (
            "Professional and reliable",
            "You can trust me",
            "Honest and trustworthy, always",
            "I am a true professional",
            "Serious, reliable, discreet",
            "One hundred percent real and honest",
            "A name you can rely on",
            "Trusted by many {person} of {city}",
            "Very professional service",
            "Safe and trustworthy, I promise",
        ),
    ),
    "obscured phone": Sign(0.07, 2.2, ()),
    "youth": Sign(
        0.08,
        1.9,
        (
            "Young and {adj}",
            "Youthful and full of energy",
            "The youngest on our list, over 18",
            "A young face in {city}",
            "Young, {adj} and curious",
            "Student by day",
            "Just started out",
            "College student, {adj} and kind",
        ),
    ),
    "language": Sign(
        0.10,
        1.0,
        (
            "I speak {language} and a little {language}",
            "{origin} and proud of it",
            "My family is {origin}",
            "{language} spoken",
            "{origin} hospitality",
            "Half {origin}, half {origin}",
            "I cook {origin} food",
            "Born to a {origin} mother",
        ),
    ),
    "movement": Sign(
        0.15,
        0.3,
        (
            "New in town",
            "Just arrived in {city}",
            "Only here this week",
            "Leaving soon, do not wait",
            "Last days in {city}",
            "Visiting {city} for a few days",
            "First time in {city}",
            "Back in {city} for a short time",
            "In town until {weekday}",
            "Limited time only",
        ),
    ),
    "screening": Sign(
        0.15,
        1.0,
        (
            "No blocked numbers",
            "No private calls please",
            "Tell me your name and age when you write",
            "References from others are welcome",
            "No long chats, calls only",
            "Polite {person} only",
            "Please introduce yourself first",
            "Over 30 only please",
            "No games and no haggling",
        ),
    ),
    "low age": Sign(0.09, 1.0, ("I am {age}", "{age} years old", "Age {age}", "{age} yrs")),
    "several": Sign(
        0.06,
        1.4,
        (
            "Two friends today, ask about us",
            "{name} and {name2} together or apart",
            "A different hostess every week",
            "Three of us, you choose",
            "My friend {name2} is here too",
            "New faces every week",
        ),
    ),
    "place only": Sign(
        0.10,
        1.0,
        (
            "I do not travel, come to me",
            "Incall only",
            "Only at my place",
            "Outcall only",
            "Hotel visits only",
            "I host only",
        ),
    ),
    "discount": Sign(
        0.11,
        1.0,
        (
            "Special this week, ask me",
            "Ten dollars off on {weekday}",
            "Mention this ad for a discount",
            "Opening special",
            "Lower rates before {until}",
            "Two for one on {weekday}",
        ),
    ),
}

COUNTS = (0.190, 0.583, 0.210, 0.017)
"""Shares of ads with 0, 1, 2 and 3 indicators; the source's sum to 1.003, taken off the third."""

HARMED_COUNTS = (0.12, 0.52, 0.31, 0.05)
"""The same in ads of harmed networks: somewhat more, with much overlap."""

_NAMES = tuple(SIGNS)
_WEIGHTS = {
    harmed: tuple(
        accumulate(sign.weight * (sign.ratio if harmed else 1.0) for sign in SIGNS.values())
    )
    for harmed in (False, True)
}
_COUNTS = {False: tuple(accumulate(COUNTS)), True: tuple(accumulate(HARMED_COUNTS))}


def draw_signs(random: Random, *, harmed: bool) -> frozenset[str]:
    """Names of the indicators one text shows: none to three, no name twice."""
    roll = random.random()
    wanted = sum(roll >= bound for bound in _COUNTS[harmed][:-1])
    found: set[str] = set()
    while len(found) < wanted:
        found.add(pick_weighted(_NAMES, _WEIGHTS[harmed], random))
    return frozenset(found)
