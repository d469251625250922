"""Partners of the tests' own, on loopback: real HTTP that behaves as the partners' does.

    with serving(StopNcii()) as partner: partner.url

What goes wrong in the world is put into `troubles`: each takes the place of one answer. Every value
is made up.
"""

import base64
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.sax.saxutils import escape

import orjson

P = TypeVar("P", bound="Served")

CREDENTIALS = {
    "stop_ncii": {"fetch_function_key": "key-of-fetch", "subscription_key": "key-of-all"},
    "ncmec": {"user": "desk", "password": "pass:word"},
    "fb_threatexchange": {"api_token": "12345678|made-up-token-of-tests"},
}


def pdq(number: int) -> str:
    """A hash with about half of its bits set."""
    return f"{number:04x}" + "3c" * 30


def md5(number: int) -> str:
    return f"{number:032x}"


@dataclass
class Trouble:
    """An answer that is none: cut after so many bytes, or with what is said here in its place.

    length  whether it says how long it is
    hold    it does not end before the one who asks does
    """

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    cut: int | None = None
    length: bool = True
    hold: bool = False


@dataclass
class Asked:
    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass
class Served:
    """A partner: answers, and what it was asked."""

    url: str = ""
    page: int = 2
    asked: list[Asked] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        raise NotImplementedError

    @property
    def credentials(self) -> dict[str, str]:
        return {**CREDENTIALS[self.api], "base_url_override": self.url}

    api = ""


@dataclass
class StopNcii(Served):
    """Records by key, each with the moment at which it last changed; tokens of the last set."""

    records: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    raw: list[Any] = field(default_factory=list)
    now: int = 1000
    lost_tokens: bool = False
    api = "stop_ncii"

    def put(self, kind: str, value: str, status: str = "Active", **feedback: str) -> None:
        self.now += 10
        self.records[kind, value] = {
            "lastModtimestamp": self.now,
            "signalType": kind,
            "hashValue": value,
            "hashStatus": status,
            "caseNumbers": {"c1": status},
            "CSPFeedbacks": [
                {"source": source, "feedbackValue": said, "tags": ["seen here"]}
                for source, said in feedback.items()
            ],
        }

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        if asked.headers.get("x-functions-key") != "key-of-fetch":
            return 401, b"{}"
        if asked.headers.get("ocp-apim-subscription-key") != "key-of-all":
            return 401, b"{}"
        begin, token = int(asked.query["startTimestamp"]), asked.query.get("nextPageToken", "")
        if token and self.lost_tokens:
            return 400, b'{"message": "token"}'
        newer = [it for it in self.records.values() if it["lastModtimestamp"] > begin]
        newer = [*sorted(newer, key=lambda it: it["lastModtimestamp"]), *self.raw]
        start = int(token.partition("-")[2] or 0)
        some = newer[start : start + self.page]
        more = start + self.page < len(newer)
        told = {
            "count": len(some),
            "nextPageToken": f"page-{start + self.page}" if more else None,
            "nextSetTimestamp": self.now,
            "hasMoreRecords": more,
            "hashRecords": some,
        }
        return 200, orjson.dumps(told)


@dataclass
class Ncmec(Served):
    """Entries by member and id, given in no order of time; changed ones come again."""

    entries: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)
    lost_cursors: bool = False
    large: int = 0
    api = "ncmec"

    def put(self, at: int, member: int, name: str, inner: str, tag: str = "image") -> None:
        written = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.entries[member, name] = (
            at,
            f'<{tag}><member id="{member}">Member {member}</member><timestamp>{written}</timestamp>'
            f"<id>{name}</id>{inner}</{tag}>",
        )

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        basic = base64.b64encode(b"desk:pass:word").decode()
        if asked.headers.get("authorization") != f"Basic {basic}":
            return 401, b""
        if not asked.path.endswith("/v2/entries"):
            return 404, b""
        if "start" in asked.query and self.lost_cursors:
            return 404, b""
        begin, end = (_moment(asked.query[name]) for name in ("from", "to"))
        within = [text for at, text in self.entries.values() if begin <= at < end]
        within.reverse()  # as the reference says: not in time order
        start = int(asked.query.get("start", 0))
        some = within[start : start + self.page]
        images = "".join(it for it in some if "ideo>" not in it)
        videos = "".join(it for it in some if "ideo>" in it)
        paging = ""
        if start + self.page < len(within):
            most = max(len(within), self.large if end - begin > 86400 else 0)
            onward = {
                **{name: asked.query[name] for name in ("from", "to")},
                **{"start": start + self.page, "size": self.page, "max": most},
            }
            paging = f"<paging><next>{escape('/v2/entries?' + urlencode(onward))}</next></paging>"
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        space = "https://hashsharing.ncmec.org/hashsharing/v2"
        return 200, (
            f'{head}<queryResult xmlns="{space}"><images count="1">{images}</images>'
            f'<videos count="1">{videos}</videos>{paging}</queryResult>'
        ).encode()


@dataclass
class ThreatExchange(Served):
    """Updates of a privacy group, in the order in which they were last changed."""

    updates: dict[str, dict[str, Any]] = field(default_factory=dict)
    now: int = 5000
    lost_cursors: bool = False
    api = "fb_threatexchange"

    def put(self, kind: str, value: str, *, gone: bool = False, **statuses: str) -> None:
        self.now += 10
        self.updates.pop(value, None)
        self.updates[value] = {
            "id": str(len(self.updates) + 1),
            "indicator": value,
            "type": kind,
            "last_updated": self.now,
            "should_delete": gone,
            "descriptors": {
                "data": [
                    {
                        "id": "1",
                        "owner": {"id": owner.strip("_"), "name": "Example"},
                        "status": status,
                        "tags": {"data": [{"id": "2", "text": "made up"}]},
                    }
                    for owner, status in statuses.items()
                ]
            },
        }

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        if asked.query.get("access_token") != CREDENTIALS[self.api]["api_token"]:
            return 401, b"{}"
        if not asked.path.endswith("/777/threat_updates/"):
            return 404, b"{}"
        if "after" in asked.query and self.lost_cursors:
            return 400, b'{"error": {"message": "cursor"}}'
        begin, start = int(asked.query["start_time"]), int(asked.query.get("after", 0))
        newer = [it for it in self.updates.values() if it["last_updated"] >= begin]
        told: dict[str, Any] = {"data": newer[start : start + self.page]}
        if start + self.page < len(newer):
            onward = {**asked.query, "after": start + self.page}
            told["paging"] = {"next": f"{self.url}/777/threat_updates/?{urlencode(onward)}"}
        return 200, orjson.dumps(told)


def _moment(text: str) -> int:
    assert text.endswith("Z")
    return int(datetime.fromisoformat(text).timestamp())


@contextmanager
def serving(partner: P) -> Iterator[P]:
    """At `partner.url`, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: value[0] for name, value in parse_qs(parts.query).items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(parts.path, query, headers)
            partner.asked.append(asked)
            status, body = partner.answer(asked)
            trouble = partner.troubles.pop(0) if partner.troubles else Trouble(status)
            body = body if trouble.body is None else trouble.body
            self.send_response(trouble.status)
            for name, value in trouble.headers.items():
                self.send_header(name, value)
            if trouble.length:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if trouble.hold:
                self.connection.recv(1)
                return
            partner.meanwhile()
            self.wfile.write(body if trouble.cut is None else body[: trouble.cut])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    partner.url = f"http://127.0.0.1:{server.server_address[1]}/root"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield partner
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
