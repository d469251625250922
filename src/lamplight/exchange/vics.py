"""Media of Project VIC / VICS files, which its versions share.

Stream, path of the media -> read -> Item; entries -> write -> chunks of bytes
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import orjson

from lamplight.bank.known import DIGITS, Given, known_kind, known_value, name_of
from lamplight.collect.encoding import Encoding
from lamplight.collect.record import Fault, Unreadable, shown
from lamplight.collect.stream import Stream
from lamplight.errors import BadHash
from lamplight.exchange.elements import elements
from lamplight.exchange.item import Item, labels_of

_MARK = b"\xef\xbb\xbf"
_FIELDS = {"md5": "MD5", "sha1": "SHA1"}
_CATEGORY, _SERIES = "category ", "series "


def read(stream: Stream, path: Sequence[str]) -> Iterator[Item | Fault]:
    """One for each medium, with all its hashes."""
    for element in elements(Encoding(stream).chunks(), path):
        if isinstance(element, Fault):
            yield element
            continue
        number, raw = element
        try:
            yield Item(number, _given(orjson.loads(raw)))
        except orjson.JSONDecodeError:
            yield Fault(number, "is no JSON object", shown(raw))
        except (BadHash, Unreadable) as error:
            yield Fault(number, str(error), shown(raw))


def write(entries: Iterable[Given], head: str, foot: str) -> Iterator[bytes]:
    """head and foot stand around the media."""
    yield _MARK + head.encode()
    for number, given in enumerate(entries, 1):
        yield (b"," if number > 1 else b"") + orjson.dumps(_medium(number, given))
    yield foot.encode()


def _given(medium: Mapping[str, object]) -> tuple[Given, ...]:
    labels = _labels(medium)
    found = dict.fromkeys(
        Given(kind, known_value(kind, text), labels=labels) for kind, text in _hashes(medium)
    )
    if not found:
        raise Unreadable("medium has no hash of a kind that can be compared")
    return tuple(found)


def _hashes(medium: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for kind, field in _FIELDS.items():
        if isinstance(text := medium.get(field), str) and text:
            yield kind, text
    others = medium.get("AlternativeHashes")
    for other in others if isinstance(others, list) else ():
        if isinstance(other, dict):
            named = known_kind(str(other.get("HashName", "")))
            if named is not None and named in DIGITS:
                yield named, str(other.get("HashValue", ""))


def _labels(medium: Mapping[str, object]) -> tuple[str, ...]:
    category, series, tags = (medium.get(name) for name in ("Category", "Series", "Tags"))
    return labels_of(
        [
            None if category is None else f"{_CATEGORY}{category}",
            f"{_SERIES}{series}" if series else None,
            *(tags if isinstance(tags, list) else str(tags or "").split(",")),
        ]
    )


def _medium(number: int, given: Given) -> dict[str, object]:
    value = given.value.upper()
    medium: dict[str, object] = {"MediaID": number}
    if given.kind in _FIELDS:
        medium[_FIELDS[given.kind]] = value
    else:
        name = name_of(given.kind).upper()
        medium["AlternativeHashes"] = [{"HashName": name, "HashValue": value}]
    tags = []
    for label in given.labels:
        if label.startswith(_CATEGORY) and label[len(_CATEGORY) :].isdigit():
            medium["Category"] = int(label[len(_CATEGORY) :])
        elif label.startswith(_SERIES):
            medium["Series"] = label[len(_SERIES) :]
        else:
            tags.append(label)
    return medium | ({"Tags": ",".join(tags)} if tags else {})
