"""What a REF names in the store.

Connection, Reference -> ads_of -> ads by provider
Connection, Reference -> network_of -> id
"""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from lamplight.decide.reference import (
    WANTED,
    AdReference,
    ClusterReference,
    Reference,
    ValueReference,
)
from lamplight.errors import BadReference, NotFound
from lamplight.store.clusters import load_members, member_of, resolve
from lamplight.store.tables import ads


def ads_of(db: Connection, reference: Reference) -> dict[str, Sequence[int]]:
    """Provider -> numbers of ads: one ad, or all of a provider or network.

    Raises NotFound, and BadReference for a value or where several ads fit.
    """
    if isinstance(reference, ValueReference):
        raise BadReference(f"{reference.kind}:… is a value; name an ad, provider or network")
    if isinstance(reference, AdReference):
        number = ad_of(db, reference)
        member = member_of(db, number)
        return {member.provider if member else "": [number]}
    found: dict[str, list[int]] = {}
    for member in load_members(db, _cluster(db, reference)):
        found.setdefault(member.provider, []).append(member.ad)
    return dict(found)


def ad_of(db: Connection, reference: AdReference) -> int:
    """Its number. Raises NotFound, and BadReference where several ads fit."""
    named = [
        (int(number), source, id)
        for source, id in reference.readings
        for number in db.execute(
            select(ads.c.number).where(ads.c.source == source, ads.c.id == id)
        ).scalars()
    ]
    if not named:
        raise NotFound(f"no ad {'/'.join(reference.readings[0])!r}; want ad:SOURCE/ID")
    if len(named) > 1:
        shown = " and ".join(f"id {id!r} of {source!r}" for _, source, id in named)
        raise BadReference(f"several ads fit: {shown}; name a provider or network instead")
    return named[0][0]


def network_of(db: Connection, reference: Reference) -> str:
    """The id that counts now. Raises NotFound, and BadReference for what is no network."""
    if not isinstance(reference, ClusterReference) or reference.kind != "network":
        raise BadReference(f"{reference.kind}:… is no network; want network:ID")
    return _cluster(db, reference)


def value_of(reference: Reference) -> ValueReference:
    """Raises BadReference for what is no value."""
    if not isinstance(reference, ValueReference):
        raise BadReference(f"{reference.kind}:… is no value; {WANTED}")
    return reference


def _cluster(db: Connection, reference: ClusterReference) -> str:
    if not reference.id.startswith(reference.kind[0]):
        raise NotFound(f"no {reference.kind} {reference.id!r}")
    return resolve(db, reference.id)
