"""Ads that show a value: a phone, an e-mail address, a handle, an address, a wallet.

kind, value -> writings_of -> normal forms it may be stored under
values -> find_values -> Page

What a person types often says less than what is stored: a phone without its country, a handle
without its platform. Every normal form it may have is looked up, at the cost of now and then
finding two senses of one number; the answer says which values were found.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import phonenumbers
from sqlalchemy import ColumnElement, Connection, Row, and_, false, or_, select

from lamplight.extract.platforms import NAMES
from lamplight.model import Actor, Field
from lamplight.search.hits import Page, Spans, Window, load_hits
from lamplight.search.within import Within
from lamplight.store import audit
from lamplight.store.ad_document import ADDRESS
from lamplight.store.ad_index import AdIndex, ad_index
from lamplight.store.ad_query import shows
from lamplight.store.among import among
from lamplight.store.tables import signals

KINDS = ("phone", "email", "handle", "url", "wallet")
"""Kinds of signals that are looked up by value."""

_LONGEST_E164 = 15
_PARTIAL_DIGITS = range(5, 10)
"""So few digits are the end of a number: too few for one with its area code."""
_MOST_ENDING = 1_000
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Value:
    """A value in its normal form, or for a phone the last digits of one."""

    kind: str
    value: str

    @property
    def ends(self) -> bool:
        """Whether values that end in this one are meant."""
        return self.kind == "phone" and self.value.isdigit() and len(self.value) in _PARTIAL_DIGITS


def writings_of(value: Value) -> list[Value]:
    """The value itself first, then the other normal forms that it may be stored under."""
    others: Iterable[str] = ()
    if value.kind == "phone":
        others = _phones(value.value)
    elif value.kind == "handle":
        platform, _, name = value.value.partition(":")
        others = (f"{other}:{name}" for other in (*NAMES, "any") if platform == "any")
        others = (*others, f"any:{name}")
    return list(dict.fromkeys([value, *(Value(value.kind, other) for other in others)]))


def find_values(
    db: Connection, actor: Actor, values: Sequence[Value], window: Window, within: Within
) -> tuple[Page, tuple[Value, ...]]:
    """Ads that show any of the values, and which of them were found, most ads first."""
    index = ad_index(db)
    found = _shown(index, values)
    asked = _condition(db, list(found))

    def spans_of(rows: Sequence[Row[Any]]) -> Mapping[int, Spans]:
        return _spans(db, asked, [row.number for row in rows])

    addresses = (it for value in values if value.kind == "url" for it in _addresses(value))
    query = shows(chain(map(_written, found), (f"{ADDRESS}:{it}" for it in addresses)))
    page = load_hits(db, query, window, within, spans_of)
    for value in values:
        details = {"found": page.total, "shown": [hit.number for hit in page.hits]}
        audit.record(db, actor, "searched", audit.sealed(value.kind, value.value), details)
    most_first = sorted(found, key=lambda value: (-found[value], value.kind, value.value))
    return page, tuple(most_first[:_MOST_TOLD]) if page.total else ()


def _shown(index: AdIndex, values: Sequence[Value]) -> dict[Value, int]:
    """Which forms of the values ads show, and how many ads."""
    forms = [form for value in values for form in writings_of(value)]
    for value in values:
        if value.ends:
            ending = index.phones_ending(value.value, _MOST_ENDING)
            forms += [Value(value.kind, phone) for phone in ending]
    counts = {form: index.showing(_written(form)) for form in forms}
    return {form: count for form, count in counts.items() if count}


def _written(value: Value) -> str:
    return f"{value.kind}:{value.value}"


def _phones(value: str) -> Iterable[str]:
    if value.startswith("+"):
        return (value[1:], *_national(value))
    national = value.lstrip("0")
    codes = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    international = (f"+{code}{national}" for code in codes)
    return (f"+{value}", *(form for form in international if len(form) <= _LONGEST_E164 + 1))


def _national(value: str) -> Iterable[str]:
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:  # a country code that is not given out
        return ()
    return (phonenumbers.national_significant_number(number),)


def _addresses(value: Value) -> list[str]:
    """How the address of an ad itself, which is kept as given, may be written."""
    starts = ("", "http://", "https://", "http://www.", "https://www.", "www.")
    return [f"{start}{value.value}{end}" for start in starts for end in ("", "/")]


def _condition(db: Connection, values: Sequence[Value]) -> ColumnElement[bool]:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for value in values:
        by_kind[value.kind].append(value.value)
    return or_(
        false(),
        *(
            and_(signals.c.kind == kind, among(db, signals.c.value, forms))
            for kind, forms in by_kind.items()
        ),
    )


def _spans(
    db: Connection, asked: ColumnElement[bool], numbers: Sequence[int]
) -> Mapping[int, Spans]:
    found: dict[int, dict[Field, list[tuple[int, int]]]] = defaultdict(dict)
    table = signals.c
    rows = db.execute(
        select(table.ad, table.field, table.start, table.end).where(
            asked, among(db, table.ad, numbers), table.start.is_not(None)
        )
    )
    for ad, field, start, end in rows:
        found[ad].setdefault(field, []).append((start, end))
    return found
