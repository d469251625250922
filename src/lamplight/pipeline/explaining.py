"""Why ads are together or apart, in words: what stands behind `lamplight explain`.

REF -> explain -> Explanation;  REF, REF -> explain_two -> Explanation
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from lamplight.decide.reference import ClusterReference, Reference, ValueReference
from lamplight.errors import NotFound
from lamplight.link.explain import path, sentence_of, weakest
from lamplight.model import Actor, Cut, Link
from lamplight.pipeline.weighing import weigh_stored
from lamplight.store import ads, audit, clusters, leads, links, signals
from lamplight.store.references import ad_of, ads_of

MOST = 12
"""Rows of one kind that are shown; how many there are is always said."""


@dataclass(frozen=True, slots=True)
class Part:
    """One question answered: a heading and its sentences."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    subject: str
    parts: tuple[Part, ...]


def explain(db: Connection, actor: Actor, reference: Reference) -> Explanation:
    """A value in its normal form, an ad, a provider or a network. Raises NotFound, BadReference."""
    if isinstance(reference, ValueReference):
        return _value(db, actor, reference.kind, reference.value)
    if isinstance(reference, ClusterReference):
        return _cluster(db, actor, reference)
    return _ad(db, actor, ad_of(db, reference))


def explain_two(db: Connection, actor: Actor, left: Reference, right: Reference) -> Explanation:
    """Why two are in one network, link by link, or what keeps them apart."""
    first, second = (min(_numbers(db, one)) for one in (left, right))
    name = _names(db, {first, second})
    subject = f"{name(first)} and {name(second)}"
    audit.record(db, actor, "explained", subject)
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
    weak = weakest(steps)
    return Explanation(
        subject,
        (
            Part("In one network", (f"network:{one.network}, {len(steps)} links apart",)),
            Part("The way from one to the other", tuple(sentence_of(it, name) for it in steps)),
            _part("The weakest link on the way", [sentence_of(weak, name)] if weak else []),
        ),
    )


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


def _cluster(db: Connection, actor: Actor, reference: ClusterReference) -> Explanation:
    id = clusters.resolve(db, reference.id)
    inside = clusters.members(db, actor, id)
    numbers = {member.ad for member in inside}
    if not numbers:
        raise NotFound(f"no {reference.kind} {reference.id!r}")
    within = [
        it for it in links.links_of(db, sorted(numbers)) if {it.left, it.right} <= numbers
    ]  # fmt: skip
    within.sort(key=lambda link: link.bits)
    name = _names(db, _ends(within[:MOST]))
    providers = sorted({member.provider for member in inside})
    size = f"{len(numbers)} ads, {len(providers)} providers, {len(within)} links"
    return Explanation(
        f"{reference.kind}:{id}",
        (
            Part("Size", (size, *_rank(db, actor, id))),
            _part("Providers", [f"provider:{provider}" for provider in providers]),
            _part(
                "Its links, weakest first",
                [sentence_of(it, name) for it in within[:MOST]],
                of=len(within),
            ),
            _part("Values that were cut", _cut_lines(links.cuts_of_ads(db, sorted(numbers)))),
        ),
    )


def _value(db: Connection, actor: Actor, kind: str, value: str) -> Explanation:
    numbers = signals.ads_with(db, actor, kind, value)
    cuts = links.cuts_of_value(db, kind, value)
    use = links.use_of(db, kind, value)
    if not numbers and not cuts and use is None:
        raise NotFound(f"no ad shows {kind}:{value}")
    counts: dict[str, int] = {}
    for member in clusters.members_of(db, numbers).values():
        counts[member.network] = counts.get(member.network, 0) + 1
    worth = (
        f"{use.ads} ads in {use.atoms} independent groups show it; "
        f"sharing it is worth {use.bits:+.1f} bits"
        if use
        else "one ad shows it; it joins nothing"
    )
    shown = sorted(counts, key=lambda network: (-counts[network], network))
    return Explanation(
        f"{kind}:{value}",
        (
            Part("Use", (worth,)),
            _part("Networks that show it", [f"network:{it}, {counts[it]} ads" for it in shown]),
            _part("Cuts", _cut_lines(cuts), otherwise="none: it was not split"),
        ),
    )


def _rank(db: Connection, actor: Actor, id: str) -> Iterable[str]:
    if id.startswith("n"):
        lead = leads.get_lead(db, actor, id)
        yield f"rank {lead.rank} in the queue, {lead.score:+.1f} bits"


def _apart(db: Connection, one: str, other: str) -> tuple[Part, ...]:
    """The whole sum of the join that was not made, and the rule that kept it from being made."""
    sum_of = weigh_stored(db, one, other)
    lines = [f"{reason.bits:+5.1f}  {reason.text}" for reason in sum_of.reasons]
    if lines:
        lines.append(f"{sum_of.bits:+5.1f}  in all; a join needs {sum_of.least:+.1f} at least")
    return _part("What speaks for joining them, and against", lines), _part("So", [sum_of.why])


def _cut_lines(cuts: Sequence[Cut], number: int | None = None) -> list[str]:
    return [
        f"{cut.kind}:{_shown(cut)} has {len(cut.senses)} senses{_sense(cut, number)}: {cut.text}"
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


def _part(
    heading: str, lines: Sequence[str], *, of: int | None = None, otherwise: str = "none"
) -> Part:
    total = len(lines) if of is None else of
    more = (f"… and {total - MOST} more",) if total > MOST else ()
    return Part(heading, (*lines[:MOST], *more) if lines else (otherwise,))
