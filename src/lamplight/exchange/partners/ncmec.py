"""NCMEC hash sharing, v2: entries that members of an environment share, as XML.

Asked -> request -> Request; bytes -> read -> Page

Source: NCMEC's hash sharing API v2, as facebook/ThreatExchange's client reads it. Entries between
two moments, written in UTC, come in pages of 1,000 and in no order: the first moment moves only
when all between was read. A deleted entry is named by its id alone. Limits: PhotoDNA and what lies
behind a link are not compared here; feedback stands for an opinion of every hash of its kind.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Set
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree.ElementTree import Element

from lamplight.bank.known import Given, known_kind, known_value
from lamplight.errors import BadHash
from lamplight.exchange.item import labels_of
from lamplight.exchange.partner import Asked, BadPage, Checkpoint, Field, Page, Record, Request
from lamplight.exchange.xml_tree import read_tree

NAME, TITLE = "ncmec", "NCMEC hash sharing"
_ENVIRONMENTS = (
    "https://report.cybertip.org/hashsharing",
    "https://report.cybertip.org/exploitative-hashsharing",
    "https://lesp.ncmec.org/csam-hashsharing",
    "https://hashsharing.ncmec.org/npo",
    "https://hashsharing.ncmec.org/exploitative",
    "https://hashsharing.ncmec.org/generative-ai-csam",
    "https://hashsharing.ncmec.org/generative-ai-exploitative",
    "https://exttest.cybertip.org/hashsharing",
    "https://exttest.cybertip.org/exploitative-hashsharing",
    "https://betalesp.ncmec.org/csam-hashsharing",
    "https://hashsharing-test.ncmec.org/npo",
    "https://hashsharing-test.ncmec.org/exploitative",
    "https://hashsharing-test.ncmec.org/generative-ai-csam",
    "https://hashsharing-test.ncmec.org/generative-ai-exploitative",
)
SETTINGS = (
    Field("environment", "which database to ask", "enum", required=True, choices=_ENVIRONMENTS),
    Field("only_esp_ids", "take entries of these members alone", "set_of_number"),
)
CREDENTIALS = (
    Field("user", "name of the account", required=True),
    Field("password", "password of the account", required=True),
    Field("base_url_override", "another address than the environment's"),
)
IN_TEXT, SEPARATOR, ENVIRONMENT = ("user", "password"), ":", "TX_NCMEC_CREDENTIALS"
STALE_DAYS = None
_PATH = "/v2/entries?"
_CURSOR = re.compile(re.escape(_PATH) + "[!-~]{1,2000}")
_MEMBER = re.compile("[0-9]{1,18}")
_SETTLED_S = 5  # so near to now something may still come in
_CURSOR_S = 12 * 3600
_LARGE = 100_000
_LEAST_SPAN_S = 60
_LISTS = ("images", "videos")
_DELETED = {"deletedImage", "deletedVideo"}
_KINDS = {"md5", "sha1", "pdq"}
_FEEDBACK = {"affirmativeFeedback": "positive", "negativeFeedback": "negative"}


def request(asked: Asked) -> Request | None:
    """The page that their cursor names, or the first of the next stretch of time."""
    at, start, end = _stretch(asked)
    if start >= end:
        return None
    if "next" in at:
        path = at["next"]
    else:
        path = _PATH + urlencode({"from": _written(start), "to": _written(end)})
    base = asked.credentials["base_url_override"] or asked.settings["environment"]
    pair = f"{asked.credentials['user']}:{asked.credentials['password']}"
    basic = b64encode(pair.encode()).decode()
    return Request(base + path, {"Authorization": f"Basic {basic}", "Accept": "application/xml"})


def read(body: bytes, asked: Asked) -> Page:
    """Raises BadPage."""
    at, start, end = _stretch(asked)
    if start >= end:
        return Page(at, done=True, upto=start)
    tree = read_tree(body)
    if tree.tag != "queryResult":
        raise BadPage("the page is no answer to a query of entries")
    further, span = (tree.findtext("paging/next") or "").strip(), at.get("span")
    if further and "next" not in at and _too_many(further) and end - start > _LEAST_SPAN_S:
        return Page({"from": start, "span": (end - start) // 4}, done=False)
    page = Page(_onward(at, (start, end), further, asked.now), done=not further)
    if not further:
        page.done, page.upto = span is None or end - start < span, end
    only = set(asked.settings["only_esp_ids"])
    for number, entry in enumerate((it for tag in _LISTS for it in tree.iterfind(f"{tag}/*")), 1):
        _take(page, number, entry, only)
    return page


def rewound(checkpoint: Checkpoint) -> Checkpoint | None:
    """Their cursor lives for some hours; the stretch is read again from its beginning."""
    if "next" not in checkpoint:
        return None
    return {name: checkpoint[name] for name in ("from", "span") if name in checkpoint}


def _stretch(asked: Asked) -> tuple[Checkpoint, int, int]:
    """The checkpoint, without a cursor that is too old, and the two moments to read between."""
    at = asked.checkpoint or {"from": 0}
    if asked.now - at.get("next_at", asked.now) > _CURSOR_S:
        at = rewound(at) or at
    start, newest = at["from"], asked.now - _SETTLED_S
    return at, start, at.get("to", min(newest, start + at.get("span", newest)))


def _onward(at: Checkpoint, stretch: tuple[int, int], further: str, now: int) -> Checkpoint:
    """With a cursor the first moment stays; a stretch that one page held may be longer next."""
    start, end = stretch
    span = at.get("span")
    kept = {} if span is None else {"span": span}
    if further:
        if not _CURSOR.fullmatch(further):
            raise BadPage("the page leads on to something else than entries")
        return {"from": start, "to": end, "next": further, "next_at": now, **kept}
    if span is not None and "next" not in at:
        kept = {"span": 2 * span}
    return {"from": end, **kept}


def _too_many(further: str) -> bool:
    """Whether a cursor leads to more than are well read in one go."""
    query = parse_qs(urlsplit(further).query)
    try:
        return int(query["max"][0]) - int(query["start"][0]) > _LARGE
    except (KeyError, ValueError):
        return False


def _written(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _take(page: Page, number: int, entry: Element, only: Set[int]) -> None:
    name, member = (entry.findtext("id") or "").strip(), entry.find("member")
    own = "" if member is None else member.get("id", "")
    if not name or member is None or not _MEMBER.fullmatch(own):
        page.faults.append(f"record {number}: has no id, or no member")
        return
    if only and int(own) not in only:
        page.left_out += 1
        return
    key = f"{own}-{name[:200]}"
    if entry.tag in _DELETED:
        page.records.append(Record(key))
        return
    given: list[Given] = []
    for one in entry.iterfind("fingerprints/*"):
        if one.tag in _KINDS and (text := (one.text or "").strip()):
            try:
                given += _given(entry, one.tag, text)
            except BadHash as bad:
                page.faults.append(f"record {number}: {bad}")
    page.left_out += not given
    page.records.append(Record(key, tuple(given)))


def _given(entry: Element, kind: str, text: str) -> Iterator[Given]:
    """What the database says, then the member whose entry it is, then what others say."""
    known = known_kind(kind) or ""
    labels = labels_of([entry.findtext("classification")])
    whole = Given(known, known_value(known, text), source=NAME, labels=labels)
    yield whole
    said = {_source(entry.find("member")): "positive"}
    for way, opinion in _FEEDBACK.items():
        for one in entry.iterfind(f"feedback/{way}"):
            if one.get("type", "").lower() == kind:
                for member in one.iter("member"):
                    said.setdefault(_source(member), opinion)
    for source, opinion in said.items():
        yield whole._replace(source=source, opinion=opinion)


def _source(member: Element | None) -> str:
    if member is None:
        return NAME
    return f"{NAME}: {(member.text or '').strip()[:150]} ({member.get('id', '')[:20]})"
