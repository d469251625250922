"""Why ads are together or apart, in words: what stands behind `lamplight explain`.

REF -> explain -> Explanation;  REF, REF -> explain_two -> Explanation
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from lamplight.counted import counted
from lamplight.decide.reference import ClusterReference, Reference, ValueReference
from lamplight.errors import NotFound
from lamplight.extract.shown import ANY
from lamplight.link.corpus import ValueUse
from lamplight.link.explain import path, sentence_of, weakest
from lamplight.link.numbers import full_numbers
from lamplight.model import Actor, Ad, Cut, Link, Reason
from lamplight.pipeline.ranking import score_again
from lamplight.pipeline.weighing import weigh_stored
from lamplight.rank.indicators import Indicator
from lamplight.search.values import Value, writings_of
from lamplight.store import ads, audit, clusters, leads, links, signals
from lamplight.store.clusters import Member
from lamplight.store.references import ad_of, ads_of
from lamplight.store.signals import platforms_of

MOST = 12
"""Rows of one kind that are shown unless all are asked for; how many there are is always said."""

UNDATED = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Part:
    """One question answered: a heading and its sentences."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    subject: str
    parts: tuple[Part, ...]


def explain(
    db: Connection, actor: Actor, reference: Reference, all_by: Sequence[Indicator] | None = None
) -> Explanation:
    """A value in its normal form, an ad, a provider or a network. Raises NotFound, BadReference.

    all_by  indicators by which the ads of each reason are looked for anew, so that all are named,
            and no row is left out; None: so many as are stored and read easily
    """
    if isinstance(reference, ValueReference):
        told = _value(db, actor, reference.kind, reference.value)
    elif isinstance(reference, ClusterReference):
        told = _cluster(db, actor, reference, all_by)
    else:
        told = _ad(db, actor, ad_of(db, reference))
    return told if all_by is not None else replace(told, parts=tuple(map(_short, told.parts)))


