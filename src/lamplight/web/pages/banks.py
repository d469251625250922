"""/banks: lists of known pictures, videos and values; what was held is looked through here.

Banks are named in the query, since a name may hold any character. They are made and filled by
command; here people look, take entries out, put them back, release what is held, and say what they
think of one.
"""

from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Path, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse

from lamplight.search.known_pictures import match_pictures
from lamplight.store import bank_entries, banks
from lamplight.store.bank_entries import Chosen, SourceOpinion, Step, Wanted
from lamplight.store.banks import Bank
from lamplight.web import render
from lamplight.web.notice import Notice, go_on
from lamplight.web.request import Db, EmptyIsNone, Line, Now, Signed, Who
from lamplight.web.schema import API, PAGES, REDIRECT
from lamplight.web.views.bank import AT_ONCE, Asked, BankView, EntryView, bank_view, entry_view

router = APIRouter()
Named = Annotated[Line, Query(min_length=1, max_length=200, description="of the bank")]
Entry = Annotated[int, Path(ge=1, le=2**53)]
State = Annotated[
    Literal["active", "quarantined", "expired", "withdrawn"] | None,
    EmptyIsNone,
    Query(description="of the entries; else all but withdrawn ones"),
]
After = Annotated[int, Query(ge=0, le=2**53, description="go on after this entry's number")]
Found = Annotated[int, Query(ge=1, le=100_000, description="page of what ads show of it")]
UNDO: dict[Step, Step] = {
    **{"withdrawn": "restored", "restored": "withdrawn"},
    **{"quarantined": "released", "released": "quarantined"},
}


def asked(state: State = None, after: After = 0, found: Found = 1) -> Asked:
    """What is to be shown of a bank."""
    return Asked(Wanted(state, after, AT_ONCE), found)


Shown = Annotated[Asked, Depends(asked)]


@dataclass(frozen=True, slots=True)
class BanksPage:
    """All banks, by name."""

    banks: tuple[Bank, ...]


@router.get("/banks", response_class=HTMLResponse, responses=PAGES)
def banks_page(request: Request, db: Db, who: Who) -> HTMLResponse:
    """All banks, watch lists among them."""
    return render.page(request, "bank/page.html", BanksPage(tuple(banks.list_banks(db, who))))


@router.get("/api/banks", responses=API)
def banks_json(db: Db, who: Who) -> list[Bank]:
    """The same for programs."""
    return banks.list_banks(db, who)


@router.get("/banks/bank", response_class=HTMLResponse, responses=PAGES)
def bank_page(
    request: Request, db: Db, who: Who, now: Now, name: Named, shown: Shown
) -> HTMLResponse:
    """One bank: how it counts, what ads show of it, some of its entries."""
    return render.page(request, "bank/bank.html", bank_view(db, who, name, shown, now))


@router.get("/api/banks/bank", responses=API)
def bank_json(db: Db, who: Who, now: Now, name: Named, shown: Shown) -> BankView:
    """The same for programs."""
    return bank_view(db, who, name, shown, now)


@router.get("/banks/bank/{entry}", response_class=HTMLResponse, responses=PAGES)
def entry_page(
    request: Request, db: Db, who: Who, now: Now, name: Named, entry: Entry
) -> HTMLResponse:
    """An entry, and what each source says of it."""
    return render.page(request, "bank/entry.html", entry_view(db, who, name, entry, now))


@router.get("/api/banks/bank/{entry}", responses=API)
def entry_json(db: Db, who: Who, now: Now, name: Named, entry: Entry) -> EntryView:
    """The same for programs."""
    return entry_view(db, who, name, entry, now)


@router.post("/banks/bank/{entry}/state", dependencies=[Signed], responses=PAGES | REDIRECT)
def change_state(
    request: Request, who: Who, now: Now, name: Named, entry: Entry, step: Annotated[Step, Form()]
) -> RedirectResponse:
    """Withdraw an entry, put it back, hold it, or release it."""
    with request.app.state.engine.begin() as db:
        bank_entries.change_state(db, who, step, Chosen(name, [entry]), now)
    match_pictures(request.app.state.engine, now)
    undo = _address(name, entry, "/state")
    told = Notice(f"The entry is {step}.", undo, {"step": UNDO[step]})
    return go_on(request, _address(name, entry), told)


@router.post("/banks/bank/{entry}/opinion", dependencies=[Signed], responses=PAGES | REDIRECT)
def give_opinion(
    request: Request,
    db: Db,
    who: Who,
    now: Now,
    name: Named,
    entry: Entry,
    opinion: Annotated[Literal["positive", "negative", "seen", ""], Form()],
    note: Annotated[Line, Form(max_length=2000)] = "",
) -> RedirectResponse:
    """Put down one's own opinion of an entry in place of the one before; none takes it back."""
    if opinion:
        said = SourceOpinion(who.name, opinion, now, who.name, note.strip())
        bank_entries.set_opinion(db, who, name, entry, said)
    else:
        bank_entries.drop_opinion(db, who, name, entry, who.name)
    return go_on(request, _address(name, entry), Notice("Your opinion is put down."))


def _address(name: str, entry: int, rest: str = "") -> str:
    return f"/banks/bank/{entry}{rest}?name={quote(name, safe='')}"
