"""Objects in a list of a JSON file of any size, one at a time.

chunks, path of the list -> elements -> (number, bytes of one object) or Fault

The list is named by the keys that lead to it from the top, lists on the way passed through: of
`{"value": [{"Media": [{…}]}]}` the path ("value", "Media") gives each of Media's objects, and no
path at all those of a bare list, or one a line. Only braces and texts are looked at; whether an
object is right its reader says. Limit: what comes after an object or a text of
more than 1 MB can't be read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from lamplight.collect.record import LIMIT_BYTES, Fault, shown
from lamplight.collect.stream import Damaged

_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"\s*(:)?|[{}\[\]]|"', re.DOTALL)
_QUOTE = b'"'
_DEEPEST = 64


def elements(chunks: Iterable[bytes], path: Sequence[str]) -> Iterator[tuple[int, bytes] | Fault]:
    """Each with its number from 1; the last is a Fault where the file can't be read to its end,
    or has no such list."""
    splitter = _Splitter(path)
    try:
        for chunk in chunks:
            for element in splitter.feed(chunk):
                yield splitter.number, element
            if fault := splitter.fault():
                yield fault
                return
    except Damaged as damage:
        yield splitter.cut(f"{damage}; what came before went in")
        return
    if splitter.is_open:
        yield splitter.cut("the file ends before its list does")
    elif not splitter.began:
        yield splitter.cut(f"no list of objects {_under(path)}stands in it")


def _under(path: Sequence[str]) -> str:
    return f"under {path[0]!r} " if path else ""


class _Splitter:
    """Follows braces; holds the bytes from where an open element, or else an open text, begins."""

    def __init__(self, path: Sequence[str]) -> None:
        self.number = 0
        self.began = False  # whether the list is there, if perhaps with nothing in it
        self.held = b""
        self._path = [f'"{key}"'.encode() for key in path]
        self._open: list[tuple[bytes, bytes]] = []  # brace, and the key it stands under
        self._key = b""  # the last one read, while its value is still to come
        self._resume = 0  # place in held
        self._inside = 0  # how many braces are open in the element, 0 between elements

    @property
    def is_open(self) -> bool:
        """Whether some brace still waits for its other."""
        return bool(self._open or self._inside)

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Elements that end in this chunk."""
        data, start, stop = self.held + chunk, 0, 0
        for token in _TOKEN.finditer(data, self._resume):
            first = token[0][:1]
            if first == _QUOTE and (token[0] == _QUOTE or token.end() == len(data)):
                stop = token.start()  # it may go on, or become a key
                break
            if self._inside:
                self._inside += (first in b"{[") - (first in b"}]")
                if not self._inside:
                    self.number += 1
                    yield data[start : token.end()]
            elif first == _QUOTE:
                self._key = token[0].rstrip(b" \t\r\n:") if token[1] else b""
            elif self._enters(first):
                start = token.start()
        else:
            stop = len(data)
        keep = start if self._inside else stop
        self.held, self._resume = data[keep:], stop - keep

    def fault(self) -> Fault | None:
        """Why it can't go on, if so."""
        if len(self.held) > LIMIT_BYTES:
            reason = f"object or text has more than {LIMIT_BYTES:,} bytes; what comes after is left"
        elif len(self._open) > _DEEPEST:
            reason = f"lists and objects stand in one another more than {_DEEPEST} deep"
        else:
            return None
        return self.cut(reason)

    def cut(self, reason: str) -> Fault:
        """What is said of the place where reading ends."""
        return Fault(self.number + 1, reason, shown(self.held))

    def _enters(self, brace: bytes) -> bool:
        """Follow a brace outside of elements; whether an element begins with it."""
        key, self._key = self._key, b""
        if brace in b"}]":
            del self._open[-1:]
            return False
        if brace == b"{" and self._at_path():
            self._inside = 1
            self.began = True
            return True
        self._open.append((brace, key))
        self.began |= brace == b"[" and self._keys() == self._path[:1]
        return False

    def _at_path(self) -> bool:
        """Whether what is open now is the list itself."""
        if not self._open:
            return not self._path
        return self._open[-1][0] == b"[" and self._keys() == self._path

    def _keys(self) -> list[bytes]:
        return [key for _, key in self._open if key]
