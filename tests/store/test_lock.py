"""Since when somebody is at work, in words."""

from datetime import UTC, datetime, timedelta

import pytest

from lamplight.store.lock import since

NOON = datetime(2026, 1, 2, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=20), "since 12:04 UTC (just now)"),
        (timedelta(minutes=1), "since 12:04 UTC (1 minute ago)"),
        (timedelta(minutes=3, seconds=59), "since 12:01 UTC (3 minutes ago)"),
        (timedelta(hours=5), "since 07:05 UTC (5 hours ago)"),
        (timedelta(hours=20), "since 2026-01-01 16:05 UTC (20 hours ago)"),
        (timedelta(seconds=-9), "since 12:05 UTC (just now)"),
    ],
)
def test_a_moment_is_told_as_a_clock_shows_it(before: timedelta, words: str) -> None:
    assert since(NOON - before, NOON) == words
