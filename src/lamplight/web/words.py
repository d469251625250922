"""Numbers, moments and spans as people read them.

value -> filter -> text, or pieces of text for a template
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from lamplight.bank.known import short
from lamplight.extract.shown import shown
from lamplight.model import Lead

_BRACKETS = re.compile(r" \(([^()]+)\)$")


def day(moment: datetime | None) -> str:
    """``3 Nov 2026``."""
    return "unknown" if moment is None else f"{moment.day} {moment:%b %Y}"


def minute(moment: datetime | None) -> str:
    """``3 Nov 2026, 14:05 UTC``."""
    return "unknown" if moment is None else f"{day(moment)}, {moment:%H:%M} UTC"


def ago(moment: datetime | None, now: datetime) -> str:
    """How long before ``now``: ``today``, ``3 days ago``, ``5 months ago``."""
    if moment is None:
        return "unknown"
    days = (now.date() - moment.date()).days
    if days < 0:
        return "in the future"
    if days < 2:
        return ("today", "yesterday")[days]
    for unit, length in (("year", 365), ("month", 30), ("week", 7)):
        if days >= 2 * length:
            return f"{days // length} {unit}s ago"
    return f"{days} days ago"


def number(value: float) -> str:
    """With thin spaces between thousands."""
    return f"{value:,}".replace(",", "\u202f")


def bits(value: float) -> str:
    """Signed, one decimal, a true minus."""
    text = f"{value:+.1f}".replace("-", "\u2212")
    return "0.0" if text in ("+0.0", "\u22120.0") else text


def share(value: float) -> str:
    """A probability, never 0 or 100 %."""
    percent = min(max(round(value * 100), 1), 99)
    return f"{percent}\u2009%"


def count(value: int, noun: str, plural: str | None = None) -> str:
    """``1 ad``, ``12 ads``, ``3 people``."""
    return f"{number(value)} {noun if value == 1 else plural or noun + 's'}"


def claim(reason: str) -> str:
    """A reason without what stands in brackets at its end."""
    return _BRACKETS.sub("", reason)


def standing(reason: str) -> str:
    """What stands in brackets at a reason's end: how well it is tested."""
    found = _BRACKETS.search(reason)
    return found[1] if found else ""


def evidence(lead: Lead) -> float:
    """Bits of all that speaks for or against, without what is believed before any sign."""
    return sum(reason.bits for reason in lead.reasons if reason.kind != "prior")


def shortened(subject: str) -> str:
    """What an audit row names, with a hash cut down."""
    head, found, hash = subject.partition("sha256:")
    return head.rstrip(":") + " " + short("sha256", hash) if found else subject


def lasted(seconds: float) -> str:
    """``0.3 s``, ``12 s``, ``3 min 5 s``."""
    if seconds < 10:
        return f"{seconds:.1f}\u2009s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}\u2009min {rest}\u2009s" if minutes else f"{rest}\u2009s"


def segment(text: str) -> str:
    """Text as one segment of a path, so that a slash in it is no border."""
    return quote(text, safe="")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, and the number of the mark that covers it, if any."""

    text: str
    mark: str | None


def marked(text: str, spans: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """The text in pieces; where spans overlap, the one that starts first keeps its characters."""
    pieces: list[Piece] = []
    at = 0
    for start, end, mark in sorted(spans):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if start > at:
            pieces.append(Piece(text[at:start], None))
        pieces.append(Piece(text[start:end], mark))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:], None))
    return pieces


def marked_all(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """As ``marked``, for spans that need no names."""
    return marked(text, ((start, end, "mark") for start, end in spans))


def listed(items: Sequence[str], most: int = 2) -> str:
    """The first few, and how many more there are."""
    if not items:
        return "no place given"
    rest = len(items) - most
    return "; ".join(items[:most]) + (f"; {rest} more" if rest > 0 else "")


FILTERS: dict[str, Callable[..., object]] = {
    "ago": ago,
    "bits": bits,
    "claim": claim,
    "count": count,
    "day": day,
    "evidence": evidence,
    "lasted": lasted,
    "listed": listed,
    "marked": marked,
    "marked_all": marked_all,
    "minute": minute,
    "number": number,
    "segment": segment,
    "share": share,
    "shortened": shortened,
    "shown": shown,
    "standing": standing,
}
