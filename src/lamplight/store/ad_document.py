"""An ad as the index of ads holds it: its words, its values and places, its time.

Connection, range of numbers -> documents -> tantivy.Document

Words are looked for without regard to case and accents. Nothing can be read back from the index but
numbers; it holds no text, but the words and where they stand.
"""

import unicodedata
from collections.abc import Iterator
from itertools import chain

from sqlalchemy import Connection, func, select
from tantivy import Document, Filter, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from lamplight.store.ad_log import Range
from lamplight.store.parts import read_parts
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

_PART = 10_000
_BETWEEN = "\x1f"
_SECOND = 1_000_000
_TIES = 27
"""Bits for the ad's number, which orders ads of one second."""
_LATEST = 2**34


_Row = tuple[int, int | None, str, str, str | None]
"""Number, time, title, body, address."""
_Shown = dict[str, list[str]]
"""Fields of a document that tell what an ad shows."""


def composed(text: str) -> str:
    """The one writing of several that look alike: letters with their accents, of plain width."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def documents(db: Connection, numbers: Range) -> Iterator[Document]:
    """Of the ads that are there, in order."""
    first, last = numbers
    for start in range(first, last + 1, _PART):
        end = min(start + _PART - 1, last)
        values = _values(db, (start, end))
        shown = {joined: _shown(joined) for joined in {"", *values.values()}}  # many show the same
        for row in _rows(db, (start, end)):
            yield _document(row, shown[values.get(row[0], "")])


def _rows(db: Connection, numbers: Range) -> Iterator[_Row]:
    table = ads.c
    columns = (table.number, table.posted_at, table.title, table.body, table.url)
    asked = select(*columns).where(table.number.between(*numbers)).order_by(table.number)
    return chain.from_iterable(read_parts(db, asked))


def _values(db: Connection, numbers: Range) -> dict[int, str]:
    """Kind and value of what each ad shows, joined."""
    table = signals.c
    shown = func.aggregate_strings(table.kind.concat(":").concat(table.value), _BETWEEN)
    asked = select(table.ad, shown).where(table.ad.between(*numbers)).group_by(table.ad)
    return dict(chain.from_iterable(read_parts(db, asked)))


def _shown(joined: str) -> _Shown:
    different = list(dict.fromkeys(joined.split(_BETWEEN))) if joined else []
    return {
        "values": different,
        "places": [value[6:] for value in different if value.startswith("place:")],
        "ends": [value[:5:-1] for value in different if value.startswith("phone:")],
    }


def _document(row: _Row, shown: _Shown) -> Document:
    number, at, title, body, url = row
    fields = {
        **shown,
        "number": number,
        "order": _order(number, at),
        "words": [composed(title), composed(body)],
    }
    if at is not None:
        fields["at"] = at
    if url:
        fields["values"] = [*shown["values"], f"{ADDRESS}:{url}"]
    return Document.from_dict(fields)


def _order(number: int, at: int | None) -> int:
    """Newest first, then by number; ads without a time last."""
    second = -_LATEST if at is None else at // _SECOND
    within = max(-_LATEST, min(second, _LATEST))
    return (within << _TIES) | (number & ((1 << _TIES) - 1))
