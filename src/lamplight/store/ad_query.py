"""What the index of ads is asked.

words, values, numbers, times -> holds, shows, among_numbers, posted -> Query
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from tantivy import FieldType, Occur, Query

from lamplight.store.ad_document import ANALYZER, SCHEMA, composed
from lamplight.store.types import microseconds


def holds(text: str, *, prefix: bool = False) -> Query:
    """Ads with these words one after the other; with a prefix the last word may go on."""
    words = ANALYZER.analyze(composed(text))
    if not words:
        return Query.empty_query()
    if len(words) == 1:
        if prefix:
            return Query.regex_query(SCHEMA, "words", f"{words[0]}.*")
        return Query.term_query(SCHEMA, "words", words[0])
    if prefix:
        return Query.regex_phrase_query(SCHEMA, "words", [*words[:-1], f"{words[-1]}.*"])
    return Query.phrase_query(SCHEMA, "words", list(words))


def shows(values: Iterable[str]) -> Query:
    """Ads that show any "kind:value"."""
    return Query.term_set_query(SCHEMA, "values", list(values))


def among_numbers(numbers: Iterable[int]) -> Query:
    return Query.term_set_query(SCHEMA, "number", list(numbers))


def posted(since: datetime | None, until: datetime | None) -> Query:
    """From the first on, before the second; ads without a time are left out."""
    return Query.range_query(
        SCHEMA,
        "at",
        FieldType.Integer,
        microseconds(since),
        microseconds(until),
        include_upper=until is None,
    )


def all_of(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])
