"""A lead as its page shows it: why, who, when, where, what holds it together.

Connection, Actor, id, Asked -> lead_view -> LeadView

The whole network is read to count and to draw; the words of a few ads at a time are shown, and each
of those looks is written down.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from lamplight.errors import NotFound
from lamplight.extract.shown import shown
from lamplight.model import Actor, Ad, Lead, Link, Signal
from lamplight.store import ads, clusters, decisions, leads, links, signals, value_uses
from lamplight.store.clusters import Member
from lamplight.web.views import evidence, found, held, pictures, timeline
from lamplight.web.views.decided import DecisionRow, decided
from lamplight.web.views.evidence import MarkedAd, ToldReason
from lamplight.web.views.found import ValueRow, seen_at
from lamplight.web.views.held import CutRow, LinkEnd, LinkGroup
from lamplight.web.views.pictures import InNetwork, PictureRow, Pictures
from lamplight.web.views.timeline import Posting, Stay, Timeline

ADS_AT_ONCE = 10
MOST_VALUES = 40


More = Literal["links", "pictures"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which ads to show: a page of them; only those a reason rests on (its number), or all.

    more  of which as many are wanted as one page bears
    """

    page: int = 1
    reason: int | None = None
    more: More | None = None


@dataclass(frozen=True, slots=True)
class AdRow:
    """An ad with its words marked, without its pictures. seen: posted, else collected."""

    number: int
    ad: Ad
    seen: datetime | None
    provider: str
    marked: MarkedAd
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """One provider: a person or a posting identity, as linking tells them apart."""

    id: str
    ads: int
    first: datetime | None
    last: datetime | None
    places: tuple[str, ...]
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadView:
    """Everything on a lead's page.

    most      bits of the strongest reason, what bars are measured by
    total     ads that fit what was asked, on all pages
    links     weakest first in each group
    """

    lead: Lead
    asked: Asked
    reasons: tuple[ToldReason, ...]
    most: float
    timeline: Timeline | None
    places: tuple[Stay, ...]
    providers: tuple[ProviderRow, ...]
    values: tuple[ValueRow, ...]
    more_values: int
    ads: tuple[AdRow, ...]
    total: int
    links: tuple[LinkGroup, ...]
    cuts: tuple[CutRow, ...]
    pictures: Pictures
    decisions: tuple[DecisionRow, ...]

    @property
    def held(self) -> int:
        """Links in all."""
        return sum(len(group.links) + group.more for group in self.links)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // ADS_AT_ONCE))

    def link_to_picture(self, row: PictureRow) -> str:
        """To where it is shown."""
        place = f"#picture-{row.ad}-{row.position}"
        if row in self.pictures.shown:
            return place
        return f"/leads/{self.lead.lead_id}?more=pictures{place}"

    def link_to(self, page: int) -> str:
        """To another page of the same ads."""
        reason = f"reason={self.asked.reason}&" if self.asked.reason else ""
        return f"/leads/{self.lead.lead_id}?{reason}page={page}#ads"


@dataclass(frozen=True, slots=True)
class _Network:
    """A network whole; everything by the ads' numbers."""

    lead: Lead
    members: Mapping[int, Member]
    ads: Mapping[int, Ad]
    signals: Mapping[int, Sequence[Signal]]


def lead_view(db: Connection, who: Actor, id: str, asked: Asked) -> LeadView:
    """Raises NotFound."""
    lead = leads.get_lead(db, who, id)
    members = {it.ad: it for it in clusters.members(db, who, lead.network_id)}
    numbers = list(members)
    network = _Network(lead, members, ads.load_ads(db, numbers), signals.load_signals(db, numbers))
    wanted = _wanted(network, asked)
    postings = [_posting(network, number) for number in numbers]
    start = (asked.page - 1) * ADS_AT_ONCE
    rows = found.values(network.signals)
    seen = pictures.pictures_in(db, who, newest_first(network.ads))
    return LeadView(
        lead=lead,
        asked=asked,
        reasons=evidence.told(lead, network.ads),
        most=max((abs(reason.bits) for reason in lead.reasons), default=0.0),
        timeline=timeline.timeline(postings),
        places=timeline.stays(postings),
        providers=_providers(network),
        values=tuple(rows[:MOST_VALUES]),
        more_values=max(0, len(rows) - MOST_VALUES),
        ads=tuple(_shown(db, who, network, wanted[start : start + ADS_AT_ONCE])),
        total=len(wanted),
        links=_links(network, links.links_of(db, numbers), seen, asked),
        cuts=held.cut_rows(value_uses.cuts_of_ads(db, numbers)),
        pictures=seen.pictures(everything=asked.more == "pictures"),
        decisions=_decided(db, who, network),
    )


