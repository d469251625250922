"""E-mail addresses in disguise, and sentences that only sound like one."""

import pytest

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in

PLACES = read_places()


def addresses(text: str) -> list[str]:
    return [it.value for it in signals_in(text, "US", PLACES) if it.kind == "email"]


@pytest.mark.parametrize(
    "text",
    [
        "r o s e @ m a i l . e x a m p l e",
        "rose/at/mail/dot/example",
        "rose=at=mail=dot=example",
        "rose 'at' mail 'dot' example",
        "rose%40mail.example",
        "rose(собака)mail.example",
        "rose arond mail punct example",
    ],
)
def test_an_address_is_read_in_disguise(text: str) -> None:
    assert addresses(text) == ["rose@mail.example"]


def test_a_provider_in_brackets_is_enough() -> None:
    assert addresses("rosevip84(at)yahoo") == ["rosevip84@yahoo.com"]


@pytest.mark.parametrize("text", ["meet me at yahoo", "a b @ c d", "it is -at- the corner. It"])
def test_a_sentence_is_no_address(text: str) -> None:
    assert addresses(text) == []
