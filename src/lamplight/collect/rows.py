"""Records of a CSV file with the line each begins on, also where cells hold line ends.

Encoding -> Rows -> Row or Fault

A quote that never closes, or at another's, would swallow what follows. Where a record of several
lines passes 1 MB or is no CSV as a whole, the lines after its first tell which it is. If most of
them would be whole records by themselves, only the first line is set aside and reading goes on with
the second; if some would, the record is set aside up to its closing quote; if none would, it is a
text with quotes of its own, which is read.
"""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lamplight.collect.encoding import Encoding, NotInEncoding
from lamplight.collect.lines import read_lines
from lamplight.collect.record import LIMIT_BYTES, Fault, shown
from lamplight.counted import counted

_TELLING_LINES = 5
_MOST = 0.5

# The limit on a record is checked here; the library's own, on a cell, would cut in before it.
csv.field_size_limit(2 * LIMIT_BYTES)


class Row(NamedTuple):
    """One record's cells, its text, and the 1-based line it begins on."""

    line: int
    cells: list[str]
    raw: str


class _TooLong(Exception):
    """A record goes on beyond the limit."""


class Rows:
    """The records of a file, the header among them.

    width  cells that a record is expected to have; 0 while the header is not read
    """

    def __init__(self, encoding: Encoding, delimiter: str) -> None:
        self.width = 0
        self._delimiter = delimiter
        self._lines = _decoded(encoding)
        self._again: deque[tuple[int, str] | Fault] = deque()

    def __iter__(self) -> Iterator[Row | Fault]:
        while (item := self._next()) is not None:
            if isinstance(item, Fault):
                yield item
            elif '"' in item[1]:
                yield self._on_one_line(item) or self._quoted(item)
            else:
                number, line = item
                yield Row(number, line.rstrip("\r").split(self._delimiter), line)

    def _next(self) -> tuple[int, str] | Fault | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def _on_one_line(self, line: tuple[int, str]) -> Row | None:
        """The record, where it is well-formed and ends with its first line."""
        number, text = line
        try:
            cells = next(csv.reader([text], delimiter=self._delimiter, strict=True))
        except (csv.Error, StopIteration):
            return None
        return Row(number, cells, text)

    def _quoted(self, first: tuple[int, str]) -> Row | Fault:
        """A record of one line or more; lines that are not its own are laid back."""
        taken = [first]
        try:
            cells = next(csv.reader(self._feed(taken), delimiter=self._delimiter), [])
        except csv.Error as fault:
            self._again.extendleft(reversed(taken[1:]))
            return Fault(first[0], f"not CSV: {fault}", shown(first[1]))
        except _TooLong:
            return self._unclosed(taken)
        if taken[-1][0] < 0:
            taken.pop()
            self._again.extendleft(reversed(taken[1:]))
            return Fault(first[0], "a quote is opened and never closed", shown(first[1]))
        raw = "\n".join(line for _, line in taken)
        if len(taken) == 1 or self._is_sound(raw) or not (whole := self._whole(taken[1:])):
            return Row(first[0], cells, raw)
        lines = counted(len(taken) - 1, "line")
        reason = f"a quote is opened and closes only {lines} further down"
        if whole <= _MOST:
            return Fault(first[0], f"{reason}; all that is no CSV", shown(raw))
        self._again.extendleft(reversed(taken[1:]))
        return Fault(first[0], f"{reason}; those are read by themselves", shown(first[1]))

    def _feed(self, taken: list[tuple[int, str]]) -> Iterator[str]:
        """The first line, then as many as the reader asks for; -1 marks that there are no more."""
        yield taken[0][1] + "\n"
        size = len(taken[0][1])
        while True:
            item = self._next()
            if item is None or isinstance(item, Fault):
                if item is not None:
                    self._again.appendleft(item)
                taken.append((-1, ""))
                return
            taken.append(item)
            size += len(item[1]) + 1
            if size > LIMIT_BYTES:
                raise _TooLong
            yield item[1] + "\n"

    def _unclosed(self, taken: list[tuple[int, str]]) -> Fault:
        number, line = taken[0]
        if self._whole(taken[1:]) > _MOST:
            self._again.extendleft(reversed(taken[1:]))
            return Fault(number, "a quote is opened and not closed within 1 MB", shown(line))
        self._pass_over()
        raw = "\n".join(text for _, text in taken[:100])
        return Fault(number, f"record has more than {LIMIT_BYTES:,} bytes", shown(raw))

    def _is_sound(self, raw: str) -> bool:
        """Whether a record follows the standard to the letter and is as wide as expected."""
        try:
            cells = next(csv.reader([raw], delimiter=self._delimiter, strict=True))
        except (csv.Error, StopIteration):
            return False
        return len(cells) <= self.width or not any(cells[self.width :])

    def _whole(self, lines: Sequence[tuple[int, str]]) -> float:
        """Share of the first lines that would be records by themselves."""
        telling = lines[:_TELLING_LINES]
        return self.width > 1 and sum(self._is_whole(text) for _, text in telling) / len(telling)

    def _is_whole(self, line: str) -> bool:
        try:
            return len(next(csv.reader([line], delimiter=self._delimiter), [])) == self.width
        except csv.Error:
            return False

    def _pass_over(self) -> None:
        """Drop lines up to the one that closes the quote that is open."""
        while (item := self._next()) is not None:
            if isinstance(item, Fault):
                self._again.appendleft(item)
                return
            if item[1].count('"') % 2:
                return


def _decoded(encoding: Encoding) -> Iterator[tuple[int, str] | Fault]:
    for item in read_lines(encoding):
        if isinstance(item, Fault):
            yield item
            continue
        number, line = item
        try:
            yield number, encoding.decode(line)
        except NotInEncoding as fault:
            yield Fault(number, str(fault), shown(line))
