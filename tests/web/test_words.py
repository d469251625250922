"""Numbers, moments and marks read as written here."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.web import words
from tests.web.conftest import NOON


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (59, "8 weeks ago"),
        (60, "2 months ago"),
        (730, "2 years ago"),
        (-1, "in the future"),
    ],
)
def test_ago_grows_coarser(days: int, said: str) -> None:
    assert words.ago(NOON - timedelta(days=days), NOON) == said


@pytest.mark.parametrize(
    ("value", "said"), [(2.25, "+2.2"), (-3.0, "−3.0"), (0.0, "0.0"), (-0.01, "0.0")]
)
def test_bits_carry_their_sign(value: float, said: str) -> None:
    assert words.bits(value) == said


@pytest.mark.parametrize(("value", "said"), [(0.0, "1"), (0.426, "43"), (1.0, "99")])
def test_a_probability_is_never_certain(value: float, said: str) -> None:
    assert words.share(value) == f"{said}\u2009%"


def test_counts_agree_with_their_nouns() -> None:
    assert words.count(1, "ad") == "1 ad"
    assert words.count(12_000, "ad") == "12\u202f000 ads"
    assert words.count(2, "person", "people") == "2 people"


def test_marks_stand_where_the_spans_are() -> None:
    pieces = words.marked("call 555 now", [(5, 8, "1")])

    assert [(piece.text, piece.mark) for piece in pieces] == [
        ("call ", None),
        ("555", "1"),
        (" now", None),
    ]


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40), st.text(max_size=2))),
)
def test_marking_never_changes_the_text(text: str, spans: list[tuple[int, int, str]]) -> None:
    pieces = words.marked(text, spans)

    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
