"""One file or standard input as bytes, unpacked on the way, in constant memory.

path -> open_stream -> Stream(head, chunks)

gzip (RFC 1952, members one after the other) and zstd (RFC 8878) are told by their first bytes,
never by the name. Known limit: what is packed twice is unpacked once.
"""

import os
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import zstandard

from lamplight.errors import BadInput

CHUNK_BYTES = 1 << 18
HEAD_BYTES = 1 << 18
GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_INPUT_BYTES = (
    1 << 10
)  # a block of 4 bytes may unpack to 128 KB: so much input, so much memory


class Damaged(Exception):
    """The packed bytes end too early or make no sense; what came before them stands."""


@dataclass(frozen=True, slots=True)
class Stream:
    """The unpacked bytes of one file.

    name     the path as given, or "stdin"
    path     None for standard input
    packing  "gzip", "zstd" or ""
    head     the first 256 KB, or all there is
    chunks   everything from the beginning, the head included; may raise Damaged
    share    gives how much of the file was read so far, packed as it is, 0 to 1; 0 where unknown
    """

    name: str
    path: Path | None
    packing: str
    head: bytes
    chunks: Iterator[bytes]
    share: Callable[[], float] = lambda: 0.0


@contextmanager
def open_stream(path: Path | None) -> Iterator[Stream]:
    """A Stream that lives as long as the with block. Raises BadInput if it can't be opened."""
    if path is None:
        yield _stream("stdin", None, sys.stdin.buffer)
        return
    try:
        file = path.open("rb")
    except OSError as fault:
        raise BadInput(f"{path} can't be opened: {fault.strerror}") from None
    with file:
        size = os.fstat(file.fileno()).st_size  # 0 of a pipe, which can't say where it stands
        stream = _stream(str(path), path, file)
        yield replace(stream, share=lambda: file.tell() / size) if size else stream


def _stream(name: str, path: Path | None, file: BinaryIO) -> Stream:
    raw = _raw(file)
    first = next(raw, b"")
    while len(first) < len(ZSTD) and (more := next(raw, b"")):
        first += more
    packing = "gzip" if first.startswith(GZIP) else "zstd" if first.startswith(ZSTD) else ""
    rest = _then([first], raw)
    chunks = _gunzip(rest) if packing == "gzip" else _unzstd(rest) if packing == "zstd" else rest
    head: list[bytes] = []
    damage: Damaged | None = None
    try:
        while sum(map(len, head)) < HEAD_BYTES and (chunk := next(chunks, b"")):
            head.append(chunk)
    except Damaged as fault:
        damage = fault
    return Stream(name, path, packing, b"".join(head)[:HEAD_BYTES], _then(head, chunks, damage))


def _raw(file: BinaryIO) -> Iterator[bytes]:
    # Unlike read, read1 hands over what a pipe holds now, so that a slow feed is read at once.
    read = getattr(file, "read1", file.read)
    while chunk := read(CHUNK_BYTES):
        yield chunk


def _then(
    first: list[bytes], rest: Iterator[bytes], damage: Damaged | None = None
) -> Iterator[bytes]:
    yield from first
    if damage is not None:
        raise damage
    yield from rest


def _gunzip(packed: Iterator[bytes]) -> Iterator[bytes]:
    member = zlib.decompressobj(wbits=31)
    begun = False
    for data in packed:
        while data:
            if member.eof:  # the next member, or zeros that fill a block
                data = data.lstrip(b"\0")
                member, begun = zlib.decompressobj(wbits=31), False
                continue
            begun = True
            try:
                out = member.decompress(data, CHUNK_BYTES)
            except zlib.error:
                raise Damaged("the gzip data make no sense from here on") from None
            if out:
                yield out
            data = member.unused_data if member.eof else member.unconsumed_tail
            if not member.eof and not data and len(out) == CHUNK_BYTES:
                yield from _drain(member)
    if begun and not member.eof:
        raise Damaged("the gzip data end too early")


def _drain(member: "zlib._Decompress") -> Iterator[bytes]:
    try:
        while out := member.decompress(b"", CHUNK_BYTES):
            yield out
    except zlib.error:
        raise Damaged("the gzip data make no sense from here on") from None


def _unzstd(packed: Iterator[bytes]) -> Iterator[bytes]:
    frame = zstandard.ZstdDecompressor().decompressobj()
    begun, size = False, 0
    held: list[bytes] = []
    for data in _small(packed):
        while data:
            if frame.eof:
                frame, begun = zstandard.ZstdDecompressor().decompressobj(), False
            begun = True
            try:
                out = frame.decompress(data)
            except zstandard.ZstdError:
                yield b"".join(held)
                raise Damaged("the zstd data make no sense from here on") from None
            held.append(out)
            size += len(out)
            data = frame.unused_data if frame.eof else b""
            if size >= CHUNK_BYTES:
                yield b"".join(held)
                held, size = [], 0
    yield b"".join(held)
    if begun and not frame.eof:
        raise Damaged("the zstd data end too early")


def _small(chunks: Iterator[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        for start in range(0, len(chunk), _ZSTD_INPUT_BYTES):
            yield chunk[start : start + _ZSTD_INPUT_BYTES]
