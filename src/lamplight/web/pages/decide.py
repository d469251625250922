"""What people decide on pages: about a network, an ad in it, a link, a value; and taking it back.

Each is a form, a token, one function and an audit row in one transaction. What is said of networks
holds at once; what is said of ads and values holds from the next run on.
"""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Path, Request
from sqlalchemy import Connection
from starlette.responses import HTMLResponse, RedirectResponse

from lamplight.decide.decision import end_of
from lamplight.decide.pairs import pairs_to_part
from lamplight.errors import NotFound
from lamplight.pipeline.same_number import meant
from lamplight.store import clusters, decisions
from lamplight.store.decisions import Said, Saying
from lamplight.web import render
from lamplight.web.notice import Notice, go_on
from lamplight.web.pages.lead import Id
from lamplight.web.pages.value import Kind, Value
from lamplight.web.request import Db, EmptyIsNone, Line, Now, Signed, Who
from lamplight.web.schema import API, PAGES, REDIRECT
from lamplight.web.views.decided import SAID, DecisionsPage, decided
from lamplight.web.words import day, segment

router = APIRouter()

OfNetwork = Literal["confirmed", "dismissed", "leave alone"]
OfValue = Literal["restore", "ignore"]
Note = Annotated[Line, Form(max_length=2000, description="why, for those who read it later")]
AdNumber = Annotated[int, Form(ge=1, le=2**53)]


@router.get("/decisions", response_class=HTMLResponse, responses=PAGES)
def decisions_page(request: Request, db: Db, who: Who) -> HTMLResponse:
    """All that was decided, the newest first."""
    said = tuple(decisions.list_decisions(db, who, undone=True))
    return render.page(request, "decisions.html", DecisionsPage(decided(said)))


@router.get("/api/decisions", responses=API)
def decisions_json(db: Db, who: Who) -> list[Said]:
    """The same for programs."""
    return decisions.list_decisions(db, who, undone=True)


@router.post("/leads/{id}/decide", dependencies=[Signed], responses=PAGES | REDIRECT)
def decide_network(
    request: Request,
    db: Db,
    who: Who,
    now: Now,
    id: Id,
    decision: Annotated[OfNetwork, Form()],
    note: Note = "",
    until: Annotated[date | None, EmptyIsNone, Form(description="last day left alone")] = None,
) -> RedirectResponse:
    """Confirm, dismiss or leave alone."""
    network = _network(db, id)
    ends = end_of(until, now) if decision == "leave alone" else None
    saying = Saying(decision, note.strip(), network=network, expires_at=ends)
    number = decisions.add_decision(db, who, saying, now)
    said = f"{SAID[decision]} until {day(ends)}" if ends else SAID[decision]
    text = f"{said}. The network has left the open queue, and every new run keeps it so."
    return go_on(request, f"/leads/{segment(network)}", _undoable(text, number))


@router.post("/leads/{id}/not-here", dependencies=[Signed], responses=PAGES | REDIRECT)
def part_ad(
    request: Request, db: Db, who: Who, now: Now, id: Id, ad: AdNumber, note: Note = ""
) -> RedirectResponse:
    """An ad is not of this network."""
    members = clusters.load_members(db, _network(db, id))
    ours = {it.provider: [it.ad] for it in members if it.ad == ad}
    if not ours:
        raise NotFound(f"ad number {ad} is not in this network")
    sides: dict[str, list[int]] = {}
    for it in members:
        sides.setdefault(it.provider, []).append(it.ad)
    saying = Saying("not the same", note.strip(), pairs_to_part(ours, sides))
    number = decisions.add_decision(db, who, saying, now)
    text = "That ad is kept out of this network from the next run on."
    return go_on(request, f"/leads/{segment(members[0].network)}", _undoable(text, number))


@router.post("/leads/{id}/apart", dependencies=[Signed], responses=PAGES | REDIRECT)
def part_link(
    request: Request,
    db: Db,
    who: Who,
    now: Now,
    id: Id,
    left: AdNumber,
    right: AdNumber,
    note: Note = "",
) -> RedirectResponse:
    """The two ends of a link are not of one network: their providers, or two ads of one."""
    members = {it.ad: it for it in clusters.load_members(db, _network(db, id))}
    if left not in members or right not in members:
        raise NotFound("these ads are not both in this network")
    sides, what = [{members[at].provider: [at]} for at in (left, right)], "ads"
    if members[left].provider != members[right].provider:
        sides, what = (
            [
                {side: [it.ad for it in members.values() if it.provider == side]}
                for side in (members[left].provider, members[right].provider)
            ],
            "providers",
        )
    saying = Saying("not the same", note.strip(), pairs_to_part(*sides))
    number = decisions.add_decision(db, who, saying, now)
    text = f"These two {what} are kept apart from the next run on."
    return go_on(request, f"/leads/{segment(members[left].network)}", _undoable(text, number))


@router.post("/values/{kind}/{value:path}", dependencies=[Signed], responses=PAGES | REDIRECT)
def decide_value(
    request: Request,
    db: Db,
    who: Who,
    now: Now,
    kind: Kind,
    value: Value,
    decision: Annotated[OfValue, Form()],
    note: Note = "",
) -> RedirectResponse:
    """A value joins all who show it, or nobody."""
    saying = Saying(decision, note.strip(), value=(kind, meant(db, kind, value)))
    number = decisions.add_decision(db, who, saying, now)
    where = "nowhere" if decision == "ignore" else "everywhere"
    text = f"This value is followed {where} from the next run on."
    return go_on(request, f"/values/{segment(kind)}/{segment(value)}", _undoable(text, number))


@router.post("/decisions/{number}/undo", dependencies=[Signed], responses=PAGES | REDIRECT)
def undo(
    request: Request,
    db: Db,
    who: Who,
    now: Now,
    number: Annotated[int, Path(ge=1, le=2**53)],
    back: Annotated[Literal["", "decisions"], Form(description="page to go on with")] = "",
) -> RedirectResponse:
    """Take a decision back; it stays on record."""
    said = decisions.undo(db, who, number, now)
    text = f"Taken back: {_lowered(SAID[said.decision.kind])}. It stays on record under Decisions."
    where = "/decisions" if back else _about(db, said)
    return go_on(request, where, Notice(text))


def _network(db: Connection, id: str) -> str:
    """Of a lead's or network's id; raises NotFound."""
    return clusters.resolve(db, "n" + id.removeprefix("l") if id.startswith("l") else id)


def _undoable(text: str, number: int) -> Notice:
    return Notice(text, f"/decisions/{number}/undo")


def _lowered(said: str) -> str:
    return said[:1].lower() + said[1:]


def _about(db: Connection, said: Said) -> str:
    """The page of what a decision is about."""
    decision = said.decision
    if decision.value is not None:
        return "/values/{}/{}".format(*map(segment, decision.value))
    network = decision.network
    if network is None and decision.left is not None:
        member = clusters.member_of(db, decision.left)
        network = member.network if member else None
    return "/decisions" if network is None else f"/leads/{segment(network)}"
