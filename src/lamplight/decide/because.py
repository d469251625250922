"""Which decision stands behind a link, and decisions in sentences.

Links, Decisions -> because -> Links whose reasons name who said so, when and why
Decision -> sentence_of -> str
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lamplight.decide.decision import Decision
from lamplight.extract.shown import shown
from lamplight.link.edges import SURE_BITS
from lamplight.model import Link, LinkReason


def by_people(reason: LinkReason) -> bool:
    """Whether a person said so: that two ads are the same, or that a value is not to be split."""
    return reason.kind == "decision" or (reason.value is not None and reason.bits >= SURE_BITS)


def because(links: Sequence[Link], decisions: Sequence[Decision]) -> list[Link]:
    """The same links; a reason that a person gave names the newest decision that says so."""
    said = {_about(one): one for one in decisions if one.kind in ("same", "restore")}
    return [
        replace(link, reasons=tuple(_named(it, link, said) for it in link.reasons))
        if any(map(by_people, link.reasons))
        else link
        for link in links
    ]


def sentence_of(one: Decision) -> str:
    """What was said, by whom, when, and the note."""
    about = f" of {one.value[0]}:{shown(*one.value)}" if one.value else ""
    undone = (
        f", taken back by {one.undone_by} on {one.undone_at:%Y-%m-%d}, which the next run follows"
        if one.undone_at
        else ""
    )
    note = f": {one.note}" if one.note else ""
    by = f"decision {one.number} by {one.actor} on {one.at:%Y-%m-%d}"
    return f"\u201c{one.kind}\u201d{about}, {by}{undone}{note}"


def _about(one: Decision) -> object:
    return one.value or frozenset({one.left, one.right})


def _named(reason: LinkReason, link: Link, said: Mapping[object, Decision]) -> LinkReason:
    if not by_people(reason):
        return reason
    about = (reason.kind, reason.value) if reason.value else frozenset({link.left, link.right})
    one = said.get(about)
    return replace(reason, text=f"{reason.text} ({sentence_of(one)})") if one else reason
