"""ThreatExchange JSON (Meta): indicators of a privacy group, as its Graph API lists them.

bytes -> read -> Item; entries -> write -> bytes

Source: facebook/ThreatExchange, Graph API `threat_updates`: `{"data": [{"indicator", "type",
"status", "should_delete", "tags", "descriptors"}]}`. A whole list or an object a line are read too.
Each descriptor's owner is a source of its own. Limit: types that are no hash are set aside.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

import orjson

from lamplight.bank.known import Given, known_kind, known_value
from lamplight.collect.encoding import Encoding
from lamplight.collect.record import SURE, Fault, Unreadable, shown
from lamplight.collect.stream import Stream
from lamplight.errors import BadHash
from lamplight.exchange.elements import elements
from lamplight.exchange.item import Asked, Item, labels_of

NAME = "threatexchange"
KINDS = ("picture", "sha256", "sha1", "md5")
_TYPES = {"picture": "HASH_PDQ", "sha256": "HASH_SHA256", "sha1": "HASH_SHA1", "md5": "HASH_MD5"}
_OPINIONS = {
    **{"MALICIOUS": "positive", "SUSPICIOUS": "positive", "NON_MALICIOUS": "negative"},
    **{"UNKNOWN": "seen"},
}
_INDICATOR = re.compile(rb'"indicator"\s*:')
_LISTED = re.compile(rb'\s*\{\s*"data"\s*:|\s*\{[^\[{]*"data"\s*:\s*\[')


def fits(head: bytes) -> int:
    """SURE where objects with an indicator come."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return SURE if start in (b"{", b"[") and _INDICATOR.search(head) else 0


def read(stream: Stream, asked: Asked) -> Iterator[Item | Fault]:
    """One for each indicator."""
    path = ("data",) if _LISTED.match(stream.head.lstrip(b"\xef\xbb\xbf")) else ()
    for element in elements(Encoding(stream).chunks(), path):
        if isinstance(element, Fault):
            yield element
            continue
        number, raw = element
        try:
            yield Item(number, tuple(_given(orjson.loads(raw))))
        except (orjson.JSONDecodeError, BadHash, Unreadable) as error:
            yield Fault(number, _reason(error), shown(raw))


def write(entries: Iterable[Given], _kinds: Collection[str]) -> Iterator[bytes]:
    """As one page without a next."""
    yield b'{"data":['
    for number, given in enumerate(entries, 1):
        record = {
            "id": str(number),
            "indicator": given.value,
            "type": _TYPES[given.kind],
            "status": "MALICIOUS",
            "should_delete": False,
            "tags": list(given.labels),
        }
        if given.source:
            record["descriptors"] = {"data": [{"owner": {"name": given.source}}]}
        yield (b"," if number > 1 else b"") + orjson.dumps(record)
    yield b"]}"


def _given(record: Mapping[str, object]) -> Iterator[Given]:
    """One for each source, at least one. Raises BadHash, Unreadable."""
    kind = known_kind(_text(record, "type"))
    if kind not in _TYPES:
        raise Unreadable(f"type is {_text(record, 'type')[:40]!r}; want a hash")
    value = known_value(kind, _text(record, "indicator"))
    whole = Given(
        kind,
        value,
        labels=labels_of(_tags(record.get("tags"))),
        gone=record.get("should_delete") is True,
        opinion=_opinion(record),
    )
    described = _listed(record.get("descriptors"))
    for one in described:
        labels = labels_of((*whole.labels, *_tags(one.get("tags"))))
        opinion = _opinion(one) if "status" in one else whole.opinion
        yield whole._replace(source=_owner(one), labels=labels, opinion=opinion)
    if not described:
        yield whole


def _text(record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise Unreadable(f"{key} is missing, or no text")
    return value


def _opinion(record: Mapping[str, object]) -> str:
    return _OPINIONS.get(str(record.get("status", "MALICIOUS")), "seen")


def _owner(descriptor: Mapping[str, object]) -> str:
    owner = descriptor.get("owner")
    if isinstance(owner, dict):
        owner = owner.get("name") or owner.get("id")
    return str(owner or "")[:200]


def _listed(value: object) -> list[Mapping[str, object]]:
    """What stands in a list, or in the "data" of an object, as far as it is objects."""
    if isinstance(value, dict):
        value = value.get("data")
    return [it for it in value if isinstance(it, dict)] if isinstance(value, list) else []


def _tags(value: object) -> Iterable[object]:
    if isinstance(value, list):
        return [it.get("text") if isinstance(it, dict) else it for it in value]
    return [it.get("text") for it in _listed(value)]


def _reason(error: Exception) -> str:
    return "is no JSON object" if isinstance(error, orjson.JSONDecodeError) else str(error)