def newest_first(everything: Mapping[int, Ad]) -> list[int]:
    """Numbers of ads; those without a time last."""

    def age(number: int) -> tuple[float, int]:
        seen = seen_at(everything[number])
        return (-seen.timestamp() if seen else float("inf"), number)

    return sorted(everything, key=age)


def page_of(db: Connection, number: int) -> tuple[str, int]:
    """The network of an ad, and the page of its lead on which it stands; raises NotFound."""
    member = clusters.member_of(db, number)
    if member is None:
        raise NotFound(f"ad number {number} is in no network yet; it comes with the next run")
    numbers = [it.ad for it in clusters.load_members(db, member.network)]
    order = newest_first(ads.load_ads(db, numbers))
    return member.network, order.index(number) // ADS_AT_ONCE + 1


def _decided(db: Connection, who: Actor, network: _Network) -> tuple[DecisionRow, ...]:
    """What was said of this network, of one that became part of it, or of its ads."""
    said = decisions.list_decisions(db, who, undone=True)
    names = {it.decision.network for it in said if it.decision.network}
    ours = {name for name in names if clusters.leads_to(db, name, network.lead.network_id)}
    return decided(
        it
        for it in said
        if it.decision.network in ours
        or {it.decision.left, it.decision.right} & network.members.keys()
    )


def _wanted(network: _Network, asked: Asked) -> list[int]:
    """Numbers of the ads that were asked for, newest first."""
    order = newest_first(network.ads)
    reasons = network.lead.reasons
    if asked.reason is None or not 1 <= asked.reason <= len(reasons):
        return order
    numbers = evidence.by_key(network.ads)
    keys = {(it.source, it.ad_id) for it in reasons[asked.reason - 1].evidence}
    resting = {numbers[key] for key in keys if key in numbers}
    return [number for number in order if number in resting]


def _shown(
    db: Connection, who: Actor, network: _Network, numbers: Sequence[int]
) -> Iterator[AdRow]:
    spans = evidence.reason_spans(network.lead, evidence.by_key(network.ads))
    for it in ads.get_ads(db, who, numbers):
        found_here = tuple(network.signals.get(it.number, ()))
        yield AdRow(
            it.number,
            replace(it.ad, pictures=()),
            seen_at(it.ad),
            network.members[it.number].provider,
            evidence.mark_ad(it.number, it.ad, spans, found_here),
            found_here,
        )


def _providers(network: _Network) -> tuple[ProviderRow, ...]:
    grouped: dict[str, list[int]] = {}
    for number, member in network.members.items():
        grouped.setdefault(member.provider, []).append(number)
    rows = [_provider(id, numbers, network) for id, numbers in grouped.items()]
    return tuple(sorted(rows, key=lambda row: (-row.ads, row.id)))


def _provider(id: str, numbers: Sequence[int], network: _Network) -> ProviderRow:
    postings = [_posting(network, number) for number in numbers]
    seen = sorted(at for _, at in postings if at)
    read = {number: network.signals.get(number, ()) for number in numbers}
    return ProviderRow(
        id=id,
        ads=len(numbers),
        first=seen[0] if seen else None,
        last=seen[-1] if seen else None,
        places=tuple(place for place, _ in Counter(place for place, _ in postings).most_common()),
        contacts=tuple(shown(row.kind, row.value) for row in found.values(read) if row.joins)[:3],
    )


def _links(
    network: _Network, touching: Sequence[Link], seen: InNetwork, asked: Asked
) -> tuple[LinkGroup, ...]:
    def end(number: int) -> LinkEnd:
        reference = ads.reference(network.ads[number])
        return LinkEnd(number, reference, network.members[number].provider)

    both = [it for it in touching if {it.left, it.right} <= network.members.keys()]
    return held.groups_of(both, end, seen, everything=asked.more == "links")


def _posting(network: _Network, number: int) -> Posting:
    ad = network.ads[number]
    return found.place_of(ad, network.signals.get(number, ())), seen_at(ad)
