"""A format of files of known hashes each, found by being here.

A format's module names

NAME   what a person calls it
fits   how surely a file's first bytes are of this format: SURE, LIKELY, MAYBE or 0
read   Stream, Asked -> Item or Fault, one for each record; may raise Unreadable
write  entries, the kinds that are among them -> chunks of bytes
KINDS  kinds of entries that it can hold
"""

import importlib
import pkgutil
from collections.abc import Collection, Iterable, Iterator
from typing import Protocol, cast

from lamplight.bank.known import Given
from lamplight.collect.record import Fault
from lamplight.collect.stream import Stream
from lamplight.exchange.item import Asked, Item


class Format(Protocol):
    """What a module in this folder offers."""

    NAME: str
    KINDS: tuple[str, ...]

    def fits(self, head: bytes) -> int: ...

    def read(self, stream: Stream, asked: Asked) -> Iterator[Item | Fault]: ...

    def write(self, entries: Iterable[Given], kinds: Collection[str], /) -> Iterator[bytes]: ...


FORMATS: tuple[Format, ...] = tuple(
    cast(Format, importlib.import_module(f"{__name__}.{info.name}"))
    for info in pkgutil.iter_modules(__path__)
)
