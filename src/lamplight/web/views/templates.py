"""What the texts of a lead have in common, as its page shows it.

Connection, Actor, id -> templates_view -> TemplatesView
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from lamplight.decide.reference import ClusterReference
from lamplight.match.template import Slot
from lamplight.model import Actor, Lead
from lamplight.pipeline.templating import MOST_ADS, TextGroup, templates_of
from lamplight.store import leads
from lamplight.store.ads import number_of

MOST_GROUPS = 20
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Ads whose texts are variants of one another.

    texts   different ones
    pieces  constant words, and slots with what stands there
    some    number and source/id of the first of its ads
    """

    ads: int
    texts: int
    pieces: tuple[str | Slot, ...]
    some: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class TemplatesView:
    """The largest groups first.

    looked_at  ads that were compared, the newest where there are more
    more       groups that are not shown
    """

    lead: Lead
    looked_at: int
    groups: tuple[GroupRow, ...]
    more: int


def templates_view(db: Connection, who: Actor, id: str) -> TemplatesView:
    """By a network's or lead's id, old ones included; raises NotFound."""
    lead = leads.get_lead(db, who, id)
    found = templates_of(db, who, ClusterReference("network", lead.network_id))
    return TemplatesView(
        lead=lead,
        looked_at=min(lead.ads, MOST_ADS),
        groups=tuple(_row(db, group) for group in found[:MOST_GROUPS]),
        more=max(0, len(found) - MOST_GROUPS),
    )


def _row(db: Connection, group: TextGroup) -> GroupRow:
    some = tuple((number_of(db, named), named) for named in group.ads[:MOST_NAMED])
    return GroupRow(len(group.ads), group.template.texts, group.template.pieces, some)
