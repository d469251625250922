"""The words in ads on which a reason rests.

Reason, ads -> snippets -> pieces of text with the words marked

Spans are code points of the untouched title or body, as Python counts them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lamplight.model import Ad, Evidence, Field, Lead, Reason, Signal
from lamplight.web.views.found import place_of, seen_at
from lamplight.web.words import Piece, marked

AROUND = 56
"""Code points shown on each side of a mark."""

Ads = Mapping[int, Ad]
Key = tuple[str, str]
Spans = Mapping[tuple[int, Field], Sequence[tuple[int, int, str]]]
"""Spans by ad's number and field; each names its mark."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A few words of an ad, around what a reason marks; no pieces where it marks no words.

    seen  posted, else collected
    """

    ad: int
    source: str
    ad_id: str
    place: str
    seen: datetime | None
    field: Field | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ToldReason:
    """A reason with its words. number counts from 1, strongest first; ads: that it rests on."""

    number: int
    reason: Reason
    snippets: tuple[Snippet, ...]
    ads: int


@dataclass(frozen=True, slots=True)
class MarkedAd:
    """An ad's title and body in pieces."""

    title: tuple[Piece, ...]
    body: tuple[Piece, ...]


def told(lead: Lead, ads: Ads, most: int = 3) -> tuple[ToldReason, ...]:
    """Each reason with words from at most so many of its ads."""
    numbers = by_key(ads)
    return tuple(
        ToldReason(
            at,
            reason,
            tuple(_snippets(reason, ads, numbers, most)),
            len({(it.source, it.ad_id) for it in reason.evidence}),
        )
        for at, reason in enumerate(lead.reasons, 1)
    )


def by_key(ads: Ads) -> dict[Key, int]:
    return {(ad.source, ad.id): number for number, ad in ads.items()}


def mark_ad(number: int, ad: Ad, reasons: Spans, signals: Iterable[Signal]) -> MarkedAd:
    """The words that reasons rest on, and beside them the signals that were read."""
    return MarkedAd(
        tuple(marked(ad.title, _spans(number, "title", reasons, signals))),
        tuple(marked(ad.body, _spans(number, "body", reasons, signals))),
    )


def reason_spans(lead: Lead, numbers: Mapping[Key, int]) -> Spans:
    """Where each reason stands; its mark is its number."""
    found: dict[tuple[int, Field], list[tuple[int, int, str]]] = {}
    for at, reason in enumerate(lead.reasons, 1):
        for it in reason.evidence:
            number = numbers.get((it.source, it.ad_id))
            if number is not None and (span := _span(it)):
                field, start, end = span
                found.setdefault((number, field), []).append((start, end, str(at)))
    return found


def _span(it: Evidence) -> tuple[Field, int, int] | None:
    if it.field is None or it.start is None or it.end is None:
        return None
    return it.field, it.start, it.end


def _spans(
    number: int, field: Field, reasons: Spans, signals: Iterable[Signal]
) -> list[tuple[int, int, str]]:
    spans = list(reasons.get((number, field), ()))
    told = list(spans)
    for signal in signals:
        if signal.field != field or signal.start is None or signal.end is None:
            continue
        if all(end <= signal.start or start >= signal.end for start, end, _ in told):
            spans.append((signal.start, signal.end, signal.kind))
    return spans


def _snippets(reason: Reason, ads: Ads, numbers: Mapping[Key, int], most: int) -> Iterable[Snippet]:
    shown: set[int] = set()
    spans = reason_spans_of(reason)
    for it in reason.evidence:
        number = numbers.get((it.source, it.ad_id))
        if number is None or number in shown or len(shown) == most:
            continue
        shown.add(number)
        pieces: tuple[Piece, ...] = ()
        if span := _span(it):
            field, start, _ = span
            text = ads[number].title if field == "title" else ads[number].body
            pieces = _window(text, start, spans[it.source, it.ad_id, field])
        place, seen = place_of(ads[number], ()), seen_at(ads[number])
        yield Snippet(number, it.source, it.ad_id, place, seen, it.field, pieces)


def reason_spans_of(reason: Reason) -> dict[tuple[str, str, Field], list[tuple[int, int, str]]]:
    """Spans of one reason by source, id and field."""
    found: dict[tuple[str, str, Field], list[tuple[int, int, str]]] = {}
    for it in reason.evidence:
        if span := _span(it):
            field, start, end = span
            found.setdefault((it.source, it.ad_id, field), []).append((start, end, "mark"))
    return found


def _window(text: str, at: int, spans: Sequence[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """Pieces around a span; an ellipsis where the text goes on."""
    end = max(end for start, end, _ in spans if start == at)
    low, high = _whole_words(text, max(0, at - AROUND), min(len(text), end + AROUND), (at, end))
    inside = [
        (start - low, min(end, high) - low, mark)
        for start, end, mark in spans
        if low <= start < high
    ]
    pieces = marked(text[low:high], inside)
    before = [Piece("… ", None)] if low > 0 else []
    after = [Piece(" …", None)] if high < len(text) else []
    return (*before, *pieces, *after)


def _whole_words(text: str, low: int, high: int, inside: tuple[int, int]) -> tuple[int, int]:
    """The window without words that it would cut, where there are spaces to cut at."""
    if low > 0 and (space := text.find(" ", low, inside[0])) >= 0:
        low = space + 1
    if high < len(text) and (space := text.rfind(" ", inside[1], high)) >= 0:
        high = space
    return low, high
