"""Days as options of commands.

2026-01-31 -> read_day -> a moment in UTC
"""

from datetime import UTC, datetime

import typer

FORM = "YYYY-MM-DD"


def read_day(text: str) -> datetime:
    """The day's beginning, or a moment in ISO 8601. Raises BadParameter."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; want one such as 2026-01-31") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
