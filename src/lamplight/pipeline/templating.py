"""Texts that are variants of one another, as constant words and slots.

Connection, Actor, REF -> templates_of -> list[TextGroup]
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from lamplight.decide.reference import ClusterReference, Reference
from lamplight.match.template import Template, find_template
from lamplight.match.text import group_texts
from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.ads import load_ads, reference
from lamplight.store.references import ads_of

MOST_ADS = 5_000
"""Ads that are looked at; of a larger network the newest."""


@dataclass(frozen=True, slots=True)
class TextGroup:
    """Ads whose texts are variants of one another.

    ads  source/id of each, in the order in which they were stored
    """

    template: Template
    ads: tuple[str, ...]


def templates_of(db: Connection, actor: Actor, named: Reference) -> list[TextGroup]:
    """Of an ad's, provider's or network's ads: the groups of several ads, the largest first.

    Raises NotFound, and BadReference for a value.
    """
    numbers = sorted(number for several in ads_of(db, named).values() for number in several)
    ads = load_ads(db, numbers[-MOST_ADS:])
    there = [ads[number] for number in sorted(ads)]
    subject = named.id if isinstance(named, ClusterReference) else audit.sealed("ads", str(numbers))
    audit.record(db, actor, "saw texts", subject, {"ads": len(there)})
    texts = [f"{ad.title}\n{ad.body}" for ad in there]
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(group_texts(texts).tolist()):
        groups.setdefault(label, []).append(row)
    several = sorted((rows for rows in groups.values() if len(rows) > 1), key=len, reverse=True)
    return [
        TextGroup(
            find_template([texts[row] for row in rows]),
            tuple(reference(there[row]) for row in rows),
        )
        for rows in several
    ]
