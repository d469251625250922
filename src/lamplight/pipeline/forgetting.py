"""Forget an ad, a source or a value: found, removed, erased from the files, and linked anew.

reference -> find_target -> Target -> forget -> how many rows are gone
"""

from collections import Counter
from dataclasses import dataclass, replace

import phonenumbers
from sqlalchemy import Engine

from lamplight.bank.match import KINDS
from lamplight.bank.value import normal_value
from lamplight.collect.places import read_places
from lamplight.decide.reference import AdReference, ClusterReference, parse_reference
from lamplight.errors import BadInput, BadReference, NotFound
from lamplight.model import Actor
from lamplight.pipeline.find import Request, run
from lamplight.pipeline.progress import Progress
from lamplight.pipeline.redacting import Redactor
from lamplight.pipeline.same_number import writings
from lamplight.pipeline.set_aside import rewrite_set_aside
from lamplight.store.ad_index import drop_ad_index
from lamplight.store.ads import count_ads, number_of, numbers_of_source, reference_of
from lamplight.store.engine import reading
from lamplight.store.forget import erase, forget_ads, forget_source, forget_value
from lamplight.store.index_files import drop_index_files
from lamplight.store.lock import locked
from lamplight.store.pictures import count_showing
from lamplight.store.references import ad_of
from lamplight.store.signals import load_ads_with

_SOURCE = "source:"


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be forgotten.

    kind    "ad", "source", or a value's
    value   source/id, the source's name, or the value in normal form
    ads     how many it touches
    region  reads phones where an ad does not say its own
    also    of a phone, other writings that ads show, with or without its country: they stay
    """

    kind: str
    value: str
    ads: int
    region: str
    also: tuple[str, ...] = ()


def find_target(engine: Engine, text: str, region: str) -> Target:
    """Raises BadReference, and NotFound where nothing stored is like that.

    A value may be written in any way that the extractors can read.
    """
    with reading(engine) as db:
        if text.startswith(_SOURCE):
            source = text.removeprefix(_SOURCE).strip()
            return _found("source", source, len(numbers_of_source(db, source)), region)
        reference = parse_reference(text)
        if isinstance(reference, AdReference):
            return _found("ad", reference_of(db, ad_of(db, reference)), 1, region)
        if isinstance(reference, ClusterReference):
            raise BadReference(f"a {reference.kind} is made of ads: forget them, or their source")
        if reference.kind == "picture":
            count = count_showing(db, reference.value)
            return _found("picture", reference.value, count, region)
        kind, value = reference.kind, normal_form(reference.kind, reference.value, region)
        found = _found(kind, value, len(load_ads_with(db, kind, value)), region)
        others = (it for it in writings(db, kind, value) if it != value)
        return replace(found, also=tuple(it for it in others if load_ads_with(db, kind, it)))


def _found(kind: str, value: str, ads: int, region: str) -> Target:
    if not ads:
        raise NotFound(f"no ad is of {kind} {value!r}")
    return Target(kind, value, ads, region)


def _home(target: Target) -> str:
    """The region in which a record that names none may have written the value."""
    if target.kind != "phone" or not target.value.startswith("+"):
        return target.region
    code = phonenumbers.parse(target.value).country_code
    return phonenumbers.region_code_for_country_code(code) if code else target.region


def normal_form(kind: str, written: str, region: str) -> str:
    """The value as the extractors would write it; unchanged where they read none of its kind."""
    if kind not in KINDS or kind == "picture":
        return written
    try:
        return normal_value(written, kind, region or None, read_places()).value
    except BadInput:
        return written


def forget(
    engine: Engine, target: Target, actor: Actor, progress: Progress, relink: Request | None
) -> Counter[str]:
    """Rows removed, by table; with a request, everything else is linked and ranked anew.

    Raises Busy while a run is at work.
    """
    kind, value = target.kind, target.value
    with locked(engine, f"forgetting by {actor.name}"):
        with engine.begin() as db:
            if kind == "ad":
                gone = forget_ads(db, actor, [number_of(db, value)])
            elif kind == "source":
                gone = forget_source(db, actor, value)
            else:
                wanted = frozenset({(kind, value)})
                redactor = Redactor(wanted.__contains__, _home(target), read_places())
                gone = forget_value(db, actor, kind, value, redactor)
        erase(engine)
        drop_index_files(engine)
        drop_ad_index(engine)
        rewrite_set_aside(engine)
    with reading(engine) as db:
        anything = count_ads(db)
    if relink is not None and anything:
        run(engine, relink, actor, progress)
    return gone
