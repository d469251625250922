"""A plain list: a hash a line, as md5sum and sha256sum write it or alone.

bytes -> read -> Item; entries -> write -> bytes

What follows the hash on its line, a file's name, is left out; lines that begin with # are comments,
here as for md5sum and its kin. The kind is told by the length, but for 64 digits, which are SHA-256
or PDQ: there somebody has to say, or the line does, as `pdq:HASH`, or a comment that is a kind's
name does, as `# pdq`, for all that follows. Such comments are written where a list holds both.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby, islice
from operator import attrgetter

from lamplight.bank.known import DIGITS, Given, known_kind, known_value, name_of
from lamplight.collect.encoding import Encoding
from lamplight.collect.lines import read_lines
from lamplight.collect.record import LIKELY, Fault, Unreadable, shown
from lamplight.collect.stream import Stream
from lamplight.errors import BadHash
from lamplight.exchange.item import Asked, Item, kind_of_hash, named_hash

NAME = "list"
KINDS = ("picture", "sha256", "sha1", "md5")
_HASH = re.compile(rb"\s*(?:[\w-]+:|\\)?[0-9A-Fa-f]{32,}(\s|$)")
_ALIKE = frozenset(kind for kind in DIGITS if DIGITS[kind] == DIGITS["sha256"])
_AT_ONCE = 1_000


def fits(head: bytes) -> int:
    """LIKELY where the first line that is no comment begins with a hash."""
    lines = head.lstrip(b"\xef\xbb\xbf").splitlines()
    first = next((line for line in lines if line.strip() and not line.startswith(b"#")), b"")
    return LIKELY if _HASH.match(first) else 0


def read(stream: Stream, asked: Asked) -> Iterator[Item | Fault]:
    """One for each line but comments and blank ones."""
    said = asked
    for line in read_lines(Encoding(stream)):
        if isinstance(line, Fault):
            yield line
            continue
        number, raw = line
        words = raw.split(None, 1)
        if raw.startswith(b"#"):
            kind = known_kind(raw.removeprefix(b"#").decode("latin-1"))
            said = replace(asked, kind=kind) if kind in _ALIKE else said
            continue
        if not words:
            continue
        try:
            yield Item(number, (_given(words[0].decode("latin-1").lstrip("\\"), said),))
        except (BadHash, Unreadable) as error:
            yield Fault(number, str(error), shown(raw))


def write(entries: Iterable[Given], kinds: Collection[str]) -> Iterator[bytes]:
    """A hash a line."""
    told = _ALIKE if _ALIKE.issubset(kinds) else frozenset[str]()
    for kind, ours in groupby(entries, key=attrgetter("kind")):
        if kind in told:
            yield f"# {name_of(kind)}\n".encode()
        while some := list(islice(ours, _AT_ONCE)):
            yield "".join(f"{given.value}\n" for given in some).encode()


def _given(text: str, asked: Asked) -> Given:
    kind, digits = named_hash(text)
    if kind not in KINDS:
        kind = kind_of_hash(text, asked)
    return Given(kind, known_value(kind, digits))
