"""A file of values to look for, line by line.

lines of text -> read_lines -> Line

CSV with a head that names kind, value and note in any order, or just one value a line. Limit: the
separator is a comma; no field holds a line break.
"""

import csv
from collections.abc import Iterable, Iterator
from typing import NamedTuple

COLUMNS = ("kind", "value", "note")


class Line(NamedTuple):
    """number 1-based, as an editor shows it; kind None where the line does not say."""

    number: int
    value: str
    kind: str | None = None
    note: str = ""


def read_lines(lines: Iterable[str]) -> Iterator[Line]:
    """Blank lines are left out."""
    head: list[str] | None = None
    for number, line in enumerate(lines, 1):
        fields = [field.strip() for field in next(csv.reader([line.strip("\r\n\ufeff")]), [])]
        if not any(fields):
            continue
        if head is None:
            head = [field.lower() for field in fields]
            if "value" in head:
                continue
            head = []
        if head:
            row = dict(zip(head, fields, strict=False))
            yield Line(number, row.get("value", ""), row.get("kind") or None, row.get("note", ""))
        else:
            yield Line(number, line.strip("\r\n\ufeff "))
