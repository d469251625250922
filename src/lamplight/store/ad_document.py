"""An ad as the index of ads holds it: its words, its values and places, its time.

Connection, range of numbers -> documents -> JSON that tantivy takes

Words are looked for without regard to case and accents. Nothing can be read back from the index but
numbers; it holds no text, but the words and where they stand.
"""

import unicodedata
from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlalchemy import Connection, func, select
from tantivy import Filter, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from lamplight._native import ad_documents
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

_PART = 2_000
_BETWEEN = "\x1f"


def composed(text: str) -> str:
    """The one writing of several that look alike: letters with their accents, of plain width."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def documents(db: Connection, numbers: Range) -> Iterator[str]:
    """Of the ads that are there, in order, as JSON."""
    first, last = numbers
    for start in range(first, last + 1, _PART):
        part = start, min(start + _PART - 1, last)
        yield from ad_documents(_rows(db, part), _values(db, part), composed)


def _rows(db: Connection, numbers: Range) -> list[tuple[Any, ...]]:
    table = ads.c
    columns = (table.number, table.posted_at, table.title, table.body, table.url)
    asked = select(*columns).where(table.number.between(*numbers)).order_by(table.number)
    return list(chain.from_iterable(read_parts(db, asked)))


def _values(db: Connection, numbers: Range) -> dict[int, str]:
    """Kind and value of what each ad shows, joined."""
    table = signals.c
    shown = func.aggregate_strings(table.kind.concat(":").concat(table.value), _BETWEEN)
    asked = select(table.ad, shown).where(table.ad.between(*numbers)).group_by(table.ad)
    return dict(chain.from_iterable(read_parts(db, asked)))
