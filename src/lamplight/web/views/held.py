"""What holds a network together, and what was not followed.

Links, Cuts of a network's ads -> groups_of, cut_rows -> rows; hashes are cut short
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from lamplight.bank.known import short
from lamplight.extract.shown import shown
from lamplight.link.chance import Chances, chances_of, sentence_of
from lamplight.model import Cut, Level, Link, LinkReason
from lamplight.web.views.found import JOINING
from lamplight.web.views.pictures import InNetwork, PictureRow
from lamplight.web.words import segment

AT_ONCE = 8
MOST_LINKS = 500


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """An ad at one end of a link."""

    number: int
    reference: str
    provider: str


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One reason of a link. picture: the one that both ends show, where it can be looked at."""

    kind: str
    value: str | None
    text: str
    bits: float
    picture: PictureRow | None = None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """Two ads held together. chances: that it is right, None where a person's word holds it;
    often: the same in words."""

    left: LinkEnd
    right: LinkEnd
    level: Level
    bits: float
    chances: Chances | None
    often: str
    reasons: tuple[ReasonRow, ...]


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links of one kind, weakest first, and how many more there are."""

    name: str
    links: tuple[LinkRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class CutRow:
    """A value that does not join everything that shows it. link: to its page, if it has one."""

    kind: str
    shown: str
    link: str | None
    text: str
    senses: int


NAMES: dict[Level, str] = {"network": "Between providers", "provider": "Inside one provider"}


def groups_of(
    links: Sequence[Link],
    end: Callable[[int], LinkEnd],
    pictures: InNetwork,
    *,
    everything: bool = False,
) -> tuple[LinkGroup, ...]:
    """Those between providers first; a kind without links is left out. Of each some, or as many as
    one page bears."""
    most = MOST_LINKS if everything else AT_ONCE
    groups = []
    for level, name in NAMES.items():
        if found := _of(level, links):
            rows = tuple(_row(link, end, pictures) for link in found[:most])
            groups.append(LinkGroup(name, rows, max(0, len(found) - most)))
    return tuple(groups)


def cut_rows(cuts: Iterable[Cut]) -> tuple[CutRow, ...]:
    return tuple(_cut(cut) for cut in cuts)


def _of(level: Level, links: Sequence[Link]) -> list[Link]:
    found = [link for link in links if link.level == level]
    return sorted(found, key=lambda link: (link.bits, link.left, link.right))


def _row(link: Link, end: Callable[[int], LinkEnd], pictures: InNetwork) -> LinkRow:
    chances = chances_of(link)
    return LinkRow(
        end(link.left),
        end(link.right),
        link.level,
        link.bits,
        chances,
        sentence_of(chances) if chances else "",
        tuple(_reason(reason, pictures) for reason in link.reasons),
    )


def _reason(reason: LinkReason, pictures: InNetwork) -> ReasonRow:
    row = ReasonRow(reason.kind, reason.value, reason.text, reason.bits)
    if reason.kind != "picture" or reason.value is None:
        return row
    return replace(row, value=short(reason.kind, reason.value), picture=pictures.like(reason.value))


def _cut(cut: Cut) -> CutRow:
    joins = cut.kind in JOINING
    link = f"/values/{segment(cut.kind)}/{segment(cut.value)}" if joins else None
    return CutRow(
        kind=cut.kind,
        shown=shown(cut.kind, short(cut.kind, cut.value)),
        link=link,
        text=cut.text,
        senses=len(cut.senses),
    )
