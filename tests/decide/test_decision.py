"""Until when what a person said holds."""

from datetime import UTC, date, datetime

import pytest

from lamplight.decide.decision import LEAVE_ALONE, end_of
from lamplight.errors import BadInput

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_network_is_left_alone_to_the_end_of_the_day_that_was_named() -> None:
    ends = end_of(date(2026, 3, 2), NOON)

    assert ends.date() == date(2026, 3, 2)
    assert end_of(date(2026, 3, 1), NOON) > NOON
    assert end_of(None, NOON) == NOON + LEAVE_ALONE


def test_a_day_that_is_past_is_refused() -> None:
    with pytest.raises(BadInput, match="2026-02-28 is past"):
        end_of(date(2026, 2, 28), NOON)
