"""E-mail addresses in disguise, and sentences that only sound like one."""

import pytest
from hypothesis import example, given, settings

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in
from tests.extract.twins import natively, rows_of, slowly

PLACES = read_places()
KINDS = ("email", "wallet", "handle", "url")
"""Those that read before and with it."""

PIECES = (
    "a|rose|vip|rose_vip|a-b|a.b|_|-|+|.|. | .| . |,| |  |\t|\n| dot | point | d0t | underscore "
    "|dot|(dot)|[dot]|(.)| (dot) |*dot*|_dot_| punkt |@| @|@ | @ |  @  |(@)|[at]|(at)|{at}| (a) "
    "|'at'|/at/|-at-|*at*|_at_|~at|at| at |  at | arroba |(a rond)| a rond | a |(  at  )|gmail"
    "|yahoo|aol|protonmail|g mail|hot mail|mail|site|com| com|.com|net|co.uk|de| it|me|example|é"
    "|€|r o s e|r o s e @ m a i l . c o m| e | @ x | . c|0|a b @ c _ d @ e"
)


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


@settings(max_examples=300)
@given(rows_of(PIECES))
@example("rose dot vip (at) mail dot com, rosevip at gmail")
@example("a b @ c _ d @ e")
def test_native_and_twin_agree_on_what_addresses_are_made_of(text: str) -> None:
    assert natively(text, None, KINDS) == slowly(text, None, KINDS)
