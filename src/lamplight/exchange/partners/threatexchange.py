"""ThreatExchange (Meta): the updates of a privacy group, as its Graph API lists them.

Asked -> request -> Request; bytes -> read -> Page

Source: Graph API `threat_updates`, as facebook/ThreatExchange's client reads it: JSON in the order
of `last_updated`, led on by `paging.next`. An indicator comes again whenever anything of it
changed, with all descriptors that there are; without any, or with `should_delete`, it is gone.
Limit: deletions are listed for 90 days; a reaction to a descriptor is not read as an opinion.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

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

NAME, TITLE = "fb_threatexchange", "ThreatExchange"
SETTINGS = (Field("privacy_group", "number of the privacy group", "number", required=True),)
CREDENTIALS = (
    Field("api_token", "access token of the app", required=True),
    Field("base_url_override", "another address than graph.facebook.com"),
)
IN_TEXT, SEPARATOR, ENVIRONMENT = ("api_token",), ",", "TX_ACCESS_TOKEN"
STALE_DAYS = 85
_BASE = "https://graph.facebook.com/v21.0"
_PAGE = 500
_FIELDS = (
    "id,indicator,type,last_updated,should_delete,"
    "descriptors{id,owner{id,name},tags,status}"
)  # fmt: skip
_KINDS = {"HASH_PDQ", "HASH_MD5", "HASH_SHA1", "HASH_SHA256", "HASH_VIDEO_MD5"}
_OPINIONS = {"MALICIOUS": "positive", "SUSPICIOUS": "positive", "NON_MALICIOUS": "negative"}
_TOKEN = "access_token"  # noqa: S105 - its name


def request(asked: Asked) -> Request:
    """The page that their cursor names, or the first since a moment."""
    at = asked.checkpoint or {"since": 0}
    query = at.get("next") or {"start_time": at["since"], "limit": _PAGE, "fields": _FIELDS}
    base = asked.credentials["base_url_override"] or _BASE
    group, token = asked.settings["privacy_group"], asked.credentials["api_token"]
    return Request(
        f"{base}/{group}/threat_updates/?{urlencode({**query, _TOKEN: token})}",
        {"Accept": "application/json"},
    )


def read(body: bytes, asked: Asked) -> Page:
    """Raises BadPage."""
    try:
        told = orjson.loads(body)
        updates, further = told["data"], (told.get("paging") or {}).get("next")
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BadPage("the page is no list of updates") from None
    if not isinstance(updates, list):
        raise BadPage("the page is no list of updates")
    # one that claims to be of the future must not hide those that come till then
    moments = [it for it in map(_moment, updates) if it <= asked.now]
    since = max([(asked.checkpoint or {"since": 0})["since"], *moments])
    checkpoint: Checkpoint = {"since": since}
    if further:
        checkpoint["next"] = _cursor(str(further))
    page = Page(checkpoint, done=not further, upto=since or None)
    for number, update in enumerate(updates, 1):
        _take(page, number, update)
    return page


def rewound(checkpoint: Checkpoint) -> Checkpoint | None:
    """Updates come in order, so that the newest moment that was read is a place to go on from."""
    return {"since": checkpoint["since"]} if "next" in checkpoint else None


def _cursor(url: str) -> dict[str, str]:
    """What leads on, without the token; of its address nothing else is followed."""
    query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    query.pop(_TOKEN, None)
    if not query:
        raise BadPage("the page leads on to nowhere")
    return query


def _moment(update: Any) -> int:
    try:
        return int(update["last_updated"])
    except (TypeError, KeyError, ValueError, OverflowError):
        return 0


def _take(page: Page, number: int, update: Any) -> None:
    try:
        name, text = update["type"], update["indicator"]
        key = plain(f"{name}:{str(text).strip().lower()}")
        if name not in _KINDS:
            page.left_out += 1
        elif update.get("should_delete") or "descriptors" not in update:
            page.records.append(Record(key))
        else:
            kind = known_kind(name) or ""
            whole = Given(kind, known_value(kind, str(text)), source=NAME)
            page.records.append(Record(key, tuple(_given(whole, update["descriptors"]))))
    except BadHash as bad:
        page.faults.append(f"record {number}: {bad}")
    except (TypeError, KeyError, AttributeError):
        page.faults.append(f"record {number}: is no indicator with descriptors")


def _given(whole: Given, descriptors: Mapping[str, Any]) -> Iterator[Given]:
    """Each owner's opinion; before them the whole, where anybody calls it positive."""
    said: dict[str, str] = {}
    tags: list[str] = []
    for one in descriptors["data"]:
        if owner := one.get("owner"):  # those of which it isn't told can't be kept apart
            name = " ".join(str(owner[it]) for it in ("name", "id") if owner.get(it))
            said[f"{NAME}: {plain(name)}"] = _OPINIONS.get(one.get("status"), "seen")
            tags += _tags(one.get("tags"))
    if "positive" in said.values():
        yield whole._replace(labels=labels_of(tags))
    for source, opinion in said.items():
        yield whole._replace(source=source, opinion=opinion)


def _tags(tags: Any) -> list[str]:
    """A list of texts, or the Graph API's own form of one."""
    if isinstance(tags, dict):
        return [str(one["text"]) for one in tags["data"]]
    return [str(one) for one in tags or ()]
