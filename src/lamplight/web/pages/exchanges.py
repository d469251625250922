"""/banks/exchanges: which partners fill which banks, and how fetching from them goes.

They are added, changed and fetched by command.
"""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from lamplight.exchange.partners import PARTNERS
from lamplight.store import exchanges
from lamplight.store.exchanges import Exchange
from lamplight.web import render
from lamplight.web.request import Db, Who
from lamplight.web.schema import API, PAGES

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ExchangesPage:
    """All exchanges, by name."""

    exchanges: tuple[Exchange, ...]

    @staticmethod
    def partner(one: Exchange) -> str:
        """Its own name."""
        return PARTNERS[one.api].TITLE if one.api in PARTNERS else one.api


@router.get("/banks/exchanges", response_class=HTMLResponse, responses=PAGES)
def exchanges_page(request: Request, db: Db, who: Who) -> HTMLResponse:
    """All exchanges, and how fetching goes."""
    found = ExchangesPage(tuple(exchanges.list_exchanges(db)))
    return render.page(request, "bank/exchanges.html", found)


@router.get("/api/banks/exchanges", responses=API)
def exchanges_json(db: Db, who: Who) -> list[dict[str, Any]]:
    """The same for programs."""
    return [exchanges.told(one) for one in exchanges.list_exchanges(db)]
