"""Put joins and values into words.

Edges, Corpus -> LinkTable -> Link; Shares, labels -> cuts_of, uses_of -> Cut, ValueUse

A link is made when it is looked at: a million of them stay a table until then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from lamplight.arrays import F64, I64
from lamplight.extract.shown import shown as for_people
from lamplight.link.corpus import Corpus, ValueUse
from lamplight.link.edges import COPY, NONE, SURE_BITS, Edges
from lamplight.link.numbers import Short
from lamplight.link.ones import OTHERS
from lamplight.link.shares import CONTACTS, KINDS, PICTURE, Shares
from lamplight.link.trail import CLASSES
from lamplight.model import Cut, Level, Link, LinkReason

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


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """What a value is called.

    corpus  in order of what its ads say, as in the shares
    order   I64[n] the row of each of its ads in the corpus that was given
    short   the numbers that were written without their country
    """

    corpus: Corpus
    shares: Shares
    order: I64
    short: Short = frozenset()

    def of(self, value: int) -> tuple[str, str]:
        """(kind, value); a group of texts goes by the key of its first ad."""
        kind, name = int(self.shares.kind[value]), int(self.shares.name[value])
        if kind < CONTACTS:
            return self.corpus.values[name]
        if kind == PICTURE:
            return "picture", self.corpus.picture_hash[name].tobytes().hex()
        return "text", self.corpus.keys[name]

    def shortened(self, edge: np.void, side: str) -> str:
        """Says so where an ad at the end of an edge shows a number without its country."""
        name = int(self.shares.name[edge[side]])
        ends = sum((int(edge[end]), name) in self.short for end in ("left", "right"))
        without = ("", "one", "both")[ends]
        return f" ({without} without its country, as no other number fits)" if ends else ""


class LinkTable(Sequence[Link]):
    """The links of a spanning forest, each made when asked for."""

    def __init__(self, edges: Edges, providers: I64, names: Names) -> None:
        self._edges, self._names = edges, names
        self._inside = providers[edges["left"]] == providers[edges["right"]]

    def __len__(self) -> int:
        return len(self._edges)

    @overload
    def __getitem__(self, index: int) -> Link: ...
    @overload
    def __getitem__(self, index: slice) -> list[Link]: ...
    def __getitem__(self, index: int | slice) -> Link | list[Link]:
        if isinstance(index, slice):
            return [self._link(place) for place in range(*index.indices(len(self)))]
        return self._link(range(len(self))[index])

    def _link(self, place: int) -> Link:
        edge = self._edges[place]
        reasons = reasons_of(edge, self._names)
        level: Level = "provider" if self._inside[place] else "network"
        left, right = sorted(int(self._names.order[edge[side]]) for side in ("left", "right"))
        return Link(left, right, level, sum(reason.bits for reason in reasons), reasons)


def reasons_of(edge: np.void, names: Names) -> tuple[LinkReason, ...]:
    """What holds two ads together and what speaks against it, strongest first."""
    reasons = [_shared(edge, side, names) for side in ("first", "second") if edge[side] >= 0]
    if edge["first"] == NONE and edge["bits"] < SURE_BITS:
        text = "Both are of one network, and neither words nor pictures tell them apart"
        reasons.append(LinkReason("text", None, text, _rounded(edge["bits"])))
    elif edge["first"] == NONE:
        text = "A person said that they belong together"
        reasons.append(LinkReason("decision", None, text, SURE_BITS))
    if edge["first"] == COPY:
        reasons.append(LinkReason("copy", None, "They are one ad, collected twice", SURE_BITS))
    if edge["contact_bits"]:
        text = f"They share {edge['contacts']} contacts"
        reasons.append(LinkReason("contact", None, text, _rounded(edge["contact_bits"])))
    if edge["album_bits"]:
        most = f"They share {edge['album']} pictures, most of those that one of them shows"
        text = most if edge["album"] else "Each shows pictures, and they have none in common"
        reasons.append(LinkReason("picture", None, text, _rounded(edge["album_bits"])))
    if edge["stay_bits"]:
        text = f"As to time and place, {STAYS[CLASSES[edge['stay']]]}"
        reasons.append(LinkReason("time", None, text, _rounded(edge["stay_bits"])))
    if edge["other_bits"]:
        text = OTHER[OTHERS[edge["other"]]]
        reasons.append(LinkReason("contact", None, text, _rounded(edge["other_bits"])))
    return tuple(sorted(reasons, key=lambda reason: -reason.bits))


def _shared(edge: np.void, side: str, names: Names) -> LinkReason:
    kind, value = names.of(int(edge[side]))
    groups, bits = int(edge[f"{side}_groups"]), _rounded(edge[f"{side}_bits"])
    if kind == "text":
        shown = "Their texts are variants of one text"
    elif kind == "picture":
        shown = "Both show one picture, or near copies of it"
    else:
        shown = f"Both show the {kind} {for_people(kind, value)}{names.shortened(edge, side)}"
    if edge["bits"] >= SURE_BITS:
        return LinkReason(kind, value, f"{shown}, which a person said is not to be split", bits)
    if groups == 0:  # inside a network, where it no longer matters who else shows it
        return LinkReason(kind, value, shown, bits)
    alone = "and nobody who shows it could be reached otherwise"
    widely = f"which {groups:,} independent groups of ads showed"
    text = f"{shown}, {alone if groups == 1 else widely}"
    return LinkReason(kind, value, text, bits)


def cuts_of(shares: Shares, labels: I64, worth: F64, names: Names) -> list[Cut]:
    """Values whose ads ended in several clusters, by kind and value."""
    order = np.lexsort((shares.row, labels[shares.row], shares.value))
    value, row = shares.value[order], shares.row[order]
    cluster = labels[row]
    spread = np.bincount(_first_of(value, cluster), minlength=len(shares.kind))
    cuts = []
    bounds = np.searchsorted(value, np.arange(len(shares.kind) + 1))
    for number in np.flatnonzero(spread > 1).tolist():
        part = slice(bounds[number], bounds[number + 1])
        starts = np.flatnonzero(np.diff(cluster[part])) + 1
        senses = [names.order[sense].tolist() for sense in np.split(row[part], starts)]
        senses.sort(key=lambda sense: (-len(sense), sense))
        kind, name = names.of(number)
        bits = worth[number]
        text = (
            f"{len(senses):,} groups of ads share the {kind} and agree in too little else; "
            f"alone it is worth {bits:.1f} bits to each two of them"
        )
        cuts.append(Cut(kind, name, tuple(tuple(sense) for sense in senses), text))
    return sorted(cuts, key=lambda cut: (cut.kind, cut.value))


def uses_of(shares: Shares, sure: I64, labels: I64, worth: F64, names: Names) -> list[ValueUse]:
    """Every value that two ads or more show; sure: labels before single values joined."""
    values = len(shares.kind)
    ads = np.bincount(shares.value, minlength=values)
    atoms, senses = (
        np.bincount(_first_of(shares.value, groups[shares.row]), minlength=values)
        for groups in (sure, labels)
    )
    uses = []
    for number in np.flatnonzero(ads > 1).tolist():
        kind, name = names.of(number)
        counts = (int(ads[number]), int(atoms[number]), int(senses[number]))
        uses.append(ValueUse(kind, name, *counts, _rounded(worth[number])))
    return sorted(uses, key=lambda use: (KINDS.index(use.kind), use.value))


def _first_of(value: I64, cluster: I64) -> I64:
    """Values of the different (value, cluster)."""
    width = int(cluster.max(initial=0)) + 1
    keys = np.sort(value * width + cluster)
    new = np.append(True, keys[1:] != keys[:-1])[: len(keys)]
    values: I64 = keys[new] // width
    return values


def _rounded(bits: float) -> float:
    return round(float(bits), 2)
