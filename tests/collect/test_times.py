from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.collect.record import Unreadable
from lamplight.collect.times import First, day_order, read_time


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-01-02T03:04:05Z", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2025-01-02T03:04:05.5+02:00", datetime(2025, 1, 2, 1, 4, 5, 500000, tzinfo=UTC)),
        (" 2025-01-02 03:04 ", datetime(2025, 1, 2, 3, 4, tzinfo=UTC)),
        ("2025-01-02 03:04:05 UTC", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2025-01-02", datetime(2025, 1, 2, tzinfo=UTC)),
        ("20250102", datetime(2025, 1, 2, tzinfo=UTC)),
        (1735787045, datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)),
        (1735787045.25, datetime(2025, 1, 2, 3, 4, 5, 250000, tzinfo=UTC)),
        ("1735787045", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("1735787045.0", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)),
        (1735787045000, datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)),
        (date(2025, 1, 2), datetime(2025, 1, 2, tzinfo=UTC)),
        (datetime(2025, 1, 2, 3), datetime(2025, 1, 2, 3, tzinfo=UTC)),
        ("", None),
        ("  ", None),
        ("N/A", None),
        (float("nan"), None),
    ],
)
def test_a_moment_in_any_of_its_writings(value: object, moment: datetime | None) -> None:
    assert read_time(value) == moment


@pytest.mark.parametrize(
    "value",
    [
        *("01/02/2025", "yesterday", "2025", True, [], {}, 1e300, float("inf"), 10**30),
        *("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "9" * 15, "-" * 12),
    ],
)
def test_what_is_no_moment_is_refused(value: object) -> None:
    with pytest.raises(Unreadable):
        read_time(value)


@pytest.mark.parametrize(
    ("value", "first", "moment"),
    [
        ("11/01/2026", "month", datetime(2026, 11, 1, tzinfo=UTC)),
        ("11/01/2026", "day", datetime(2026, 1, 11, tzinfo=UTC)),
        ("1.2.2026 15:04", "day", datetime(2026, 2, 1, 15, 4, tzinfo=UTC)),
        ("11-22-2026, 3:04:05 pm", "month", datetime(2026, 11, 22, 15, 4, 5, tzinfo=UTC)),
        ("2026-11-01", "day", datetime(2026, 11, 1, tzinfo=UTC)),
    ],
)
def test_dates_in_numbers_are_read_where_their_order_is_known(
    value: str, first: First, moment: datetime
) -> None:
    assert read_time(value, first) == moment


@pytest.mark.parametrize("value", ["22/11/2026", "11/01/26", "11/01/2026 at noon", "2/30/2026"])
def test_dates_against_the_order_are_refused(value: str) -> None:
    with pytest.raises(Unreadable):
        read_time(value, "month")


@pytest.mark.parametrize(
    ("values", "first"),
    [
        (["11/01/2026", "11/22/2026", None, 5, "soon"], "month"),
        (["01.02.2026", "25.12.2026 10:00"], "day"),
        (["11/01/2026", "12/12/2026"], None),
        (["11/22/2026", "22/11/2026"], None),
        (["2026-11-22"], None),
    ],
)
def test_the_order_is_known_where_some_show_it_and_none_another(
    values: list[object], first: First | None
) -> None:
    assert day_order(values) == first


@given(st.one_of(st.text(), st.floats(), st.integers(), st.datetimes(), st.none()))
def test_any_value_is_a_moment_or_refused(value: object) -> None:
    try:
        moment = read_time(value)
    except Unreadable:
        return
    assert moment is None or moment.tzinfo is UTC
