"""Web addresses whose dot is hidden."""

import pytest
from hypothesis import example, given, settings

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in
from tests.extract.twins import natively, rows_of, slowly

PLACES = read_places()
KINDS = ("email", "wallet", "handle", "url")
"""Those that read before and with it."""

PIECES = (
    "a|site3|x-y|-|_|.|. | .| . |,| |  |\t|\n|www|www.|www |www dot |wwwdot |dot| dot |(dot)|[.]"
    "|[ . ]|( dot )|*dot*|_dot_|~.~|{.}|<dot>| punto | point |com|.com| com|net|co|uk|.uk|me|.me"
    "|at|in|.in|store|.live|http|https|hxxp|://| :// |: //|http://|hxxps://|:80|/|/a/b|/A/B?x=1#y"
    "|?q=Z|#frag|/).|!|')|@|user@|wa.me/|+1213|whatsapp.com/send|é|€|£5|<|>|1.2|..."
    "| slash |the|[:]|**| dot de"
)


def addresses(text: str) -> list[str]:
    return [it.value for it in signals_in(text, "US", PLACES) if it.kind == "url"]


@pytest.mark.parametrize(
    "text",
    [
        "site3 . com",
        "site3。com",
        "site3 punto com",
        "www dot site3 dot com",
        "site3*dot*com",
        "h**p[:]//site3.com",
    ],
)
def test_an_address_is_read_with_its_dot_hidden(text: str) -> None:
    assert addresses(text) == ["site3.com"]


def test_an_address_may_be_in_words_throughout() -> None:
    assert addresses("book dot site3 dot com slash vip") == ["book.site3.com/vip"]


@pytest.mark.parametrize(
    "text",
    [
        "the hotel. com later",
        "a good point at noon",
        "so . me too",
        "the dot com boom",
        "chez moi point de",
    ],
)
def test_a_sentence_is_no_address(text: str) -> None:
    assert addresses(text) == []


@settings(max_examples=300)
@given(rows_of(PIECES))
@example("*dot*http://a.in")
@example("www dot site3 dot com/a/ https://www.site3.com:80/B?q#f town.in")
def test_native_and_twin_agree_on_what_addresses_are_made_of(text: str) -> None:
    assert natively(text, None, KINDS) == slowly(text, None, KINDS)
