"""Web addresses whose dot is hidden."""

import pytest

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in

PLACES = read_places()


def addresses(text: str) -> list[str]:
    return [it.value for it in signals_in(text, "US", PLACES) if it.kind == "url"]


@pytest.mark.parametrize(
    "text",
    ["site3 . com", "site3。com", "site3 punto com", "www dot site3 dot com", "site3*dot*com"],
)
def test_an_address_is_read_with_its_dot_hidden(text: str) -> None:
    assert addresses(text) == ["site3.com"]


@pytest.mark.parametrize("text", ["the hotel. com later", "a good point at noon", "so . me too"])
def test_a_sentence_is_no_address(text: str) -> None:
    assert addresses(text) == []
