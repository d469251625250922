"""/watch-lists: what somebody looks for; hits are reasons in the queue from the next run on.

Lists are named in the query, since a name may hold any character. Of pictures only hashes are kept.
"""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Path, Query, Request, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse

from lamplight.errors import BadInput
from lamplight.search.known_pictures import match_pictures
from lamplight.store import banks
from lamplight.store.banks import Bank, BankEntry
from lamplight.web import render
from lamplight.web.notice import Notice, go_on
from lamplight.web.request import Db, Line, Now, Signed, Who
from lamplight.web.schema import API, PAGES, REDIRECT
from lamplight.web.views.watch import (
    Added,
    EntryView,
    ListView,
    entry_view,
    list_view,
    read_entries,
)

router = APIRouter()
MOST_PICTURES = 50
MADE = "The list is made. Add values or pictures; it can be removed at the foot of its page."
Text = Annotated[Line, Form(min_length=1, max_length=200)]
Named = Annotated[Line, Query(min_length=1, max_length=200, description="of the watch list")]
Note = Annotated[Line, Form(max_length=2000)]
Region = Annotated[
    str, Form(pattern="^([A-Z]{2})?$", description="country of phones without a plus, such as US")
]
Entry = Annotated[int, Path(ge=1, le=2**53)]
Pictures = Annotated[list[UploadFile], File(max_length=MOST_PICTURES)]


@dataclass(frozen=True, slots=True)
class ListsPage:
    """All lists, by name."""

    banks: tuple[Bank, ...]


@router.get("/watch-lists", response_class=HTMLResponse, responses=PAGES)
def lists_page(request: Request, db: Db, who: Who) -> HTMLResponse:
    """All lists, and a form for a new one."""
    return render.page(request, "watch/page.html", ListsPage(tuple(banks.list_banks(db, who))))


@router.get("/api/watch-lists", responses=API)
def lists_json(db: Db, who: Who) -> list[Bank]:
    """The same for programs."""
    return banks.list_banks(db, who)


@router.post("/watch-lists", dependencies=[Signed], responses=PAGES | REDIRECT)
def make_list(
    request: Request, db: Db, who: Who, now: Now, name: Text, purpose: Text, owner: Text
) -> RedirectResponse:
    """Make a list."""
    banks.new_bank(db, who, Bank(name.strip(), purpose.strip(), owner.strip(), now, 0))
    return go_on(request, _address(name.strip()), Notice(MADE))


@router.get("/watch-lists/list", response_class=HTMLResponse, responses=PAGES)
def list_page(request: Request, db: Db, who: Who, name: Named) -> HTMLResponse:
    """One list."""
    return render.page(request, "watch/list.html", list_view(db, who, name))


@router.get("/api/watch-lists/list", responses=API)
def list_json(db: Db, who: Who, name: Named) -> ListView:
    """The same for programs."""
    return list_view(db, who, name)


@router.post("/watch-lists/list", dependencies=[Signed], responses=PAGES)
def add(
    request: Request,
    who: Who,
    now: Now,
    name: Named,
    values: Annotated[Line, Form(max_length=1_000_000)] = "",
    note: Note = "",
    region: Region = "",
    pictures: Pictures = [],  # noqa: B006 - FastAPI copies it
) -> HTMLResponse:
    """Put values and pictures on a list; what can't be read is said, the others are added."""
    uploads = [it.file.read() for it in pictures if it.size]
    where = region or request.app.state.settings.region or None
    read = read_entries(values, uploads, note.strip(), where)
    if not read.entries and not read.faults:
        raise BadInput("there is nothing to add; paste values or choose pictures")
    # Pictures take a while to hash; the database is asked for when that is done.
    with request.app.state.engine.begin() as db:
        new = banks.add_entries(db, who, name, read.entries, now)
        kept = (read.refused, note, region) if read.refused else ()
        added = Added(new, len(read.entries) - new, read.faults, *kept)
        found = list_view(db, who, name, added)
    match_pictures(request.app.state.engine, now)
    return render.page(request, "watch/list.html", found)


@router.post("/watch-lists/list/remove", dependencies=[Signed], responses=PAGES | REDIRECT)
def remove_list(
    request: Request, db: Db, who: Who, name: Named, sure: Annotated[bool, Form()] = False
) -> RedirectResponse:
    """Remove a list with all that is on it."""
    if not sure:
        raise BadInput("tick the box to remove the whole list")
    banks.remove_bank(db, who, name)
    text = f"Removed the list “{name}” with all that was on it. Hits count until the next run."
    return go_on(request, "/watch-lists", Notice(text))


@router.get("/watch-lists/list/{entry}", response_class=HTMLResponse, responses=PAGES)
def entry_page(request: Request, db: Db, who: Who, name: Named, entry: Entry) -> HTMLResponse:
    """The ads that show an entry."""
    return render.page(request, "watch/entry.html", entry_view(db, who, name, entry))


@router.get("/api/watch-lists/list/{entry}", responses=API)
def entry_json(db: Db, who: Who, name: Named, entry: Entry) -> EntryView:
    """The same for programs."""
    return entry_view(db, who, name, entry)


@router.post("/watch-lists/list/{entry}/remove", dependencies=[Signed], responses=PAGES | REDIRECT)
def remove_entry(request: Request, db: Db, who: Who, name: Named, entry: Entry) -> RedirectResponse:
    """Take an entry off a list."""
    found, _ = banks.get_entry(db, who, name, entry)
    banks.remove_entry(db, who, name, found.kind, found.value)
    return go_on(request, _address(name), _removed(found, _address(name)))


def _removed(entry: BankEntry, here: str) -> Notice:
    """A hash is not given out, not even to be sent back: a picture is chosen again."""
    if entry.kind == "picture":
        return Notice("Removed a picture from this list. To undo, add the picture again.")
    fields = {"values": f"{entry.kind}:{entry.value}", "note": entry.note}
    return Notice("Removed one entry from this list. To undo, add it again.", here, fields)


def _address(name: str) -> str:
    return f"/watch-lists/list?name={quote(name, safe='')}"
