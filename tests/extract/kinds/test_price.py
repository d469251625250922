"""Prices: whose currency it is."""

import pytest

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in

PLACES = read_places()


@pytest.mark.parametrize(
    ("text", "value"), [("R$ 200", "200 BRL"), ("US$200", "200 USD"), ("$200", "200 CAD")]
)
def test_letters_before_the_sign_say_whose_it_is(text: str, value: str) -> None:
    prices = [it.value for it in signals_in(text, "CA", PLACES) if it.kind == "price"]

    assert prices == [value]
