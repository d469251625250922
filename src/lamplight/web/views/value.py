"""A value as its page shows it: who uses it, and why it was not followed everywhere.

Connection, Actor, kind, value -> value_view -> ValueView
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from lamplight.errors import NotFound
from lamplight.link.corpus import ValueUse
from lamplight.model import Actor, Ad, Signal
from lamplight.pipeline.same_number import with_country, writings
from lamplight.store import ads, clusters, decisions, leads, signals, value_uses
from lamplight.store.clusters import Member
from lamplight.web.views.decided import DecisionRow, decided
from lamplight.web.views.found import NAMES, place_of, seen_at

MOST_ADS = 5


@dataclass(frozen=True, slots=True)
class Group:
    """Some ads that show the value. networks: id and rank of each, the largest part first."""

    ads: int
    networks: tuple[tuple[str, int | None], ...]
    first: datetime | None
    last: datetime | None
    places: tuple[str, ...]
    some: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class CutRow:
    """Why the value does not join all its ads, and its separate uses, largest first."""

    text: str
    senses: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class ValueView:
    """use is None where fewer than two ads share the value."""

    kind: str
    value: str
    ads: int
    use: ValueUse | None
    networks: tuple[Group, ...]
    cuts: tuple[CutRow, ...]
    decisions: tuple[DecisionRow, ...]

    @property
    def name(self) -> str:
        return NAMES.get(self.kind, self.kind)


def value_view(db: Connection, who: Actor, kind: str, value: str) -> ValueView:
    """Raises NotFound where no ad shows the value."""
    meant = with_country(db, kind, value)
    same = writings(db, kind, value)
    numbers = sorted({ad for it in same for ad in signals.ads_with(db, who, kind, it)})
    if not numbers:
        raise NotFound(f"no ad shows this {NAMES.get(kind, kind).lower()}")
    cuts = value_uses.cuts_of_value(db, kind, meant)
    everyone = sorted({*numbers, *(at for cut in cuts for sense in cut.senses for at in sense)})
    shown = _Ads(db, everyone)
    by_network: dict[str, list[int]] = {}
    for number in numbers:
        member = shown.members.get(number)
        by_network.setdefault(member.network if member else "", []).append(number)
    return ValueView(
        kind=kind,
        value=value,
        ads=len(numbers),
        use=value_uses.use_of(db, kind, meant),
        networks=_groups(shown, by_network.values()),
        cuts=tuple(CutRow(cut.text, _groups(shown, cut.senses)) for cut in cuts),
        decisions=decided(
            it
            for it in decisions.list_decisions(db, who, undone=True)
            if it.decision.value in ((kind, value), (kind, meant))
        ),
    )


class _Ads:
    """Ads with the networks they are in."""

    def __init__(self, db: Connection, numbers: Sequence[int]) -> None:
        self.ads: Mapping[int, Ad] = ads.load_ads(db, numbers)
        self.members: Mapping[int, Member] = clusters.members_of(db, numbers)
        networks = sorted({member.network for member in self.members.values()})
        self.signals: Mapping[int, Sequence[Signal]] = signals.load_signals(db, numbers)
        self.ranks: Mapping[str, int] = leads.ranks_of(db, networks)


def _groups(shown: _Ads, parts: Iterable[Sequence[int]]) -> tuple[Group, ...]:
    groups = [_group(shown, part) for part in parts]
    return tuple(sorted(groups, key=lambda group: -group.ads))


def _group(shown: _Ads, numbers: Sequence[int]) -> Group:
    theirs = [(number, shown.ads[number]) for number in numbers if number in shown.ads]
    seen = sorted(at for _, ad in theirs if (at := seen_at(ad)))
    networks = _most_first(shown.members[n].network for n in numbers if n in shown.members)
    return Group(
        ads=len(numbers),
        networks=tuple((network, shown.ranks.get(network)) for network in networks),
        first=seen[0] if seen else None,
        last=seen[-1] if seen else None,
        places=tuple(_most_first(place_of(ad, shown.signals.get(n, ())) for n, ad in theirs)),
        some=tuple((number, ads.reference(ad)) for number, ad in theirs[:MOST_ADS]),
    )


def _most_first(names: Iterable[str]) -> list[str]:
    """Each name once, the most frequent first."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: (-counts[name], name))
