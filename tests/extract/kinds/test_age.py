import pytest

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in

PLACES = read_places()


def ages(text: str) -> list[str]:
    return [it.value for it in signals_in(text, "US", PLACES) if it.kind == "age"]


@pytest.mark.parametrize(
    "text",
    [
        "age 24",
        "I'm 24yo",
        "24 years old",
        "aged 24.",
        "tengo 24 anos",
        "24 y/o",
        "am 24 de ani",
        "мне 24 года",
    ],
)
def test_an_age_is_read_where_words_say_so(text: str) -> None:
    assert ages(f"{text} and calm") == ["24"]


@pytest.mark.parametrize(
    "text",
    [
        "your name and age 10ma-10pm every day",  # hours with a slip of the pen
        "your name and age 10am-10pm",
        "I'm 24 minutes away",
        "24 hours",
        "24 years of experience",
    ],
)
def test_a_number_that_counts_something_else_is_no_age(text: str) -> None:
    assert ages(text) == []
