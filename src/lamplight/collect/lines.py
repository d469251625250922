"""A stream of bytes as numbered lines, none of which is held beyond the limit.

Stream -> read_lines -> (number, line) or Fault
"""

from collections.abc import Iterator

from lamplight.collect.encoding import Encoding
from lamplight.collect.record import LIMIT_BYTES, RAW_CHARACTERS, Fault, shown
from lamplight.collect.stream import Damaged

_KEPT_BYTES = 4 * RAW_CHARACTERS


def read_lines(encoding: Encoding) -> Iterator[tuple[int, bytes] | Fault]:
    """Each line with its 1-based number, without its end.

    A line over 1 MB becomes a Fault once its end is reached, however far that is. Where the
    packed bytes are damaged, the line cut there becomes a Fault and the last item.
    """
    splitter = _Splitter(encoding.newline)
    try:
        for chunk in encoding.chunks():
            yield from splitter.feed(chunk)
    except Damaged as fault:
        yield Fault(splitter.number, f"{fault}; what came before went in", shown(splitter.rest))
        return
    yield from splitter.close()


class _Splitter:
    """Cuts chunks into lines; holds the line that is still open."""

    def __init__(self, newline: bytes) -> None:
        self.number = 1
        self.rest = b""
        self._newline = newline
        self._over_bytes = 0  # of an open line that is already too long

    def feed(self, chunk: bytes) -> Iterator[tuple[int, bytes] | Fault]:
        if self._over_bytes:
            end = chunk.find(self._newline)
            if end < 0:
                self._over_bytes += len(chunk)
                return
            self._over_bytes += end
            yield self._too_long()
            chunk = chunk[end + 1 :]
        data = self.rest + chunk
        *whole, self.rest = data.split(self._newline)
        if len(data) <= LIMIT_BYTES:
            first, self.number = self.number, self.number + len(whole)
            yield from zip(range(first, self.number), whole, strict=True)
            return
        for line in whole:
            if len(line) > LIMIT_BYTES:
                self.rest, held, self._over_bytes = line, self.rest, len(line)
                yield self._too_long()
                self.rest = held
            else:
                yield self.number, line
                self.number += 1
        if len(self.rest) > LIMIT_BYTES:
            self.rest, self._over_bytes = self.rest[:_KEPT_BYTES], len(self.rest)

    def close(self) -> Iterator[tuple[int, bytes] | Fault]:
        if self._over_bytes:
            yield self._too_long()
        elif self.rest:
            yield self.number, self.rest

    def _too_long(self) -> Fault:
        fault = Fault(
            self.number,
            f"record has {self._over_bytes:,} bytes; want at most {LIMIT_BYTES:,}",
            shown(self.rest),
        )
        self.number += 1
        self.rest, self._over_bytes = b"", 0
        return fault
