"""What every partner has in common: what is asked of it, and what it answers.

settings, credentials, checkpoint -> Asked -> a partner's request -> Request
bytes -> a partner's read -> Page: records, those set aside, the checkpoint that covers them

A record is everything that a partner says under one key. A later record takes the place of the
earlier one whole; one that holds nothing withdraws it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lamplight.bank.known import Given
from lamplight.errors import BadInput

Checkpoint = dict[str, Any]
"""How far a partner was read, as JSON; None before anything was."""

Values = Mapping[str, Any]
_TYPES = {"string": str, "number": int, "enum": str}


class BadPage(Exception):
    """A page that can't be read as a whole: it was cut off, or is something else."""


@dataclass(frozen=True, slots=True)
class Field:
    """A setting of a partner, or a part of its credentials; kinds as HMA names them.

    kind     "string", "number", "enum", "set_of_number"
    choices  of an enum
    """

    name: str
    help: str
    kind: str = "string"
    required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def default(self) -> Any:
        """What counts where nothing is said."""
        return [] if self.kind == "set_of_number" and not self.required else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request is made of, and a page is read with.

    credentials  by name; must reach nobody but the partner
    now          seconds since 1970
    """

    settings: Values
    credentials: Values
    checkpoint: Checkpoint | None
    now: int


class Request(NamedTuple):
    """What to get; neither is to be shown."""

    url: str
    headers: Mapping[str, str]


class Record(NamedTuple):
    """What a partner says now under a key; nothing: it takes back what it said."""

    key: str
    given: tuple[Given, ...] = ()


@dataclass(slots=True)
class Page:
    """What one answer holds.

    faults      reasons of records that can't be read, without their content
    left_out    records of kinds that can't be compared here
    checkpoint  where to go on once all this is stored
    upto        seconds since 1970 up to which everything is there, or None; what is no moment
                of this age counts as None
    done        the partner has no more now
    """

    checkpoint: Checkpoint
    done: bool
    upto: int | None = None
    records: list[Record] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    left_out: int = 0


def plain(text: object, most: int = 200) -> str:
    """As it can be stored: without NUL, no longer than that."""
    return str(text).replace("\0", "\ufffd")[:most]


def checked(fields: Iterable[Field], values: Values) -> dict[str, Any]:
    """All fields, with what was said or their defaults. Raises BadInput, without the value."""
    known = {one.name: one for one in fields}
    if unknown := sorted(set(values) - set(known)):
        raise BadInput(f"{unknown[0][:80]!r} is no field; want {', '.join(known) or 'none'}")
    return {name: _checked(one, values.get(name)) for name, one in known.items()}


def from_text(fields: Iterable[Field], texts: Mapping[str, str]) -> dict[str, Any]:
    """Settings as people write them, numbers in digits and several with commas between."""
    kinds = {one.name: one.kind for one in fields}
    return {name: _of_text(name, kinds.get(name, ""), text) for name, text in texts.items()}


def _checked(field: Field, value: Any) -> Any:
    if value is None or value == "":
        if field.required:
            raise BadInput(f"{field.name} is missing: {field.help}")
        return field.default
    if field.kind == "set_of_number":
        if not isinstance(value, list | tuple | set) or not all(type(it) is int for it in value):
            raise BadInput(f"{field.name} wants a list of whole numbers")
        return sorted(set(value))
    if type(value) is not _TYPES[field.kind]:
        raise BadInput(f"{field.name} wants a {field.kind}")
    if field.choices and value not in field.choices:
        raise BadInput(f"{field.name} wants one of {', '.join(field.choices)}")
    return value


def _of_text(name: str, kind: str, text: str) -> Any:
    try:
        if kind == "number":
            return int(text)
        if kind == "set_of_number":
            return [int(part) for part in text.split(",") if part.strip()]
    except ValueError:
        raise BadInput(f"{name} wants whole numbers") from None
    return text
