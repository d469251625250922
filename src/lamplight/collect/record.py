"""What a format makes of a file: its columns, and one record after the other.

bytes -> a format -> Sheet(columns, records)
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

LIMIT_BYTES = 1 << 20
"""A longer record is set aside: 1 MB."""

RAW_CHARACTERS = 4_000
"""How much of a record that was set aside is kept for people to look at."""

SURE, LIKELY, MAYBE = 4, 3, 1
"""How surely a file's first bytes are of a format; its name's ending counts 2."""

Fields = dict[str, object]
Wanted = Callable[[str], bool]
"""Whether a column of this name is read into an ad; the others need not be."""


class Unreadable(Exception):
    """A file, a record or a field makes no sense; the message is a reason for people."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A stretch of a file that no record could be made of.

    line    1-based line (row, for Parquet) where it begins
    reason  what was found and what was wanted
    raw     the text as far as it is kept
    """

    line: int
    reason: str
    raw: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stood in the file.

    line    1-based line (row, for Parquet) where it begins
    fields  by the file's own names
    raw     its text; None: the fields say it all
    """

    line: int
    fields: Fields
    raw: bytes | str | None


@dataclass(frozen=True, slots=True)
class Lines:
    """A file that holds a record in each line, for who can read a line as it stands.

    rest    the lines that are still to be read, with their numbers; shared with the Sheet's records
    record  what a line holds; None where it is blank
    """

    rest: Iterator[tuple[int, bytes] | Fault]
    record: Callable[[tuple[int, bytes] | Fault], Record | Fault | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file, opened by one of the formats.

    columns  the file's columns; empty where each record names its own
    records  in the file's order
    facts    what was found out about the form, in words, for people: encoding, delimiter
    lines    the same records as lines of JSON, where they are such; None where they are not
    count    how many records there are, where the file says so
    """

    columns: tuple[str, ...]
    records: Iterator[Record | Fault]
    facts: tuple[str, ...] = field(default=())
    lines: Lines | None = None
    count: int | None = None


def shown(raw: bytes | str) -> str:
    """The first 4,000 characters of a record that is set aside, storable in any database."""
    if isinstance(raw, bytes):
        raw = raw[: 4 * RAW_CHARACTERS].decode("utf-8", "replace")
    return storable(raw[:RAW_CHARACTERS])


class Mended(str):
    """Text that stood otherwise in the file: two that differed there may be alike here."""

    __slots__ = ()


def storable(text: str) -> str:
    """The text; Mended where NUL and lone surrogates became U+FFFD, one for one: positions hold.

    PostgreSQL stores neither, SQLite no surrogates.
    """
    mended = text.replace("\0", "\ufffd")
    try:
        mended.encode()
    except UnicodeEncodeError:
        mended = "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in mended)
    return text if mended == text else Mended(mended)


def kind_of(value: object) -> str:
    """What a value is, in words: "a list", "true or false"."""
    if isinstance(value, bool):
        return "true or false"
    names = {dict: "an object", list: "a list", str: "text", type(None): "null"}
    return names.get(type(value), "a number" if isinstance(value, int | float) else "no text")
