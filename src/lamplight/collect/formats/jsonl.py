"""JSON Lines: one object a line.

Stream -> read -> Sheet

orjson reads the line; what it refuses is given to the standard library, which is slower and
knows more: NaN and Infinity (read as nothing), lone surrogates (read as U+FFFD), raw control
characters in text. Of a key that stands twice the last counts, as in both libraries.
"""

import json
import re
from collections.abc import Iterator
from functools import partial

import orjson

from lamplight.collect.encoding import Encoding, NotInEncoding
from lamplight.collect.lines import read_lines
from lamplight.collect.record import (
    LIKELY,
    Fault,
    Fields,
    Lines,
    Record,
    Sheet,
    Unreadable,
    Wanted,
    kind_of,
    shown,
    storable,
)
from lamplight.collect.stream import Stream

ENDINGS = (".jsonl", ".ndjson", ".jl", ".json")
_LIST_OF_OBJECTS = re.compile(r"\[\s*(?:\{|$)")
_OPENED = re.compile(r'\{\s*(?:"(?:[^"\\]|\\.)*"\s*:\s*[\[{]\s*)?')
_OPENED_LIST = re.compile(r'\{\s*("(?:[^"\\]|\\.)*")\s*:\s*\[')
"""A line that only opens an object, and perhaps its first value, is none of JSON Lines."""
_NUL = b"\\u0000"
_DEPTH = 4  # a list of pictures, each an object, is the deepest field


def fits(head: bytes) -> int:
    """LIKELY where the first sign opens an object or a list."""
    return LIKELY if first_sign(head) in (b"{", b"[") else 0


def first_sign(head: bytes) -> bytes:
    """The first byte that is neither space, byte order mark nor NUL."""
    return head.lstrip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe")[:1]


def read(stream: Stream, wanted: Wanted) -> Sheet:
    """A Sheet without columns of its own: each record names its own. Raises Unreadable."""
    encoding = Encoding(stream)
    if found := _of_several_lines(encoding.text_of(stream.head).lstrip("\ufeff \t\r\n")):
        what, how = found
        raise Unreadable(f"the file is {what}; want one object a line, as jq -c {how} makes")
    lines = Lines(read_lines(encoding), partial(_record, encoding))
    return Sheet((), _records(lines), (f"encoding {encoding.name}",), lines)


def _of_several_lines(text: str) -> tuple[str, str] | None:
    """What a file is that is JSON but not a value a line, and how jq makes lines of it."""
    first, _, rest = text.partition("\n")
    if _LIST_OF_OBJECTS.match(first):
        return "one JSON list", "'.[]'"
    if not _OPENED.fullmatch(first) or _is_object(rest.lstrip().partition("\n")[0]):
        return None
    listed = _OPENED_LIST.match(text)
    return "a JSON object over several lines", f"'.[{listed[1]}][]'" if listed else "."


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (RecursionError, ValueError):
        return False


def records(encoding: Encoding) -> Iterator[Record | Fault]:
    """A Record for each line that holds an object, a Fault for each other, none for blank ones."""
    return _records(Lines(read_lines(encoding), partial(_record, encoding)))


def _records(lines: Lines) -> Iterator[Record | Fault]:
    return (it for it in map(lines.record, lines.rest) if it is not None)


def _record(encoding: Encoding, item: tuple[int, bytes] | Fault) -> Record | Fault | None:
    if isinstance(item, Fault):
        return item
    number, line = item
    try:
        return Record(number, _fields(line, encoding), line)
    except Unreadable as fault:
        return Fault(number, str(fault), shown(line)) if line.strip() else None


def _fields(line: bytes, encoding: Encoding) -> Fields:
    try:
        fields = orjson.loads(line)
        if _NUL in line:
            fields = _storable(fields, _DEPTH)
    except orjson.JSONDecodeError as fault:
        fields = _patiently(line, encoding, f"{fault.msg} (column {fault.colno})")
    if type(fields) is not dict:
        raise Unreadable(f"the line is {kind_of(fields)}; want one object")
    return fields


def _patiently(line: bytes, encoding: Encoding, complaint: str) -> object:
    try:
        text = encoding.decode(line)
        fields = json.loads(text, strict=False, parse_constant=lambda _: None)
    except NotInEncoding as fault:
        raise Unreadable(str(fault)) from None
    except json.JSONDecodeError as fault:
        raise Unreadable(f"not JSON: {fault.msg} (column {fault.colno})") from None
    except (RecursionError, ValueError):  # a million brackets, a million digits
        raise Unreadable(f"not JSON: {complaint}") from None
    return _storable(fields, _DEPTH)


def _storable(value: object, depth: int) -> object:
    """The value with every text storable; what is nested deeper than any field is cut off."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict) and depth:
        return {storable(key): _storable(inner, depth - 1) for key, inner in value.items()}
    if isinstance(value, list) and depth:
        return [_storable(inner, depth - 1) for inner in value]
    return None if isinstance(value, dict | list) else value
