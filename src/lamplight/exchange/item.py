"""What a record of a file says is known.

a record's fields -> Item; labels as people write them -> labels_of
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from lamplight.bank.known import DIGITS, Given, known_kind
from lamplight.collect.record import Unreadable
from lamplight.store.types import microseconds

MOST_LABELS = 100
MOST_CHARACTERS = 200
_BY_LENGTH = {DIGITS["md5"]: "md5", DIGITS["sha1"]: "sha1"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person who gives a file says of it.

    kind    of hashes of 64 digits where lines don't say, SHA-256 or PDQ; others tell theirs by
            their length
    region  country of phones without a plus, or None
    """

    kind: str | None = None
    region: str | None = None


class Item(NamedTuple):
    """What one record holds; line is its 1-based number. A record may name several hashes of one
    picture."""

    line: int
    given: tuple[Given, ...]


def named_hash(text: str) -> tuple[str | None, str]:
    """Of "TYPE:HASH" the kind and the hash; of anything else None and the text."""
    said, colon, rest = text.strip().partition(":")
    kind = known_kind(said) if colon else None
    return kind, (rest if kind else text).strip()


def kind_of_hash(text: str, asked: Asked) -> str:
    """The kind of hashes of this length; of 64 digits the one that was named. Raises Unreadable."""
    if len(text) != DIGITS["sha256"]:
        if kind := _BY_LENGTH.get(len(text)):
            return kind
        raise Unreadable(f"a hash of {len(text)} characters is no MD5, SHA-1, SHA-256 or PDQ")
    if asked.kind is None:
        raise Unreadable("64 hex digits are SHA-256 or PDQ; say which with --type sha256 or pdq")
    return asked.kind


def labels_of(texts: Iterable[object]) -> tuple[str, ...]:
    """At most 100, each cut at 200 characters, without blanks at its ends; empty ones left out."""
    found = (str(text).strip()[:MOST_CHARACTERS] for text in texts if text is not None)
    return tuple(dict.fromkeys(text for text in found if text))[:MOST_LABELS]


def quality_of(text: object) -> int | None:
    """0..100; None where nothing is said. Raises Unreadable."""
    if text is None or text == "":
        return None
    try:
        quality = int(str(text))
    except ValueError:
        raise Unreadable(f"quality is {str(text)[:20]!r}; want a number of 0..100") from None
    if not 0 <= quality <= 100:
        raise Unreadable(f"quality is {quality}, not of 0..100")
    return quality


def moment_of(text: str) -> int | None:
    """Microseconds since 1970 of an ISO 8601 moment, UTC where no zone is said; None of "".

    Raises Unreadable.
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Unreadable(f"expires_at is {text[:40]!r}; want a moment in ISO 8601") from None
    return microseconds(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
