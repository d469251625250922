"""StopNCII.org, API v1: hashes that people made of their own intimate pictures and videos.

Asked -> request -> Request; bytes -> read -> Page

Source: what facebook/ThreatExchange's client reads of FetchHashes. JSON in pages that a token of
theirs leads through; the moment from which to ask next time counts once the last page was read.
The state of a hash is that of all its cases together; withdrawn and deleted ones are taken back.
Limit: of texts, addresses and TMK hashes nothing is compared here.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import orjson

from lamplight.bank.known import Given, known_kind, known_value
from lamplight.errors import BadHash
from lamplight.exchange.item import labels_of
from lamplight.exchange.partner import (
    Asked,
    BadPage,
    Checkpoint,
    Field,
    Page,
    Record,
    Request,
    plain,
)

NAME, TITLE = "stop_ncii", "StopNCII.org"
SETTINGS: tuple[Field, ...] = ()
CREDENTIALS = (
    Field("fetch_function_key", "key of the function FetchHashes", required=True),
    Field("subscription_key", "key of the subscription", required=True),
    Field("base_url_override", "another address than api.stopncii.org"),
)
IN_TEXT = tuple(one.name for one in CREDENTIALS)
SEPARATOR, ENVIRONMENT = ",", "TX_STOPNCII_KEYS"
STALE_DAYS = 30
_BASE = "https://api.stopncii.org/v1"
_BEGIN = 10  # 0 is refused
_MOST_MOMENT = 2**63
_PAGE = 800
_KINDS = {"ImagePDQ", "VideoMD5"}
_OTHERS = {"VideoTMK", "Text", "URL"}
_GONE = {"Withdrawn", "Deleted"}
_STANDING = {"Received", "Active"}
_OPINIONS = {
    **{"Blocked": "positive", "NotBlocked": "negative"},
    **{"QualityUnknown": "seen", "PendingReview": "seen"},
}


def request(asked: Asked) -> Request:
    """The page that a token names, or the first since a moment."""
    at = asked.checkpoint or {"start": _BEGIN}
    query = {"startTimestamp": at["start"], "pageSize": _PAGE}
    if at.get("token"):
        query["nextPageToken"] = at["token"]
    base = asked.credentials["base_url_override"] or _BASE
    return Request(
        f"{base}/FetchHashes?{urlencode(query)}",
        {
            "x-functions-key": asked.credentials["fetch_function_key"],
            "Ocp-Apim-Subscription-Key": asked.credentials["subscription_key"],
            "Accept": "application/json",
        },
    )


def read(body: bytes, asked: Asked) -> Page:
    """Raises BadPage."""
    try:
        told = orjson.loads(body)
        start = (asked.checkpoint or {"start": _BEGIN})["start"]
        records, more, token = told["hashRecords"], told["hasMoreRecords"], told["nextPageToken"]
        next_start = int(told["nextSetTimestamp"])
    except (ValueError, TypeError, KeyError, OverflowError):
        raise BadPage("the page is no answer of FetchHashes") from None
    whole = isinstance(records, list) and isinstance(more, bool) and (token or not more)
    if not whole or not 0 <= next_start < _MOST_MOMENT:
        raise BadPage("the page is no answer of FetchHashes")
    if more:
        page = Page({"start": start, "token": str(token)}, done=False)
    else:
        page = Page({"start": max(next_start, start)}, done=True, upto=max(next_start, start))
    for number, record in enumerate(records, 1):
        _take(page, number, record)
    return page


def rewound(checkpoint: Checkpoint) -> Checkpoint | None:
    """A token does not live long; from the moment on everything comes again."""
    return {"start": checkpoint["start"]} if "token" in checkpoint else None


def _take(page: Page, number: int, record: Any) -> None:
    try:
        kind, value = record["signalType"], record["hashValue"]
        state = record["hashStatus"]
        if kind in _OTHERS:
            page.left_out += 1
        elif kind not in _KINDS:
            page.faults.append(f"record {number}: signalType is none that is known")
        elif state in _GONE:
            page.records.append(Record(plain(f"{kind}:{str(value).strip().lower()}")))
        elif state not in _STANDING:
            page.faults.append(f"record {number}: hashStatus is none that is known")
        else:
            given = tuple(_given(record, known_kind(kind) or "", str(value)))
            page.records.append(Record(f"{kind}:{given[0].value}", given))
    except BadHash as bad:
        page.faults.append(f"record {number}: {bad}")
    except (TypeError, KeyError, AttributeError):
        page.faults.append(f"record {number}: is no record of a hash")


def _given(record: Mapping[str, Any], kind: str, text: str) -> Iterator[Given]:
    """What the people say whose picture it is, then what each platform says of it."""
    said = record.get("CSPFeedbacks") or []
    labels = labels_of(tag for one in said for tag in one.get("tags") or ())
    whole = Given(kind, known_value(kind, text), source=NAME, labels=labels)
    yield whole
    for one in said:
        opinion = _OPINIONS.get(one.get("feedbackValue"))
        if opinion and one.get("source"):
            yield whole._replace(source=f"{NAME}: {plain(one['source'])}", opinion=opinion)
