"""How people name an ad, a cluster or a value: the contract's REF.

text -> parse_reference -> AdReference, ClusterReference or ValueReference

ad:SOURCE/ID, network:ID, provider:ID, KIND:VALUE. Limit: sources and ids may hold slashes, so an
ad's reference is a list of possible readings, of which the store knows the right one.
"""

import re
from dataclasses import dataclass
from typing import Literal

from lamplight.errors import BadReference
from lamplight.model import Level

VALUE_KINDS = ("phone", "email", "handle", "url", "wallet", "picture", "text")
WANTED = "want ad:SOURCE/ID, network:ID, provider:ID or KIND:VALUE such as phone:+12135550123"
_KIND = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class AdReference:
    """readings: (source, id), the shortest source first; never empty."""

    readings: tuple[tuple[str, str], ...]
    kind: Literal["ad"] = "ad"


@dataclass(frozen=True, slots=True)
class ClusterReference:
    """A provider or a network by its id, old ones included."""

    kind: Level
    id: str


@dataclass(frozen=True, slots=True)
class ValueReference:
    """A value as it was written; its normal form is for the extractors to find."""

    kind: str
    value: str


Reference = AdReference | ClusterReference | ValueReference


def parse_reference(text: str) -> Reference:
    """Raises BadReference."""
    kind, colon, rest = text.strip().partition(":")
    if not colon or not rest.strip() or not _KIND.fullmatch(kind):
        raise BadReference(f"{text!r} is no reference; {WANTED}")
    if kind == "ad":
        return AdReference(_readings(text, rest))
    if kind == "network" or kind == "provider":
        return ClusterReference("network" if kind == "network" else "provider", rest.strip())
    if kind in VALUE_KINDS:
        return ValueReference(kind, rest.strip())
    raise BadReference(f"{text!r} is of an unknown kind {kind!r}; {WANTED}")


def _readings(text: str, rest: str) -> tuple[tuple[str, str], ...]:
    places = [place for place, letter in enumerate(rest) if letter == "/"]
    readings = ((rest[:place], rest[place + 1 :]) for place in places)
    found = tuple((source, id) for source, id in readings if source and id)
    if not found:
        raise BadReference(f"{text!r} names no ad; want ad:SOURCE/ID")
    return found
