"""What two stored ads both show, and whether they count as one person's.

two ads -> shared_by -> lines;  two Members -> grouped_as -> heading and lines

Known limit: texts and pictures are compared directly; two that only a chain of variants connects
are of one group in a link, and not named here.
"""

import numpy as np
from sqlalchemy import Connection

from lamplight.counted import counted
from lamplight.extract.shown import shown
from lamplight.match.hamming import near, read_hash
from lamplight.match.text import group_texts
from lamplight.model import Ad
from lamplight.pipeline.same_number import with_country
from lamplight.store.ads import load_ads
from lamplight.store.clusters import Member
from lamplight.store.corpus import JOINING
from lamplight.store.signals import load_signals


def shared_by(db: Connection, one: int, other: int) -> list[str]:
    """Contacts, words and pictures that both ads show themselves."""
    contacts = _contacts(db, one) & _contacts(db, other)
    found = load_ads(db, [one, other])
    lines = [f"the {kind} {shown(kind, value)}" for kind, value in sorted(contacts)]
    texts = [f"{ad.title}\n{ad.body}" for ad in found.values()]
    if len(set(group_texts(texts).tolist())) == 1:
        lines.append("one text, or variants of one")
    if pictures := _pictures_in_common(found[one], found[other]):
        lines.append(f"{counted(pictures, 'picture')}, or near copies")
    return lines


def grouped_as(one: Member, other: Member) -> tuple[str, tuple[str, ...]]:
    """A question of its own: why two are in one network says nothing of who is who in it."""
    how = "by words and pictures alone, whatever contacts they share"
    if one.provider == other.provider:
        return "One provider", (f"provider:{one.provider}; ads of a network are grouped {how}",)
    both = f"provider:{one.provider} and provider:{other.provider}"
    return "Two providers", (f"{both}; ads of a network are told apart {how}",)


def _contacts(db: Connection, number: int) -> set[tuple[str, str]]:
    found = load_signals(db, [number]).get(number, [])
    return {(it.kind, with_country(db, it.kind, it.value)) for it in found if it.kind in JOINING}


def _pictures_in_common(one: Ad, other: Ad) -> int:
    """How many different pictures of one ad are in the other too."""
    mine, theirs = ({it.pdq for it in ad.pictures if it.pdq} for ad in (one, other))
    bank = np.array([read_hash(it) for it in theirs], np.uint8).reshape(-1, 32)
    return sum(len(near(read_hash(it), bank)) > 0 for it in mine)
