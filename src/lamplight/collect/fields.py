"""A record of any format as an Ad: the one place where fields are read.

fields by name -> AdReader.read -> Ad
lines of JSON -> AdReader.read_plain -> rows of the plain ones

Only what makes an ad an ad is insisted on: text in title or body, an id and a source that can be
stored. Any other field that can't be read is left empty, and the ad says so in ``unread``.

Most ads of most files leave nothing to think about: no field is amiss, no picture is a file. Such
lines are read natively, many times faster, to the same end. Known limit: a file whose mapping reads
one column into two fields, or one field from two columns, is read by the slower way alone.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from lamplight._native import PlainReader
from lamplight.collect.images import LIMIT, ImageReader
from lamplight.collect.mapping import NAMES
from lamplight.collect.record import Fields, Mended, Unreadable, storable
from lamplight.collect.texts import (
    NOTHING,
    read_age,
    read_degrees,
    read_list,
    read_text,
    read_word,
    read_words,
)
from lamplight.collect.times import First, read_time
from lamplight.model import Ad, AdRow

# Both stand in one index of PostgreSQL, which holds at most 2,704 bytes a row.
ID_CHARACTERS = 400
SOURCE_CHARACTERS = 200

TIMES = ("posted_at", "collected_at")
_NEEDED = frozenset({"id", "source", "title", "body"})
_READERS: dict[str, Callable[[Any], object]] = {
    "id": lambda value: _name(value, ID_CHARACTERS),
    "source": lambda value: _name(value, SOURCE_CHARACTERS),
    "url": read_word,
    "title": read_text,
    "body": read_text,
    "phones": read_words,
    "emails": read_words,
    "handles": read_words,
    "city": read_word,
    "region": read_word,
    "country": read_word,
    "lat": lambda value: read_degrees(value, 90),
    "lon": lambda value: read_degrees(value, 180),
    "age": read_age,
}


class AdReader:
    """Reads the records of one file.

    folder   where pictures are looked for
    source   of ads that don't name theirs
    mapping  field -> column, or several of which all are read; a record without that column is
             read by the field's own name
    first    what dates in numbers begin with
    """

    def __init__(
        self,
        folder: Path,
        source: str,
        mapping: Mapping[str, str | tuple[str, ...]],
        first: First | None = None,
    ) -> None:
        self._source = source
        self._columns = {field: mapping.get(field, field) for field in NAMES} if mapping else {}
        self._readers = _READERS | {"images": ImageReader(folder).read}
        self._readers |= dict.fromkeys(TIMES, partial(read_time, first=first))
        columns = _plain_columns(self._columns or {field: field for field in NAMES})
        nothing = sorted(NOTHING)
        self._plain = columns and PlainReader(AdRow, storable(source), _sha256, columns, nothing)

    def read(self, fields: Fields) -> Ad:
        """The ad. Raises Unreadable, with the reason, where there is none."""
        if self._columns:
            fields = self._mapped(fields)
        values: dict[str, Any] = {}  # each reader gives what Ad's field of that name wants
        unread: list[str] = []
        for field, value in fields.items():
            read = self._readers.get(field)
            if read is None or value is None:
                continue
            try:
                values[field] = read(value)
            except Unreadable as fault:
                if field in _NEEDED:
                    raise Unreadable(f"{field}: {fault}") from None
                unread.append(f"{field}: {fault}; left empty")
        if not (values.get("body") or values.get("title") or "").strip():
            _insist_on_text(values)
        pictures = values.pop("images", ())
        if len(pictures) > LIMIT:
            unread.append(f"images: {len(pictures)} pictures; the first {LIMIT} were taken")
        values["source"] = values.get("source") or self._source
        values["id"] = values.get("id") or _fingerprint(fields)
        return Ad(**values, pictures=pictures[:LIMIT], unread=tuple(unread))

    def read_plain(self, lines: Sequence[bytes]) -> Sequence[AdRow | None]:
        """For each line of JSON its row, or None: what it holds has to be read as a record."""
        return self._plain.read(lines) if self._plain else [None] * len(lines)

    def _mapped(self, fields: Fields) -> Fields:
        mapped = {
            field: _joined([fields[name] for name in column if fields.get(name) is not None])
            if isinstance(column, tuple)
            else fields.get(column, fields.get(field))
            for field, column in self._columns.items()
        }
        return {field: value for field, value in mapped.items() if value is not None}


def _plain_columns(columns: Mapping[str, str | tuple[str, ...]]) -> list[tuple[str, int]]:
    """Columns and the places of their fields among NAMES; none where that is not one to one."""
    pairs = [
        (name, place)
        for place, field in enumerate(NAMES)
        for name in dict.fromkeys((columns[field], field))
        if isinstance(name, str)
    ]
    several = any(isinstance(column, tuple) for column in columns.values())
    return [] if several or len(dict(pairs)) < len(pairs) else pairs


def _sha256(content: bytes) -> bytes:
    return sha256(content).digest()


def _joined(values: Sequence[object]) -> list[object]:
    """The items of several columns as one list."""
    return [
        item
        for value in values
        for item in (read_list(value) if isinstance(value, list | str) else [value])
    ]


def _insist_on_text(values: Mapping[str, str]) -> None:
    if not values.get("title", "").strip():
        raise Unreadable("neither title nor body holds text")


def _name(value: object, limit: int) -> str | None:
    text = read_text(value)
    if isinstance(value, Mended):
        raise Unreadable("holds NUL or half a sign, which can't be stored")
    if len(text) > limit:
        raise Unreadable(f"{len(text)} characters; want at most {limit}")
    return text if text.strip() else None


def _fingerprint(fields: Fields) -> str:
    """SHA-256 of the record's known fields, as they stand in it, nulls left out."""
    known = {name: fields[name] for name in NAMES if fields.get(name) is not None}
    try:
        text = json.dumps(
            known, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
        )
    except (RecursionError, TypeError, ValueError):
        raise Unreadable("fields are nested too deep") from None
    return sha256(text.encode()).hexdigest()
