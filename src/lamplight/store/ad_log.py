"""The log of which ads came, changed or went, which the index of ads follows.

Connection, numbers of ads -> log_ads
Connection -> newest_entry -> LogEntry -> ads_since -> ranges of numbers

Written under the lock under which runs write, in the transaction of the change itself.
"""

import secrets
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import Connection, exists, select

from lamplight.store.bulk import insert_rows
from lamplight.store.tables import ad_log

Range = tuple[int, int]
"""The first and the last number, both included."""


class LogEntry(NamedTuple):
    """Up to which entry of the log something is true.

    token  tells it from an entry of the same number in a database that went another way
    """

    number: int
    token: str


def log_ads(db: Connection, numbers: Iterable[int]) -> None:
    """What is found in these ads, or whether they are there, has changed."""
    token = secrets.token_hex(8)
    rows = [(first, last, token) for first, last in ranges_of(numbers)]
    insert_rows(db, ad_log, ("first", "last", "token"), rows)


def newest_entry(db: Connection) -> LogEntry | None:
    """None where no ad was ever read."""
    asked = select(ad_log.c.number, ad_log.c.token).order_by(ad_log.c.number.desc()).limit(1)
    row = db.execute(asked).first()
    return None if row is None else LogEntry(*row)


def entry_at(db: Connection, number: int) -> LogEntry | None:
    """None where the log has none of this number."""
    row = db.execute(
        select(ad_log.c.number, ad_log.c.token).where(ad_log.c.number == number)
    ).first()
    return None if row is None else LogEntry(*row)


def is_known(db: Connection, entry: LogEntry) -> bool:
    """Whether this database has gone through it."""
    table = ad_log.c
    asked = exists().where(table.number == entry.number, table.token == entry.token)
    return bool(db.execute(select(asked)).scalar())


def ads_since(db: Connection, entry: LogEntry | None) -> list[Range]:
    """Which ads may differ from how they were then, joined and in order."""
    return joined(logged_since(db, entry))


def logged_since(db: Connection, entry: LogEntry | None) -> list[Range]:
    """Which ads came, changed or went since then, in the order in which they did."""
    asked = select(ad_log.c.first, ad_log.c.last).order_by(ad_log.c.number)
    if entry is not None:
        asked = asked.where(ad_log.c.number > entry.number)
    return [(first, last) for first, last in db.execute(asked)]


def ranges_of(numbers: Iterable[int]) -> Iterator[Range]:
    """5, 1, 2, 3 -> (1, 3), (5, 5)"""
    ordered = sorted(set(numbers))
    if not ordered:
        return
    first = ordered[0]
    for number, following in pairwise(ordered):
        if following != number + 1:
            yield first, number
            first = following
    yield first, ordered[-1]


def joined(ranges: Iterable[Range]) -> list[Range]:
    """In order, with no two that touch."""
    found: list[Range] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found
