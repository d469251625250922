"""The index of the words in ads.

SQLite keeps its index in a table beside the ads (FTS5 with outside content), so each change of an
ad's words is told to it in the same transaction. PostgreSQL keeps its index by itself.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    column,
    func,
    literal_column,
    select,
    table,
)

from lamplight.store.bulk import some_at_once
from lamplight.store.tables import ads

Words = tuple[int, str, str]
"""Number of the ad, title, body."""

SIMPLE: ColumnElement[str] = literal_column("'simple'")
"""PostgreSQL's way of reading words that the index is made with: no language, no endings cut."""


def add_words(db: Connection, words: Iterable[Words]) -> None:
    if db.dialect.name == "sqlite":
        for some in some_at_once(words):
            db.exec_driver_sql("insert into ad_words (rowid, title, body) values (?, ?, ?)", some)


def remove_words(db: Connection, words: Iterable[Words]) -> None:
    """Takes the words exactly as they were added."""
    if db.dialect.name == "sqlite":
        for some in some_at_once(words):
            db.exec_driver_sql(
                "insert into ad_words (ad_words, rowid, title, body) values ('delete', ?, ?, ?)",
                some,
            )


def squeeze_words(db: Connection) -> None:
    """Rewrite the index whole, so that removed words are in no page of it either."""
    if db.dialect.name == "sqlite":
        db.exec_driver_sql("insert into ad_words (ad_words) values ('rebuild')")


def numbers_with(db: Connection, words: Sequence[str]) -> Select[int]:
    """A query for the numbers of the ads that hold all these words, in any order."""
    if db.dialect.name == "sqlite":
        quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words)
        index = table("ad_words", column("rowid"), column("ad_words"))
        return select(index.c.rowid).where(index.c.ad_words.op("match")(quoted))
    asked = func.plainto_tsquery(SIMPLE, " ".join(words))
    return select(ads.c.number).where(indexed_text().op("@@")(asked))


def indexed_text() -> ColumnElement[str]:
    """The expression that PostgreSQL's index is on, letter by letter."""
    text = func.left(ads.c.title + literal_column("' '") + ads.c.body, literal_column("200000"))
    return func.to_tsvector(SIMPLE, text)