def explain_two(db: Connection, actor: Actor, left: Reference, right: Reference) -> Explanation:
    """Why two are in one network, link by link, or what keeps them apart."""
    first, second = (min(_numbers(db, one)) for one in (left, right))
    name = _names(db, {first, second})
    subject = f"{name(first)} and {name(second)}"
    _record(db, actor, [first, second])
    one, other = clusters.member_of(db, first), clusters.member_of(db, second)
    if one is None or other is None:
        return Explanation(subject, (Part("Not linked yet", ("start a run: lamplight run",)),))
    if one.network != other.network:
        apart = f"{name(first)} is of network:{one.network}, {name(second)} of {other.network}"
        parts = _apart(db, one.network, other.network)
        return Explanation(subject, (Part("In different networks", (apart,)), *parts))
    members = [member.ad for member in clusters.load_members(db, one.network)]
    steps = path(links.links_of(db, members), first, second)
    name = _names(db, {end for step in steps for end in (step.left, step.right)})
    return Explanation(
        subject,
        (
            Part(
                "In one network", (f"network:{one.network}, {counted(len(steps), 'link')} apart",)
            ),
            Part("The way from one to the other", tuple(sentence_of(it, name) for it in steps)),
            *_weakest(steps, name),
        ),
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
            _part("Belongs to", where, otherwise="nothing yet; start a run: lamplight run"),
            _part("What was read in it", [f"{it.kind}:{it.value} ({it.method})" for it in found]),
            _part("Its links", [sentence_of(it, name) for it in touching]),
            _part("Cuts it stands in", _cut_lines(links.cuts_of_ads(db, [number]), number)),
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
    return Explanation(
        f"{reference.kind}:{id}",
        (
            Part("Size", (", ".join(counted(*it) for it in counts), *rank)),
            *reasons,
            _part("Providers", [f"provider:{provider}" for provider in providers]),
            _part("Its ads, newest first", _ad_lines(db, inside)),
            _part("Its links, weakest first", [sentence_of(it, name) for it in within]),
            _part("Values that were cut", _cut_lines(links.cuts_of_ads(db, sorted(numbers)))),
        ),
    )


def _value(db: Connection, actor: Actor, kind: str, value: str) -> Explanation:
    numbers = signals.ads_with(db, actor, kind, value)
    meant = _with_country(db, kind, value)
    cuts = links.cuts_of_value(db, kind, meant)
    use = links.use_of(db, kind, meant)
    named = _platforms(db, actor, kind, value)
    if not numbers and not cuts and use is None and not named:
        raise NotFound(f"no ad shows {kind}:{value}")
    if named and not numbers:
        return Explanation(f"{kind}:{value}", named)
    counts = Counter(member.network for member in clusters.members_of(db, numbers).values())
    shown = sorted(counts, key=lambda network: (-counts[network], network))
    in_each = [f"network:{it}, {counted(counts[it], 'ad')}" for it in shown]
    return Explanation(
        f"{kind}:{value}",
        (
            Part("Use", (_use_line(use, len(numbers)),)),
            *named,
            *_linked_as(value, meant),
            _part("Networks that show it", in_each),
            _part("Cuts", _cut_lines(cuts), otherwise="none: it was not split"),
        ),
    )


def _use_line(use: ValueUse | None, showing: int) -> str:
    if use is None:
        return (
            f"{counted(showing, 'ad')} {'shows' if showing == 1 else 'show'} it; it joins nothing"
        )
    return (
        f"{counted(use.ads, 'ad')} in {counted(use.atoms, 'independent group')} show it; "
        f"sharing it is worth {use.bits:+.1f} bits"
    )


def _with_country(db: Connection, kind: str, value: str) -> str:
    """The form under which a value is linked."""
    forms = [it.value for it in writings_of(Value(kind, value))]
    stored = [(kind, it) for it in signals.stored_among(db, kind, forms)]
    return full_numbers(stored).get((kind, value), (kind, value))[1]


def _linked_as(value: str, meant: str) -> tuple[Part, ...]:
    line = f"phone:{meant}, the one number with a country among the ads that it can be"
    return () if value == meant else (Part("Linked as", (line,)),)


def _platforms(db: Connection, actor: Actor, kind: str, value: str) -> tuple[Part, ...]:
    """Where a handle that came without its platform was seen; each may be somebody else's."""
    name = value.removeprefix(ANY)
    if kind != "handle" or name == value:
        return ()
    found = platforms_of(db, actor, name)
    lines = [f"handle:{it}, {counted(ads, 'ad')}" for it, ads in found.items() if it != value]
    return (_part("The name on each platform that shows it", lines),) if lines else ()


def _standing(
    db: Connection, actor: Actor, id: str, all_by: Sequence[Indicator] | None
) -> tuple[tuple[str, ...], tuple[Part, ...]]:
    """A network's rank, and its reasons with the ads that each stands in; a provider has none."""
    if not id.startswith("n"):
        return (), ()
    lead = leads.get_lead(db, actor, id)
    reasons = lead.reasons if all_by is None else score_again(db, id, all_by).reasons
    rank = f"rank {lead.rank} in the queue, {lead.score:+.1f} bits"
    return (rank,), (_part("Why it stands there", [_reason_line(reason) for reason in reasons]),)


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
    return _part("What speaks for joining them, and against", lines), _part("So", [sum_of.why])


def _cut_lines(cuts: Sequence[Cut], number: int | None = None) -> list[str]:
    return [
        f"{cut.kind}:{_shown(cut)} has {counted(len(cut.senses), 'sense')}"
        f"{_sense(cut, number)}: {cut.text}"
        for cut in cuts
    ]


def _shown(cut: Cut) -> str:
    """The value; of a picture's hash only the beginning."""
    return f"{cut.value[:12]}…" if cut.kind == "picture" else cut.value


def _sense(cut: Cut, number: int | None) -> str:
    at = next((at for at, sense in enumerate(cut.senses, 1) if number in sense), None)
    return "" if at is None else f", this ad shows the {at}."


def _numbers(db: Connection, reference: Reference) -> list[int]:
    return [number for numbers in ads_of(db, reference).values() for number in numbers]


def _ends(some: Iterable[Link]) -> set[int]:
    return {end for link in some for end in (link.left, link.right)}


def _names(db: Connection, numbers: set[int]) -> Callable[[int], str]:
    shown = {number: f"ad:{ads.reference(ad)}" for number, ad in ads.load_ads(
        db, sorted(numbers)
    ).items()}  # fmt: skip
    return lambda number: shown.get(number, "an ad that was forgotten")


def _record(db: Connection, actor: Actor, numbers: Sequence[int]) -> None:
    found = ads.load_ads(db, numbers)
    sealed = [audit.sealed("ad", ads.reference(ad)) for _, ad in sorted(found.items())]
    audit.record(db, actor, "explained", " and ".join(sealed))


def _part(heading: str, lines: Sequence[str], *, otherwise: str = "none") -> Part:
    return Part(heading, tuple(lines) or (otherwise,))


def _short(part: Part) -> Part:
    more = len(part.lines) - MOST
    if more <= 0:
        return part
    return replace(part, lines=(*part.lines[:MOST], f"… and {more:,} more; all with --all"))
