"""Which format a file of known hashes is in, by its first bytes.

Stream, name or None -> format_of -> a module of formats/
"""

from lamplight.collect.stream import Stream
from lamplight.errors import BadInput
from lamplight.exchange.formats import FORMATS, Format


def format_of(stream: Stream, name: str | None = None) -> Format:
    """The one that was named, else the one that fits. Raises BadInput, also of an empty file."""
    if not stream.head:
        nothing = "holds nothing that can be read" if stream.packing else "is empty"
        raise BadInput(f"{stream.name} {nothing}")
    if name is not None:
        return named(name)
    best = max(FORMATS, key=lambda one: one.fits(stream.head))
    if not best.fits(stream.head):
        raise BadInput(f"{stream.name} is none of {_names()}, as far as its first lines show")
    return best


def named(name: str) -> Format:
    """Raises BadInput."""
    for one in FORMATS:
        if name == one.NAME:
            return one
    raise BadInput(f"format {name!r} is unknown; want one of {_names()}")


def _names() -> str:
    return ", ".join(one.NAME for one in FORMATS)
