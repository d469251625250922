"""How often links like this one are right.

Link -> traits_of -> chances_of -> Chances -> in_words

Method: logistic regression on what a link rests on: its bits, the kinds of values that both sides
show, and whether they were seen in one place. Fitted on the project's own made-up worlds of every
profile, where the truth is known (bench/reliability.py --fit), then frozen; the bits themselves are
those of the corpus at hand. One person is told by kinds alone: what joins two networks says little
of who is who inside one.
Limit: made-up worlds alone; real ads may be more, or less, alike than those.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from lamplight.link.edges import SURE_BITS
from lamplight.link.shares import CONTACTS, KINDS
from lamplight.model import Link

REACH = frozenset(KINDS[:CONTACTS])
MOST_BITS = 12.0  # beyond, all are right
MOST, LEAST = 0.999, 0.1  # no more, and no less, is said of any link

OPERATOR = (0.95, 2.7, 1.02, -0.3, 3.16, -0.07)
"""Weights of the traits."""

PERSON: Mapping[tuple[str, ...], float] = {
    ("contact",): 0.49,
    ("contact", "picture"): 0.991,
    ("contact", "text"): 0.970,
    ("picture",): 0.26,
    ("picture", "picture"): 0.996,
    ("picture", "text"): 0.977,
    ("text",): 0.957,
    ("text", "text"): 0.96,
}
"""By the kinds of the values that are named, inside a provider: the share that joined ads of one
person."""


@dataclass(frozen=True, slots=True)
class Chances:
    """How likely a link is right, 0..1.

    operator  that one operator stands behind its two ads
    person    that they are one person's; None where they are ads of two providers
    """

    operator: float
    person: float | None


def chances_of(link: Link) -> Chances | None:
    """None where no evidence was weighed: a person's word holds it, or the two are one ad."""
    if link.bits >= SURE_BITS:
        return None
    sum_of = sum(weight * it for weight, it in zip(OPERATOR, traits_of(link), strict=True))
    operator = min(max(1 / (1 + exp(-sum_of)), LEAST), MOST)
    inside = link.level == "provider"
    person = min(PERSON.get(kinds_of(link), LEAST), operator) if inside else None
    return Chances(round(operator, 4), None if person is None else round(person, 4))


def traits_of(link: Link) -> tuple[float, ...]:
    """What the weights in OPERATOR belong to: always 1; bits in fours; a contact, a text in common;
    two values in common; not seen in one place."""
    kinds = kinds_of(link)
    beside = any(reason.kind == "time" and reason.bits > 0 for reason in link.reasons)
    return (
        1.0,
        min(link.bits, MOST_BITS) / 4,
        float("contact" in kinds),
        float("text" in kinds),
        float(len(kinds) > 1),
        float(not beside),
    )


def kinds_of(link: Link) -> tuple[str, ...]:
    """Of the values that are named: "contact", "picture" or "text", in order."""
    named = (reason.kind for reason in link.reasons if reason.value is not None)
    return tuple(sorted("contact" if kind in REACH else kind for kind in named))


def in_words(share: float) -> str:
    """A share for a sentence, as finely as it matters: "about 9 in 10"."""
    if share >= MOST:
        return f"at least {1000 * MOST:.0f} in 1,000"
    if share >= 0.9945:
        return f"about {1000 * share:.0f} in 1,000"
    return f"about {100 * share:.0f} in 100" if share >= 0.95 else f"about {10 * share:.0f} in 10"


def sentence_of(chances: Chances) -> str:
    """What such links are worth, in worlds whose truth is known."""
    right = f"{in_words(chances.operator)} such links are right"
    if chances.person is None:
        return right
    return f"{right}, {in_words(chances.person)} join ads of one person"
