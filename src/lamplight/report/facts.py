"""What the report of a run is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lamplight.link.corpus import ValueUse
from lamplight.model import UnreadPicture


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file that was read; counts are of records."""

    path: str
    records: int
    new: int
    same: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source's ads: those that runs before brought, and those of this run."""

    source: str
    before: int
    new: int


@dataclass(frozen=True, slots=True)
class Languages:
    """Shares of the languages in a sample of ads, 0..1 by ISO 639-1 code.

    sampled  how many ads
    """

    shares: Mapping[str, float]
    sampled: int


@dataclass(frozen=True, slots=True)
class CutFacts:
    """A value that was split; groups: ads of each of its senses, largest first."""

    kind: str
    value: str
    groups: Sequence[int]
    text: str


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run that is done.

    summary        what ``run --json`` prints
    set_aside      reason -> records, most frequent first
    unread         what its ads lost, a sentence each -> ads, most frequent first
    unread_pictures  the first of those that could not be read; the summary says how many
    days           ads posted on each day, all that is stored
    new_days       of these, the ones that this run brought
    networks, providers  size in ads -> how many have it
    cuts           values split into senses, those of most senses first
    cut_count      how many there are in all
    generic        shared values, those of most senses first
    """

    number: int
    actor: str
    started_at: datetime
    ended_at: datetime | None
    summary: Mapping[str, Any]
    files: Sequence[FileFacts]
    set_aside: Mapping[str, int]
    unread: Mapping[str, int]
    unread_pictures: Sequence[UnreadPicture]
    sources: Sequence[SourceFacts]
    days: Mapping[date, int]
    new_days: Mapping[date, int]
    languages_before: Languages
    languages_new: Languages
    networks: Mapping[int, int]
    providers: Mapping[int, int]
    cuts: Sequence[CutFacts]
    cut_count: int
    generic: Sequence[ValueUse]
