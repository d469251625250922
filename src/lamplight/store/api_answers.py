"""Answers kept for a day, so that a program that asks again gets the same one.

Connection, key, Asked -> kept_answer -> the answer; keep_answer puts it there

The idempotency key and what was asked are kept as hashes. Of two who ask at once the first that is
done counts for both.
"""

import zlib
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, delete, select

from lamplight.errors import BadInput
from lamplight.store.tables import api_answers
from lamplight.store.upsert import upsert

KEPT = timedelta(hours=24)


class Once(NamedTuple):
    """number of the program's key; SHA-256 of its idempotency key, and of what it asked."""

    key: int
    token: str
    request: str


def kept_answer(db: Connection, once: Once, now: datetime) -> bytes | None:
    """None where nothing was asked so in the last day. Raises BadInput where the same idempotency
    key came with something else."""
    one = api_answers.c
    row = db.execute(
        select(one.request, one.answer).where(
            one.key == once.key, one.token == once.token, one.at > now - KEPT
        )
    ).first()
    if row is None:
        return None
    if row.request != once.request:
        raise BadInput("this idempotency key came before with something else; use another")
    return zlib.decompress(row.answer)


def keep_answer(db: Connection, once: Once, answer: bytes, now: datetime) -> bytes:
    """The answer that counts: this one, or one that was there before. Raises BadInput."""
    db.execute(delete(api_answers).where(api_answers.c.at <= now - KEPT))
    row = {**once._asdict(), "answer": zlib.compress(answer, 1), "at": now}
    db.execute(upsert(db.dialect.name, api_answers).values(row).on_conflict_do_nothing())
    return kept_answer(db, once, now) or answer
