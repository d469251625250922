"""Why ads are together or apart, in words: what stands behind `lamplight explain`.

REF -> explain -> Explanation;  REF, REF -> explain_two -> Explanation
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from lamplight.counted import counted
from lamplight.decide.decision import Decision
from lamplight.decide.reference import ClusterReference, Reference, ValueReference
from lamplight.errors import NotFound
from lamplight.link.explain import path, sentence_of, weakest
from lamplight.model import Actor, Ad, Link, Reason
from lamplight.pipeline.comparing import grouped_as, shared_by
from lamplight.pipeline.explaining_values import explain_value
from lamplight.pipeline.explanation import Explanation, Part, cut_lines, decided, part
from lamplight.pipeline.ranking import score_again
from lamplight.pipeline.weighing import weigh_stored
from lamplight.rank.indicators import Indicator
from lamplight.store import ads, audit, clusters, leads, links, signals, value_uses
from lamplight.store.clusters import Member
from lamplight.store.references import ad_of, ads_of

MOST = 12
"""Rows of one kind that are shown unless all are asked for; how many there are is always said."""

UNDATED = datetime(1, 1, 1, tzinfo=UTC)


def explain(
    db: Connection, actor: Actor, reference: Reference, all_by: Sequence[Indicator] | None = None
) -> Explanation:
    """A value in its normal form, an ad, a provider or a network. Raises NotFound, BadReference.

    all_by  indicators by which the ads of each reason are looked for anew, so that all are named,
            and no row is left out; None: so many as are stored and read easily
    """
    if isinstance(reference, ValueReference):
        told = explain_value(db, actor, reference.kind, reference.value)
    elif isinstance(reference, ClusterReference):
        told = _cluster(db, actor, reference, all_by)
    else:
        told = _ad(db, actor, ad_of(db, reference))
    return told if all_by is not None else replace(told, parts=tuple(map(_short, told.parts)))


def explain_two(db: Connection, actor: Actor, left: Reference, right: Reference) -> Explanation:
    """Why two are in one network, link by link, or what keeps them apart. Of a provider or network
    the ad counts that the strongest link joins to the other side."""
    first, second = _nearest(db, *(set(_numbers(db, one)) for one in (left, right)))
    name = _names(db, {first, second})
    _record(db, actor, [first, second])
    one, other = clusters.member_of(db, first), clusters.member_of(db, second)
    sides = [_side(*it) for it in ((left, one, name(first)), (right, other, name(second)))]
    subject = f"{sides[0]} and {sides[1]}"
    if one is None or other is None:
        return Explanation(subject, (Part("Not linked yet", ("start a run: lamplight run",)),))
    if one.network != other.network:
        return Explanation(subject, _in_two(db, actor, (one, other), sides))
    return Explanation(subject, _together(db, actor, one, other))


def _nearest(db: Connection, ours: set[int], theirs: set[int]) -> tuple[int, int]:
    """An ad of each side: the two that the strongest link between the sides joins, else the first
    of each. Ads that are on both count as ours."""
    others = theirs - ours or theirs
    fewer = min(ours, others, key=len)
    joined = [
        (it.bits, one, other)
        for it in links.links_of(db, sorted(fewer))
        for one, other in ((it.left, it.right), (it.right, it.left))
        if one in ours and other in others
    ]
    _, first, second = max(joined, default=(0.0, min(ours), min(others)))
    return first, second


def _side(reference: Reference, member: Member | None, ad: str) -> str:
    """What is compared, as it was asked for."""
    if member is None or not isinstance(reference, ClusterReference):
        return ad
    return f"{reference.kind}:{getattr(member, reference.kind)}"


def _in_two(
    db: Connection, actor: Actor, two: tuple[Member, Member], asked: Sequence[str]
) -> tuple[Part, ...]:
    one, other = two
    homes = (f"network:{it.network}" for it in two)
    apart = [f"{it} is of {home}" for it, home in zip(asked, homes, strict=True) if it != home]
    sides = [
        {it.ad for it in clusters.load_members(db, it.network)} for it in (one, other)
    ]  # fmt: skip

    def between(it: Decision) -> bool:
        return any(it.left in side and it.right in rest for side, rest in (sides, sides[::-1]))

    return (
        part("In different networks", apart, otherwise="each is one"),
        *_apart(db, one.network, other.network),
        *decided(db, actor, between, _namer(db)),
    )


def _together(db: Connection, actor: Actor, one: Member, other: Member) -> tuple[Part, ...]:
    members = [member.ad for member in clusters.load_members(db, one.network)]
    steps = path(links.links_of(db, members), one.ad, other.ad)
    name = _names(db, {end for step in steps for end in (step.left, step.right)})
    return (
        Part("In one network", (f"network:{one.network}, {counted(len(steps), 'link')} apart",)),
        Part("The way from one to the other", tuple(sentence_of(it, name) for it in steps)),
        *_weakest(steps, name),
        part("What both show", shared_by(db, one.ad, other.ad), otherwise="nothing"),
        Part(*grouped_as(one, other)),
    )


def _weakest(steps: Sequence[Link], name: Callable[[int], str]) -> tuple[Part, ...]:
    """Of one link alone there is no weakest."""
    weak = weakest(steps) if len(steps) > 1 else None
    return (Part("The weakest link on the way", (sentence_of(weak, name),)),) if weak else ()


def _ad(db: Connection, actor: Actor, number: int) -> Explanation:
    ad = ads.get_ad(db, actor, number).ad
    member = clusters.member_of(db, number)
    found = signals.signals_of(db, actor, number)
    touching = links.links_of(db, [number])
    name = _names(db, _ends(touching) | {number})
    where = (f"provider:{member.provider}", f"network:{member.network}") if member else ()
    return Explanation(
        f"ad:{ads.reference(ad)}",
        (
            part("Belongs to", where, otherwise="nothing yet; start a run: lamplight run"),
            part("What was read in it", [f"{it.kind}:{it.value} ({it.method})" for it in found]),
            part("Its links", [sentence_of(it, name) for it in touching]),
            part("Cuts it stands in", cut_lines(value_uses.cuts_of_ads(db, [number]), number)),
            *decided(db, actor, lambda it: number in (it.left, it.right), _namer(db)),
        ),
    )


def _cluster(
    db: Connection,
    actor: Actor,
    reference: ClusterReference,
    all_by: Sequence[Indicator] | None,
) -> Explanation:
    id = clusters.resolve(db, reference.id)
    inside = clusters.members(db, actor, id)
    numbers = {member.ad for member in inside}
    if not numbers:
        raise NotFound(f"no {reference.kind} {reference.id!r}")
    within = [
        it for it in links.links_of(db, sorted(numbers)) if {it.left, it.right} <= numbers
    ]  # fmt: skip
    within.sort(key=lambda link: link.bits)
    name = _names(db, numbers)
    providers = sorted({member.provider for member in inside})
    counts = ((len(numbers), "ad"), (len(providers), "provider"), (len(within), "link"))
    rank, reasons = _standing(db, actor, id, all_by)

    def about_these(it: Decision) -> bool:
        return it.network == id or not numbers.isdisjoint({it.left, it.right})

    return Explanation(
        f"{reference.kind}:{id}",
        (
            Part("Size", (", ".join(counted(*it) for it in counts), *rank)),
            *reasons,
            part("Providers", [f"provider:{provider}" for provider in providers]),
            part("Its ads, newest first", _ad_lines(db, inside)),
            part("Its links, weakest first", [sentence_of(it, name) for it in within]),
            part("Values that were cut", cut_lines(value_uses.cuts_of_ads(db, sorted(numbers)))),
            *decided(db, actor, about_these, _namer(db)),
        ),
    )


def _standing(
    db: Connection, actor: Actor, id: str, all_by: Sequence[Indicator] | None
) -> tuple[tuple[str, ...], tuple[Part, ...]]:
    """A network's rank, and its reasons with the ads that each stands in; a provider has none."""
    if not id.startswith("n"):
        return (), ()
    lead = leads.get_lead(db, actor, id)
    reasons = lead.reasons if all_by is None else score_again(db, id, all_by).reasons
    rank = f"rank {lead.rank} in the queue, {lead.score:+.1f} bits"
    return (rank,), (part("Why it stands there", [_reason_line(reason) for reason in reasons]),)


