"""Project VIC / VICS 1.3: cases with their media, as JSON in UTF-8 with a byte order mark.

bytes -> read -> Item; entries -> write -> bytes

Source: ICMEC Project VIC data model 1.3: `value[].Media[]` with MD5, SHA1, Category, Series, Tags
and AlternativeHashes. Only hashes and labels are taken: nothing about victims, offenders or places
is read. Limit: what is written names one hash in each medium.
"""

from collections.abc import Collection, Iterable, Iterator

from lamplight.bank.known import Given
from lamplight.collect.record import SURE, Fault
from lamplight.collect.stream import Stream
from lamplight.exchange import vics
from lamplight.exchange.item import Asked, Item

NAME = "vics-1.3"
KINDS = ("picture", "sha256", "sha1", "md5")
_MODEL = "http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml#Cases"


def fits(head: bytes) -> int:
    """SURE where the model is named."""
    return SURE if b'"odata.metadata"' in head and b"ProjectVic" in head else 0


def read(stream: Stream, asked: Asked) -> Iterator[Item | Fault]:
    """One for each medium."""
    return vics.read(stream, ("value", "Media"))


def write(entries: Iterable[Given], _kinds: Collection[str]) -> Iterator[bytes]:
    """One case with all media."""
    head = f'{{"odata.metadata":"{_MODEL}","value":[{{"CaseMetadata":{{}},"Media":['
    return vics.write(entries, head, "]}]}")
