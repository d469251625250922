"""Ads that hold words: all of them, phrases in "quotes", beginnings with a star*.

typed text -> read_terms -> Terms -> find_words -> Page

What a person typed reaches the index as words, so that no sign in it is syntax. Case and accents
make no difference.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from lamplight.errors import BadInput
from lamplight.model import Actor
from lamplight.search.excerpt import Term, spans_of_terms
from lamplight.search.hits import Page, Spans, Window, load_hits
from lamplight.search.within import Within
from lamplight.store import audit
from lamplight.store.ad_query import all_of, holds

MOST_TERMS = 20
_TERM = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')
_WORDLIKE = re.compile(r"[^\W_]")


def read_terms(text: str) -> tuple[Term, ...]:
    """What is to be found, in the order typed. Raises BadInput where there is no word at all."""
    terms: list[Term] = []
    for quoted, star, plain in _TERM.findall(text.replace("\0", " ")):
        word = quoted or plain
        if _WORDLIKE.search(word):
            terms.append(Term(word.rstrip("*").strip(), bool(star) or plain.endswith("*")))
    if not terms:
        raise BadInput("there is no word in what was asked; want at least one")
    if len(terms) > MOST_TERMS:
        raise BadInput(f"{len(terms)} words were asked for; want at most {MOST_TERMS}")
    return tuple(dict.fromkeys(terms))


def find_words(
    db: Connection, actor: Actor, terms: Sequence[Term], window: Window, within: Within
) -> Page:
    """Ads that hold all the terms in title or body."""

    def spans_of(rows: Sequence[Row[Any]]) -> Mapping[int, Spans]:
        return {
            row.number: {
                "title": spans_of_terms(row.title, terms),
                "body": spans_of_terms(row.body, terms),
            }
            for row in rows
        }

    query = all_of([holds(term.text, prefix=term.prefix) for term in terms])
    page = load_hits(db, query, window, within, spans_of)
    asked = " ".join(f"{term.text}{'*' * term.prefix}" for term in terms)
    audit.record(
        db,
        actor,
        "searched",
        audit.sealed("words", asked),
        {"found": page.total, "shown": [hit.number for hit in page.hits]},
    )
    return page
