"""Put links into words.

Evidence, names of values -> LinkTable -> Link

A link is made when it is looked at: a million of them stay numbers until then.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, overload

from lamplight.extract.shown import shown as for_people
from lamplight.link.edges import COPY, NONE, SURE_BITS
from lamplight.link.evidence import Evidence
from lamplight.link.ones import OTHERS
from lamplight.link.trail import CLASSES
from lamplight.model import Link, LinkReason

STAYS = {
    "together": "both were in one place within a week",
    "again": "both were in one place, at different times",
    "elsewhere": "they were not seen in one place",
    "moved": "one fell silent, and three weeks or more later the other came up in another place",
    "gathered": "far more groups with that text or picture met there than chance would have it",
}


OTHER = {
    "own": "One of them can be reached otherwise too",
    "both own": "Each of them can be reached otherwise too, and there they differ",
    "other contact": "Both can be reached, but nowhere in common",
}

SHORT = ("", "one", "both")
PART = 20_000  # links made at a time

Value = tuple[str, str]
NameOf = Callable[[int], Value]
"""Kind and value of a number."""


class LinkTable(Sequence[Link]):
    """Links, each made when asked for.

    evidence  of each
    name_of   the values in it
    """

    def __init__(self, evidence: Evidence, name_of: NameOf) -> None:
        self.evidence, self._name_of = evidence, name_of

    def __len__(self) -> int:
        return len(self.evidence)

    def __iter__(self) -> Iterator[Link]:
        for begin in range(0, len(self), PART):
            yield from self._links(slice(begin, begin + PART))

    @overload
    def __getitem__(self, index: int) -> Link: ...
    @overload
    def __getitem__(self, index: slice) -> list[Link]: ...
    def __getitem__(self, index: int | slice) -> Link | list[Link]:
        if isinstance(index, slice):
            return list(self._links(index))
        place = range(len(self))[index]
        return next(self._links(slice(place, place + 1)))

    def _links(self, some: slice) -> Iterator[Link]:
        for row in self.evidence[some].tolist():
            it = Told(*row)
            reasons = reasons_of(it, self._name_of)
            bits = sum(reason.bits for reason in reasons)
            yield Link(it.left, it.right, "provider" if it.inside else "network", bits, reasons)


class Told(NamedTuple):
    """One row of evidence."""

    left: int
    right: int
    first: int
    second: int
    first_groups: int
    second_groups: int
    contacts: int
    album: int
    first_bits: float
    second_bits: float
    contact_bits: float
    album_bits: float
    chance_bits: float
    stay_bits: float
    other_bits: float
    stay: int
    other: int
    first_short: int
    second_short: int
    first_both: bool
    second_both: bool
    sure: bool
    inside: bool


def reasons_of(it: Told, name_of: NameOf) -> tuple[LinkReason, ...]:
    """What holds two ads together and what speaks against it, strongest first."""
    reasons = [*_values(it, name_of), *_around(it)]
    return tuple(sorted(reasons, key=lambda reason: -reason.bits))


def _values(it: Told, name_of: NameOf) -> Iterator[LinkReason]:
    """The values that both show, or what stands in their place."""
    if it.first >= 0:
        named = name_of(it.first)
        shown = _shown(*named, it.first_short, both=it.first_both)
        yield _shared(named, shown, it.first_groups, it.first_bits, sure=it.sure)
    if it.second >= 0:
        named = name_of(it.second)
        shown = _shown(*named, it.second_short, both=it.second_both)
        yield _shared(named, shown, it.second_groups, it.second_bits, sure=it.sure)
    if it.first == NONE:
        yield LinkReason("decision", None, "A person said that they belong together", SURE_BITS)
    if it.first == COPY:
        yield LinkReason("copy", None, "They are one ad, collected twice", SURE_BITS)


def _around(it: Told) -> Iterator[LinkReason]:
    """What else they share or do not, where they were and when."""
    if it.contact_bits:
        text = f"They share {it.contacts} contacts"
        yield LinkReason("contact", None, text, _rounded(it.contact_bits))
    if it.album_bits:
        most = f"They share {it.album} pictures, most of those that one of them shows"
        text = most if it.album else "Each shows pictures, and they have none in common"
        yield LinkReason("picture", None, text, _rounded(it.album_bits))
    if it.chance_bits:
        text = "Each shows many texts or pictures, of which a few in common may have been copied"
        yield LinkReason("chance", None, text, _rounded(it.chance_bits))
    if it.stay_bits:
        text = f"As to time and place, {STAYS[CLASSES[it.stay]]}"
        yield LinkReason("time", None, text, _rounded(it.stay_bits))
    if it.other_bits:
        yield LinkReason("contact", None, OTHER[OTHERS[it.other]], _rounded(it.other_bits))


def _shown(kind: str, value: str, short: int, *, both: bool) -> str:
    """What both ends show, or ads that were joined to each of them before."""
    who = "Both" if both else "Ads joined to each before both"
    if kind == "text":
        return (
            "Their texts are variants of one text" if both else f"{who} have variants of one text"
        )
    if kind == "picture":
        return f"{who} show one picture, or near copies of it"
    without = f" ({SHORT[short]} without its country, or under another)" if short else ""
    return f"{who} show the {kind} {for_people(kind, value)}{without}"


def _shared(
    named: tuple[str, str], shown: str, groups: int, bits: float, *, sure: bool
) -> LinkReason:
    bits = _rounded(bits)
    if sure:
        return LinkReason(*named, f"{shown}, which a person said is not to be split", bits)
    alone = "and nobody who shows it could be reached otherwise"
    widely = f"which {groups:,} groups of ads showed when these were joined"
    return LinkReason(*named, f"{shown}, {alone if groups == 1 else widely}", bits)


def _rounded(bits: float) -> float:
    return round(bits, 2)
