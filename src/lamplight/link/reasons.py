"""Put joins into words.

Edges, Corpus -> LinkTable -> Link

A link is made when it is looked at: a million of them stay a table until then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, overload

import numpy as np

from lamplight.arrays import I64, Bool
from lamplight.extract.shown import shown as for_people
from lamplight.link.corpus import Corpus
from lamplight.link.edges import COPY, NONE, SURE_BITS, Edges
from lamplight.link.numbers import Short
from lamplight.link.ones import OTHERS
from lamplight.link.shares import CONTACTS, PICTURE, Shares
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

Reasons = tuple[LinkReason, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """What a value is called.

    corpus  in order of what its ads say, as in the shares
    order   I64[n] the row of each of its ads in the corpus that was given
    short   the numbers that were read without their country, or under another
    shown   I64[m] row * values + value of all that ads show, sorted
    """

    corpus: Corpus
    shares: Shares
    order: I64
    short: Short = frozenset()
    shown: I64 = field(init=False)

    def __post_init__(self) -> None:
        """Links are put into words in parts, so that this is made ready once."""
        shown = np.sort(self.shares.row * len(self.shares.kind) + self.shares.value)
        object.__setattr__(self, "shown", shown)

    def of(self, value: int) -> tuple[str, str]:
        """(kind, value); a group of texts goes by the key of its first ad."""
        kind, name = int(self.shares.kind[value]), int(self.shares.name[value])
        if kind < CONTACTS:
            return self.corpus.values[name]
        if kind == PICTURE:
            return "picture", self.corpus.picture_hash[name].tobytes().hex()
        return "text", self.corpus.keys[name]

    def shortened(self, edges: Edges, side: str) -> I64:
        """How many ends of each edge show the value of a side without its country -> I64[k]."""
        ends = np.zeros(len(edges), np.int64)
        contact = np.flatnonzero(edges[side] >= 0) if self.short else ends[:0]
        contact = contact[(self.shares.kind[edges[side][contact]] < CONTACTS)]
        name = self.shares.name[edges[side][contact]]
        for end in ("left", "right"):
            shown = zip(edges[end][contact].tolist(), name.tolist(), strict=True)
            ends[contact] += np.fromiter((it in self.short for it in shown), np.int64, len(name))
        return ends

    def shown_by_both(self, edges: Edges, side: str) -> Bool:
        """Of each edge, whether both its ads show the value of a side -> Bool[k]."""
        both: Bool = edges[side] >= 0
        for end in ("left", "right"):
            wanted = edges[end].astype(np.int64) * len(self.shares.kind) + edges[side]
            place = np.minimum(np.searchsorted(self.shown, wanted), max(len(self.shown) - 1, 0))
            both[both] = self.shown[place[both]] == wanted[both]
        return both

    def of_all(self, values: I64) -> list[tuple[str, str]]:
        """(kind, value) of each of many values."""
        kind, name = self.shares.kind[values], self.shares.name[values]
        digits = self.corpus.picture_hash[name[kind == PICTURE]].tobytes().hex()
        hashes = (digits[begin : begin + 64] for begin in range(0, len(digits), 64))
        return [
            self.corpus.values[at]
            if sort < CONTACTS
            else ("picture", next(hashes))
            if sort == PICTURE
            else ("text", self.corpus.keys[at])
            for sort, at in zip(kind.tolist(), name.tolist(), strict=True)
        ]


class LinkTable(Sequence[Link]):
    """The links of a spanning forest, each made when asked for."""

    def __init__(self, edges: Edges, providers: I64, names: Names) -> None:
        self._edges, self._names = edges, names
        self._inside = providers[edges["left"]] == providers[edges["right"]]

    def __len__(self) -> int:
        return len(self._edges)

    def __iter__(self) -> Iterator[Link]:
        known: dict[Evidence, tuple[float, Reasons]] = {}
        for begin in range(0, len(self), PART):
            yield from self._links(slice(begin, begin + PART), known)

    @overload
    def __getitem__(self, index: int) -> Link: ...
    @overload
    def __getitem__(self, index: slice) -> list[Link]: ...
    def __getitem__(self, index: int | slice) -> Link | list[Link]:
        if isinstance(index, slice):
            return list(self._links(index, {}))
        place = range(len(self))[index]
        return next(self._links(slice(place, place + 1), {}))

    def _links(
        self, some: slice, known: dict["Evidence", tuple[float, "Reasons"]]
    ) -> Iterator[Link]:
        edges, order = self._edges[some], self._names.order
        ends = np.sort([order[edges[side]] for side in ("left", "right")], axis=0).tolist()
        levels = np.where(self._inside[some], "provider", "network").tolist()
        for left, right, level, evidence in zip(
            *ends, levels, evidence_of(edges, self._names), strict=True
        ):
            told = known.get(evidence)
            if told is None:
                reasons = reasons_of(evidence, self._names)
                told = known[evidence] = sum(reason.bits for reason in reasons), reasons
            yield Link(left, right, level, *told)


class Evidence(NamedTuple):
    """What an edge rests on, as plain numbers; links of the same evidence have the same reasons.

    first_short, second_short  ends that show the value, a number, without its country
    first_both, second_both    whether both ends show it, not only ads joined to them before
    others                     as in edges.EDGE
    """

    first: int
    second: int
    first_groups: int
    second_groups: int
    first_bits: float
    second_bits: float
    contacts: int
    contact_bits: float
    album: int
    album_bits: float
    chance_bits: float
    stay: int
    stay_bits: float
    other: int
    other_bits: float
    bits: float
    first_short: int
    second_short: int
    first_both: bool
    second_both: bool


def evidence_of(edges: Edges, names: Names) -> Iterator[Evidence]:
    """Of each edge."""
    short = [names.shortened(edges, side).tolist() for side in ("first", "second")]
    both = [names.shown_by_both(edges, side).tolist() for side in ("first", "second")]
    columns = (edges[name].tolist() for name in Evidence._fields[:-4])
    return map(Evidence._make, zip(*columns, *short, *both, strict=True))


def reasons_of(it: Evidence, names: Names) -> Reasons:
    """What holds two ads together and what speaks against it, strongest first."""
    reasons = [*_values(it, names), *_around(it)]
    return tuple(sorted(reasons, key=lambda reason: -reason.bits))


def _values(it: Evidence, names: Names) -> Iterator[LinkReason]:
    """The values that both show, or what stands in their place."""
    sure = it.bits >= SURE_BITS
    if it.first >= 0:
        named = names.of(it.first)
        shown = _shown(*named, it.first_short, both=it.first_both)
        yield _shared(named, shown, it.first_groups, it.first_bits, sure=sure)
    if it.second >= 0:
        named = names.of(it.second)
        shown = _shown(*named, it.second_short, both=it.second_both)
        yield _shared(named, shown, it.second_groups, it.second_bits, sure=sure)
    if it.first == NONE:
        yield LinkReason("decision", None, "A person said that they belong together", SURE_BITS)
    if it.first == COPY:
        yield LinkReason("copy", None, "They are one ad, collected twice", SURE_BITS)


def _around(it: Evidence) -> Iterator[LinkReason]:
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
