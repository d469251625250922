"""Which format a file is in, by its first bytes and its name.

Stream -> format_of -> a module of formats/

What the bytes show surely outweighs the name; the name outweighs what the bytes may mean.
"""

from lamplight.collect.formats import FORMATS, Format
from lamplight.collect.record import SURE, Unreadable
from lamplight.collect.stream import HEAD_BYTES, Damaged, Stream

_BY_NAME = 2  # between MAYBE and LIKELY
_FOREIGN = (
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook; save it as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as CSV"),
    (b"%PDF", "a PDF"),
    (b"SQLite format 3\0", "a SQLite database; export its table as CSV"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BZh", "packed with bzip2; unpack it, or pack it with gzip or zstd"),
    (b"\xfd7zXZ", "packed with xz; unpack it, or pack it with gzip or zstd"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it"),
    (b"ARROW1", "an Arrow file; save it as Parquet"),
    (b"Obj\x01", "an Avro file; save it as Parquet or JSON Lines"),
)
_CONTROL_SHARE = 0.1
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b\0")) + b"\x7f"


def format_of(stream: Stream) -> Format:
    """The format that fits best. Raises Unreadable, with words for people, where none does."""
    head = stream.head
    if len(head) < HEAD_BYTES and not head.strip():
        raise Unreadable(_why_empty(stream))
    for start, what in _FOREIGN:
        if head.startswith(start):
            raise Unreadable(f"the file is {what}")
    name = stream.name.lower().removesuffix(".gz").removesuffix(".zst")
    sure = {kind: kind.fits(head) for kind in FORMATS}
    best = max(FORMATS, key=lambda kind: sure[kind] + _BY_NAME * name.endswith(kind.ENDINGS))
    if sure[best] < SURE and not looks_like_text(head):
        raise Unreadable("the file is not text, and none of the formats that can be read")
    return best


def _why_empty(stream: Stream) -> str:
    """Nothing was unpacked: of a packed file that was cut, because of that."""
    try:
        next(stream.chunks, b"")
    except Damaged as damage:
        return str(damage)
    return "the file is empty"


def looks_like_text(head: bytes) -> bool:
    """Whether few of the first bytes are control characters."""
    sample = head[:4096]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= _CONTROL_SHARE * len(sample)
