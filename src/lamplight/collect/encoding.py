"""How a file's bytes are to be read as text.

head of a file -> sniff -> Encoding -> decode(line) -> text

A byte order mark decides; then a pattern of NUL bytes (UTF-16 without a mark); then the first lines
with anything beyond ASCII: where one of them is valid UTF-8 the file is UTF-8 and its broken lines
are set aside, else it is Windows-1252. Known limit: other 8-bit code pages are read as
Windows-1252, whose letters beyond ASCII may then be wrong.
"""

import codecs
from collections.abc import Iterator

from lamplight.collect.stream import HEAD_BYTES, Stream

_MARKS = (  # UTF-32's little-endian mark begins with UTF-16's, so it stands first
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FIRST_OF_SEVERAL = 0xC0
_WIDE_NULS_SHARE = 0.3
"""In UTF-16 with mostly Latin letters nearly every second byte is NUL."""


class NotInEncoding(ValueError):
    """A line has bytes that the file's encoding does not know."""


class Encoding:
    """The text of one file: UTF-8 bytes in lines, whatever it was written in.

    name     of the encoding; "ascii" as long as nothing else was seen
    newline  b"\\n", or b"\\r" where that alone ends the lines
    """

    def __init__(self, stream: Stream) -> None:
        self._mark, name = _mark_of(stream.head)
        self.wide = name if name.startswith(("utf-16", "utf-32")) else ""
        self.name = name or _decided(_whole(stream.head).splitlines()) or "ascii"
        self.newline = b"\r" if b"\r" in stream.head and b"\n" not in stream.head else b"\n"
        self._chunks = stream.chunks

    def chunks(self) -> Iterator[bytes]:
        """The stream without its mark; as UTF-8 where its characters are wider than a byte."""
        decoder = codecs.getincrementaldecoder(self.wide)("replace") if self.wide else None
        skip = len(self._mark)
        for chunk in self._chunks:
            data, skip = chunk[skip:], max(0, skip - len(chunk))
            yield decoder.decode(data).encode() if decoder else data
        if decoder and (rest := decoder.decode(b"", final=True)):
            yield rest.encode()

    def text_of(self, head: bytes) -> str:
        """The whole lines of a file's first bytes, for a look ahead."""
        head = head[len(self._mark) :]
        text = head.decode(self.wide or ("cp1252" if self.name == "cp1252" else "utf-8"), "replace")
        newline = self.newline.decode()
        return text[: text.rfind(newline) + 1].replace(newline, "\n") or text

    def decode(self, line: bytes) -> str:
        """The line as text. Raises NotInEncoding."""
        if self.name == "ascii" and not line.isascii():
            self.name = _decided([line]) or "utf-8"
        if self.name == "cp1252":
            return line.decode("cp1252", "replace")
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError as fault:
            raise NotInEncoding(
                f"byte 0x{line[fault.start]:02x} at place {fault.start + 1} is no UTF-8, "
                "in which the file's other lines are written"
            ) from None


def _mark_of(head: bytes) -> tuple[bytes, str]:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return mark, name
    sample = head[:4096]
    if len(sample) >= 4:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        enough = _WIDE_NULS_SHARE * len(sample) / 2
        if odd > enough and even <= odd / 10:
            return b"", "utf-16-le"
        if even > enough and odd <= even / 10:
            return b"", "utf-16-be"
    return b"", ""


def _whole(head: bytes) -> bytes:
    """Without the character in which the head of a longer file may be cut."""
    if len(head) < HEAD_BYTES:
        return head
    firsts = [at for at in range(len(head) - 4, len(head)) if head[at] >= _FIRST_OF_SEVERAL]
    return head[: firsts[-1]] if firsts else head


def _decided(lines: list[bytes]) -> str:
    """ "utf-8" or "cp1252" by the lines beyond ASCII; "" where there is none."""
    telling = [line for line in lines if not line.isascii()]
    if not telling:
        return ""
    return "utf-8" if any(_is_utf8(line) for line in telling) else "cp1252"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
