"""VICS 2.0: media, as JSON in UTF-8 with a byte order mark, hashes in capitals.

bytes -> read -> Item; entries -> write -> bytes

Source: VICS data model 2.0: `value[]` with MD5, SHA1 and Category. Limit: what is written names one
hash in each medium.
"""

from collections.abc import Collection, Iterable, Iterator

from lamplight.bank.known import Given
from lamplight.collect.record import SURE, Fault
from lamplight.collect.stream import Stream
from lamplight.exchange import vics
from lamplight.exchange.item import Asked, Item

NAME = "vics-2.0"
KINDS = ("sha1", "md5")
_MODEL = "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/Default/$metadata#Media"


def fits(head: bytes) -> int:
    """SURE where the model is named."""
    return SURE if b'"@odata.context"' in head and b"VICSDATAMODEL" in head else 0


def read(stream: Stream, asked: Asked) -> Iterator[Item | Fault]:
    """One for each medium."""
    return vics.read(stream, ("value",))


def write(entries: Iterable[Given], _kinds: Collection[str]) -> Iterator[bytes]:
    """All media."""
    return vics.write(entries, f'{{"@odata.context":"{_MODEL}","value":[', "]}")
