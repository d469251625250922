"""Forget an ad, a source or a value: found, removed, erased from the files, and linked anew.

reference -> find_target -> Target -> forget -> how many rows are gone
"""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Engine

from lamplight.collect.places import read_places
from lamplight.errors import BadReference, NotFound
from lamplight.extract.read import signals_in
from lamplight.model import Actor
from lamplight.pipeline.find import Request, rewrite_set_aside, run
from lamplight.pipeline.progress import Progress
from lamplight.pipeline.redacting import Redactor
from lamplight.store.ads import count_ads, number_of, numbers_of_source
from lamplight.store.engine import reading
from lamplight.store.forget import erase, forget_ads, forget_source, forget_value
from lamplight.store.lock import locked
from lamplight.store.pictures import count_showing
from lamplight.store.reference import VALUES, Reference, read_reference
from lamplight.store.signals import load_ads_with


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be forgotten.

    ads     how many it touches
    region  reads phones where an ad does not say its own
    """

    reference: Reference
    ads: int
    region: str


def find_target(engine: Engine, text: str, region: str) -> Target:
    """Raises BadReference, and NotFound where nothing stored is like that.

    A value may be written in any way that the extractors can read.
    """
    reference = read_reference(text)
    with reading(engine) as db:
        if reference.kind == "ad":
            number_of(db, reference.value)
            return Target(reference, 1, region)
        if reference.kind == "source":
            count = len(numbers_of_source(db, reference.value))
        elif reference.kind == "picture":
            count = count_showing(db, reference.value)
        elif reference.kind in VALUES:
            reference = normal_form(reference, region)
            count = len(load_ads_with(db, reference.kind, reference.value))
        else:
            raise BadReference(f"a {reference.kind} is made of ads; forget those, or their source")
    if not count:
        raise NotFound(f"no ad shows {reference}" if reference.kind != "source" else str(reference))
    return Target(reference, count, region)


def normal_form(reference: Reference, region: str) -> Reference:
    """The value as the extractors would write it; unchanged where they read nothing in it."""
    for signal in signals_in(reference.value, region or None, read_places()):
        if signal.kind == reference.kind:
            return Reference(reference.kind, signal.value)
    return reference


def forget(
    engine: Engine, target: Target, actor: Actor, progress: Progress, relink: Request | None
) -> Counter[str]:
    """Rows removed, by table; with a request, everything else is linked and ranked anew.

    Raises Busy while a run is at work.
    """
    kind, value = target.reference.kind, target.reference.value
    with locked(engine, f"forgetting by {actor.name}"):
        with engine.begin() as db:
            if kind == "ad":
                gone = forget_ads(db, actor, [number_of(db, value)])
            elif kind == "source":
                gone = forget_source(db, actor, value)
            else:
                wanted = frozenset({(kind, value)})
                redactor = Redactor(wanted.__contains__, target.region, read_places())
                gone = forget_value(db, actor, kind, value, redactor)
        erase(engine)
        rewrite_set_aside(engine)
    with reading(engine) as db:
        anything = count_ads(db)
    if relink is not None and anything:
        run(engine, relink, actor, progress)
    return gone
