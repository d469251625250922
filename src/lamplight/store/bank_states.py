"""How an entry of a bank stands at a moment: its end comes by itself, whoever writes it down when.

entry, now -> is_active, state_at -> SQL
"""

from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, FromClause, and_, case, or_

from lamplight.store.tables import bank_entries

STATES = ("active", "quarantined", "expired", "withdrawn")
"""As people see them; "expired" is stored as "active", with an end that has come."""


def is_active(entry: FromClause, now: datetime) -> ColumnElement[bool]:
    """Whether an entry matches now."""
    ends = entry.c.expires_at
    return and_(entry.c.state == "active", or_(ends.is_(None), ends > now))


def state_at(now: datetime | BindParameter[datetime]) -> ColumnElement[str]:
    """One of STATES."""
    one = bank_entries.c
    ended = and_(one.state == "active", one.expires_at <= now)
    return case((ended, "expired"), else_=one.state)
