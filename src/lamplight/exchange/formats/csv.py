"""CSV of known hashes: `hash_type,hash,label,…`, in any order, or just these three without a head.

bytes -> read -> Item; entries -> write -> bytes

Columns beside: note, quality, source, expires_at (ISO 8601), state ("withdrawn"), looks (PDQ hashes
of a picture with blanks between) and frames (of a video: `PDQ:QUALITY` with blanks between). Labels
have a semicolon between. Limit: no field holds a line break.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC
from itertools import islice

from lamplight.bank.known import (
    KNOWN_KINDS,
    Frame,
    Given,
    known_kind,
    known_value,
    name_of,
    video_value,
)
from lamplight.bank.match import KINDS as SIGNALS
from lamplight.bank.value import listed_value
from lamplight.collect.encoding import Encoding, NotInEncoding
from lamplight.collect.lines import read_lines
from lamplight.collect.places import read_places
from lamplight.collect.record import LIKELY, Fault, Unreadable, shown
from lamplight.collect.stream import Stream
from lamplight.errors import BadInput
from lamplight.exchange.item import Asked, Item, kind_of_hash, labels_of, moment_of, quality_of
from lamplight.media.variants import KEPT, TURNS
from lamplight.store.types import moment

NAME = "csv"
KINDS = tuple(dict.fromkeys((*KNOWN_KINDS, *SIGNALS)))
_COLUMNS = ("hash_type", "hash", "label", "note", "quality", "source", "expires_at")
_WRITTEN = (*_COLUMNS, "looks", "frames")
_ALSO = {
    **{"type": "hash_type", "kind": "hash_type", "signal_type": "hash_type"},
    **{"value": "hash", "indicator": "hash", "labels": "label", "tags": "label"},
    **{"status": "state", "owner": "source", "description": "note", "turns": "looks"},
}
_GONE = {"withdrawn", "deleted", "removed"}
_LOOKS = (0, len(TURNS), len(KEPT))
_ROWS_AT_ONCE = 1_000


def fits(head: bytes) -> int:
    """LIKELY where the first line names a column of hashes, or begins with the name of a kind."""
    first = head.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    names = _names(first.replace('"', "").split(","))
    return LIKELY if "hash" in names or known_kind(next(iter(names), "")) else 0


def read(stream: Stream, asked: Asked) -> Iterator[Item | Fault]:
    """One for each line but the head and blank ones."""
    encoding = Encoding(stream)
    head: list[str] = []
    for line in read_lines(encoding):
        if isinstance(line, Fault):
            yield line
            continue
        number, raw = line
        if not raw.strip():
            continue
        try:
            fields = _fields(encoding.decode(raw))
            if not head:
                head = _names(fields)
                if "hash" in head:
                    continue
                head = list(_COLUMNS)
            yield Item(number, (_given(dict(zip(head, fields, strict=False)), asked),))
        except (NotInEncoding, BadInput, Unreadable, csv.Error) as error:
            yield Fault(number, str(error), shown(raw))


def write(entries: Iterable[Given], _kinds: Collection[str]) -> Iterator[bytes]:
    """With a head."""
    yield (",".join(_WRITTEN) + "\r\n").encode()
    left = iter(entries)
    while some := list(islice(left, _ROWS_AT_ONCE)):
        text = io.StringIO()
        csv.writer(text).writerows(map(_row, some))
        yield text.getvalue().encode()


def _fields(line: str) -> list[str]:
    line = line.rstrip("\r\n")
    if '"' not in line:
        return line.split(",")
    return next(csv.reader([line], strict=True), [])


def _names(fields: list[str]) -> list[str]:
    names = [field.strip().lower().replace(" ", "_") for field in fields]
    return [_ALSO.get(name, name) for name in names]


def _given(row: Mapping[str, str], asked: Asked) -> Given:
    """Raises BadInput, Unreadable."""
    named, text = row.get("hash_type", "").strip(), row.get("hash", "")
    kind = known_kind(named) if named else kind_of_hash(text.strip(), asked)
    if kind is None:
        return _signal(named, text, row, asked)
    quality = quality_of(row.get("quality"))
    frames = _frames(row.get("frames", ""))
    given = Given(
        kind,
        video_value(text, frames) if kind == "video" else known_value(kind, text, quality),
        quality,
        row.get("source", "").strip(),
        labels_of(row.get("label", "").split(";")),
        row.get("note", "").strip(),
        frames=frames,
        gone=row.get("state", "").strip().lower() in _GONE,
    )
    expires, looks = row.get("expires_at", "").strip(), row.get("looks", "").split()
    if expires or looks:
        return given._replace(expires=moment_of(expires), looks=_looks(looks, given.value))
    return given


def _signal(kind: str, text: str, row: Mapping[str, str], asked: Asked) -> Given:
    if kind not in SIGNALS:
        raise Unreadable(
            f"hash_type is {kind[:40]!r}; want one of {', '.join(map(name_of, KINDS))}"
        )
    _, value = listed_value(text, kind, asked.region, read_places())
    labels = labels_of(row.get("label", "").split(";"))
    return Given(kind, value, None, row.get("source", "").strip(), labels, row.get("note", ""))


def _looks(texts: list[str], value: str) -> tuple[str, ...]:
    if len(texts) not in _LOOKS:
        raise Unreadable(f"looks are {len(texts)} hashes, not {len(TURNS)} or {len(KEPT)}")
    looks = tuple(known_value("picture", text) for text in texts)
    if looks and looks[0] != value:
        raise Unreadable("the first of the looks is not the hash")
    return looks


def _frames(text: str) -> tuple[Frame, ...]:
    frames = []
    for part in text.split():
        pdq, _, quality = part.partition(":")
        frames.append(Frame(known_value("picture", pdq), quality_of(quality or 100) or 0))
    return tuple(frames)


def _row(given: Given) -> list[object]:
    expires = moment(given.expires)
    return [
        name_of(given.kind),
        given.value,
        ";".join(given.labels),
        given.note,
        given.quality,
        given.source,
        expires and expires.astimezone(UTC).isoformat(),
        " ".join(given.looks),
        " ".join(f"{frame.pdq}:{frame.quality}" for frame in given.frames),
    ]
