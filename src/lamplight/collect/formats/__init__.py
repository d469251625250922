"""A file format each, found by being here.

A format's module names

ENDINGS  endings of file names it is known by, without .gz and .zst
fits     how surely a file's first bytes are of this format: SURE, LIKELY, MAYBE or 0
read     Stream -> Sheet; may raise Unreadable
"""

import importlib
import pkgutil
from typing import Protocol, cast

from lamplight.collect.record import Sheet, Wanted
from lamplight.collect.stream import Stream


class Format(Protocol):
    """What a module in this folder offers."""

    __name__: str
    ENDINGS: tuple[str, ...]

    def fits(self, head: bytes) -> int: ...

    def read(self, stream: Stream, wanted: Wanted) -> Sheet: ...


FORMATS: tuple[Format, ...] = tuple(
    cast(Format, importlib.import_module(f"{__name__}.{info.name}"))
    for info in pkgutil.iter_modules(__path__)
)
