"""An ad as the index of ads holds it: its words, its values and places, its time.

Connection, range of numbers -> documents -> tantivy.Document

Words are looked for without regard to case and accents. Nothing can be read back from the index but
numbers; it holds no text, but the words and where they stand.
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import BigInteger, Connection, func, select, type_coerce
from tantivy import Document, Filter, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from lamplight.store.ad_log import Range
from lamplight.store.tables import ads, signals

VERSION = 2
"""Raised when documents are made in another way: the index is then made anew."""

TOKENIZER = "words"
ANALYZER = (
    TextAnalyzerBuilder(Tokenizer.simple())
    .filter(Filter.lowercase())
    .filter(Filter.ascii_fold())
    .build()
)
SCHEMA = (
    SchemaBuilder()
    .add_integer_field("number", indexed=True, fast=True)
    .add_integer_field("at", indexed=True, fast=True)  # microseconds since 1970 UTC
    .add_integer_field("order", fast=True)  # the larger, the earlier it is shown
    .add_text_field("words", tokenizer_name=TOKENIZER)
    .add_text_field("values", tokenizer_name="raw", index_option="basic")  # "phone:+12135550123"
    .add_text_field("places", tokenizer_name="raw", index_option="basic", fast=True)
    .add_text_field("ends", tokenizer_name="raw", index_option="basic")  # phones from their ends
    .add_text_field("state", stored=True, tokenizer_name="raw", index_option="basic")
    .build()
)
ADDRESS = "at"
"""Stands before where the ad itself was, as kept: "at:https://…"."""

_PART = 5_000
_BETWEEN = "\x1f"
_SECOND = 1_000_000
_TIES = 27
"""Bits for the ad's number, which orders ads of one second."""
_LATEST = 2**34


class _Row(NamedTuple):
    number: int
    at: int | None
    title: str
    body: str
    url: str | None


def composed(text: str) -> str:
    """The one writing of several that look alike: letters with their accents, of plain width."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def documents(db: Connection, numbers: Range) -> Iterator[Document]:
    """Of the ads that are there, in order."""
    first, last = numbers
    for start in range(first, last + 1, _PART):
        end = min(start + _PART - 1, last)
        values = _values(db, (start, end))
        table = ads.c
        at = type_coerce(table.posted_at, BigInteger)
        rows = db.execute(
            select(table.number, at, table.title, table.body, table.url)
            .where(table.number.between(start, end))
            .order_by(table.number)
        )
        for row in rows:
            yield _document(_Row(*row), values.get(row[0], []))


def _values(db: Connection, numbers: Range) -> dict[int, list[str]]:
    """Kind and value of what each ad shows."""
    table = signals.c
    shown = func.aggregate_strings(table.kind.concat(":").concat(table.value), _BETWEEN)
    rows = db.execute(select(table.ad, shown).where(table.ad.between(*numbers)).group_by(table.ad))
    return {ad: values.split(_BETWEEN) for ad, values in rows}


def _document(row: _Row, values: list[str]) -> Document:
    different = list(dict.fromkeys(values))
    document = Document(
        number=row.number,
        order=_order(row),
        words=[composed(row.title), composed(row.body)],
        values=different,
        places=[value[6:] for value in different if value.startswith("place:")],
        ends=[value[:5:-1] for value in different if value.startswith("phone:")],
    )
    if row.at is not None:
        document.add_integer("at", row.at)
    if row.url:
        document.add_text("values", f"{ADDRESS}:{row.url}")
    return document


def _order(row: _Row) -> int:
    """Newest first, then by number; ads without a time last."""
    second = -_LATEST if row.at is None else row.at // _SECOND
    within = max(-_LATEST, min(second, _LATEST))
    return (within << _TIES) | (row.number & ((1 << _TIES) - 1))
