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
    "|€|ATmailDOTcom|AT|DOT|dotcom|atgmaildotcom|@maildotcom| underscore | dash | guion bajo "
    "| my | look| email: |mail | kropka |malpa| et |(et)| period |*|\x01|,com|..com"
    "|r-o-s-e|📧|✉|ⓐ| ⓐ |write to |lily64"
    "|r o s e|r o s e @ m a i l . c o m| e | @ x | . c|0|a b @ c _ d @ e"
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
        "roseATmailDOTexample",
        "rose@maildotexample",
        "r o s e at m a i l dot e x a m p l e",
        "rose@m a i l . e x a m p l e",
        "r o s e @ mail.example",
        "r-o-s-e (at) mail (dot) example",
        "rose \N{BULLET}at\N{BULLET} mail \N{BULLET}dot\N{BULLET} example",
        "rose małpa mail kropka example",
        "rose (et) mail (point) example",
        "rose_at_mail_dot_example",
        "rose@mail,example",
        "e-mail: rose at mail.example",
        "rose<!-- -->@mail.example",
        "roseATmail.example",
        "write to rose at mail.example",
        "rose \N{ENVELOPE} mail.example",
        "rose \N{CIRCLED LATIN SMALL LETTER A} mail.example",
    ],
)
def test_an_address_is_read_in_disguise(text: str) -> None:
    assert addresses(text) == ["rose@mail.example"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("rose underscore lane at mail dot example", "rose_lane@mail.example"),
        ("rose guión bajo lane arroba mail punto example", "rose_lane@mail.example"),
        ("rose Bindestrich lane at mail Punkt example", "rose-lane@mail.example"),
        (
            "rose (dot) lane (at) my dash mail (dot) co (dot) example",
            "rose.lane@my-mail.co.example",
        ),
        ("rosevip at gmail com", "rosevip@gmail.com"),
        ("roseatgmaildotcom", "rose@gmail.com"),
    ],
)
def test_signs_in_an_address_may_be_words(text: str, value: str) -> None:
    assert addresses(text) == [value]


def test_a_provider_in_brackets_is_enough() -> None:
    assert addresses("rosevip84(at)yahoo") == ["rosevip84@yahoo.com"]


@pytest.mark.parametrize(
    "text",
    [
        "meet me at yahoo",
        "a b @ c d",
        "it is -at- the corner. It",
        "100 @ hour. It is fair",
        "look at gmail.com",
        "email me at site.example",
        "insta @rose.vip",
        "all photos at site dot example",
    ],
)
def test_a_sentence_is_no_address(text: str) -> None:
    assert addresses(text) == []


@settings(max_examples=300)
@given(rows_of(PIECES))
@example("under \N{GRINNING FACE}rose-at-mail.example")
@example("rose dot vip (at) mail dot com, rosevip at gmail")
@example("a b @ c _ d @ e")
@example("a|r o s e m a i l . c o m")
@example("rose a gmail b c d")
@example("a_ATmailDOTcom")
@example("a _dot_mail at protonmail")
@example("dotmaila/at/-protonmailcom")
def test_native_and_twin_agree_on_what_addresses_are_made_of(text: str) -> None:
    assert natively(text, None, KINDS) == slowly(text, None, KINDS)
