import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.collect.record import Unreadable
from lamplight.collect.texts import read_age, read_degrees, read_text, read_word, read_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("213 555 0100", ("213 555 0100",)),
        (2135550100, ("2135550100",)),
        (2135550100.0, ("2135550100",)),
        (["a", 5, None, " ", "N/A"], ("a", "5")),
        ("a; b|c\nd;;", ("a", "b", "c", "d")),
        ('["a, b", 5]', ("a, b", "5")),
        ("[not json", ("[not json",)),
        ([], ()),
        ("", ()),
        ("null", ()),
    ],
)
def test_words_of_a_list_or_of_one_text(value: object, words: tuple[str, ...]) -> None:
    assert read_words(value) == words


@pytest.mark.parametrize("value", [True, {}, [[]], ["a", False], [{"x": 1}]])
def test_what_is_no_list_of_text_is_refused(value: object) -> None:
    with pytest.raises(Unreadable):
        read_words(value)


def test_text_is_untouched_and_words_are_trimmed() -> None:
    assert read_text(" a \n") == " a \n"
    assert read_word(" a \n") == "a"
    assert read_word(" NULL ") is None


@pytest.mark.parametrize(
    ("value", "degrees"),
    [(29.5, 29.5), ("-29.5 ", -29.5), (90, 90.0), ("nan", None), (float("inf"), None), ("", None)],
)
def test_degrees_within_their_limit(value: object, degrees: float | None) -> None:
    assert read_degrees(value, 90) == degrees


@pytest.mark.parametrize("value", [90.5, -91, "north", True, [], 10**400])
def test_degrees_beyond_are_refused(value: object) -> None:
    with pytest.raises(Unreadable):
        read_degrees(value, 90)


@pytest.mark.parametrize(("value", "age"), [(24, 24), ("24", 24), (24.0, 24), ("", None)])
def test_an_age_in_whole_years(value: object, age: int | None) -> None:
    assert read_age(value) == age


@pytest.mark.parametrize("value", ["25+", 24.5, -1, 151, True, [24]])
def test_no_age_is_refused(value: object) -> None:
    with pytest.raises(Unreadable):
        read_age(value)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists))
def test_any_value_is_read_or_refused(value: object) -> None:
    for read in (read_text, read_word, read_words, read_age):
        with contextlib.suppress(Unreadable):
            read(value)