def _reason_line(reason: Reason) -> str:
    shown = dict.fromkeys(f"ad:{it.source}/{it.ad_id}" for it in reason.evidence)
    return f"{reason.bits:+5.1f}  {reason.text}" + (f": {', '.join(shown)}" if shown else "")


def _ad_lines(db: Connection, inside: Sequence[Member]) -> list[str]:
    found = ads.load_ads(db, [member.ad for member in inside])
    dated = [(found[it.ad], it.provider) for it in inside if it.ad in found]
    dated.sort(key=lambda one: one[0].posted_at or one[0].collected_at or UNDATED, reverse=True)
    return [f"ad:{ads.reference(ad)}{_day(ad)}  provider:{provider}" for ad, provider in dated]


def _day(ad: Ad) -> str:
    seen = ad.posted_at or ad.collected_at
    return f"  {seen:%Y-%m-%d}" if seen else ""


def _apart(db: Connection, one: str, other: str) -> tuple[Part, ...]:
    """The whole sum of the join that was not made, and the rule that kept it from being made."""
    sum_of = weigh_stored(db, one, other)
    lines = [f"{reason.bits:+5.1f}  {reason.text}" for reason in sum_of.reasons]
    if lines:
        lines.append(f"{sum_of.bits:+5.1f}  in all; a join needs {sum_of.least:+.1f} at least")
    return part("What speaks for joining them, and against", lines), part("So", [sum_of.why])


def _numbers(db: Connection, reference: Reference) -> list[int]:
    return [number for numbers in ads_of(db, reference).values() for number in numbers]


def _ends(some: Iterable[Link]) -> set[int]:
    return {end for link in some for end in (link.left, link.right)}


def _names(db: Connection, numbers: set[int]) -> Callable[[int], str]:
    shown = {number: f"ad:{ads.reference(ad)}" for number, ad in ads.load_ads(
        db, sorted(numbers)
    ).items()}  # fmt: skip
    return lambda number: shown.get(number, "an ad that was forgotten")


def _namer(db: Connection) -> Callable[[int], str]:
    """Of a few ads that are not known beforehand."""
    return lambda number: _names(db, {number})(number)


def _record(db: Connection, actor: Actor, numbers: Sequence[int]) -> None:
    found = ads.load_ads(db, numbers)
    sealed = [audit.sealed("ad", ads.reference(ad)) for _, ad in sorted(found.items())]
    audit.record(db, actor, "explained", " and ".join(sealed))


def _short(one: Part) -> Part:
    more = len(one.lines) - MOST
    if more <= 0:
        return one
    return replace(one, lines=(*one.lines[:MOST], f"… and {more:,} more; all with --all"))
