"""Signals of a text and of an ad, through every kind."""

import importlib
import pkgutil

from hypothesis import given
from hypothesis import strategies as st

from lamplight.collect.places import read_places
from lamplight.extract import kinds
from lamplight.extract.read import signals_in, signals_of
from lamplight.model import Ad, Signal
from tests.extract.slow.read import KINDS

PLACES = read_places()
SEPARATORS = ("", "-", ".", " ", " - ", "*", "|", "\n", " dash ", "🌹")
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
PIECES = st.sampled_from(
    [
        "213",
        "555",
        "0123",
        "one",
        "@",
        ".",
        "at",
        "dot",
        "$",
        "ig:",
        "t.me/",
        "🌹",
        "&#50;",
        "in",
        "Houston",
        "TX",
        "bc1q",
        "0x",
        "yo",
        "-",
        "(",
        ")",
        "+",
        "call",
        "O",
        "SSS",
        "5'7",
        "24/7",
        "10am",
        "usd",
        "(at)",
        "\u200b",
        "\x00",
        " ",
        "\n",
        "�",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))
REGIONS = st.sampled_from([None, "US", "GB", "DE", "XX"])


def values(signals: list[Signal], kind: str) -> list[str]:
    return [signal.value for signal in signals if signal.kind == kind]


@given(TEXTS, REGIONS)
def test_spans_lie_inside_and_shares_are_shares(text: str, region: str | None) -> None:
    for signal in signals_in(text, region, PLACES):
        assert signal.start is not None
        assert signal.end is not None
        assert 0 <= signal.start < signal.end <= len(text)
        assert 0 < signal.confidence <= 1
        assert 0 <= signal.obfuscation < 1
        assert signal.value


@given(
    st.integers(200, 999),
    st.integers(200, 999),
    st.integers(0, 9999),
    st.sampled_from(SEPARATORS),
    st.lists(st.booleans(), min_size=10, max_size=10),
)
def test_the_words_of_a_number_give_the_number_again(
    area: int, exchange: int, line: int, separator: str, spelt: list[bool]
) -> None:
    digits = f"{area}{exchange}{line:04}"
    shown = [
        WORDS[int(d)] if word and separator else d for d, word in zip(digits, spelt, strict=True)
    ]
    text = f"call me at {separator.join(shown)} thanks"

    phones = [s for s in signals_in(text, "US", PLACES) if s.kind == "phone"]

    assert [s.value for s in phones] == [f"+1{digits}"]
    again = signals_in("call " + text[phones[0].start : phones[0].end], "US", PLACES)
    assert values(again, "phone") == [f"+1{digits}"]


@given(st.lists(st.integers(0, 24), min_size=1, max_size=8))
def test_characters_without_width_change_nothing(places: list[int]) -> None:
    text = "call 213-555-0123, rose@mail.example"
    hidden = "".join(c + "\u200b" * places.count(at) for at, c in enumerate(text))

    signals = signals_in(hidden, "US", PLACES)

    assert [s.value for s in signals] == ["+12135550123", "rose@mail.example"]
    assert hidden[signals[1].start : signals[1].end].replace("\u200b", "") == "rose@mail.example"


def test_a_place_in_the_text_is_read_as_one_kind() -> None:
    text = "https://t.me/rose_vip https://wa.me/12135550123 2135550123@mail.example"

    signals = signals_in(text, "US", PLACES)

    assert [(s.kind, s.value) for s in signals] == [
        ("handle", "telegram:rose_vip"),
        ("phone", "+12135550123"),
        ("email", "2135550123@mail.example"),
    ]


def test_structured_fields_have_no_span() -> None:
    ad = Ad(
        "site",
        "1",
        title="Rosa, 213-555-0188",
        phones=("(213) 555-0123", "12 34 56"),
        emails=("Rose@Mail.example",),
        handles=("@Rose_VIP", "ig: rose.vip"),
        city="Houston",
        age=24,
    )

    signals = signals_of(ad, "US", PLACES)

    assert (signals[0].field, signals[0].start) == ("title", 6)
    assert [(s.kind, s.value) for s in signals[1:]] == [
        ("phone", "+12135550123"),
        ("phone", "123456"),
        ("email", "rose@mail.example"),
        ("handle", "any:rose_vip"),
        ("handle", "instagram:rose.vip"),
        ("age", "24"),
        ("place", "Houston, TX, US"),
    ]
    assert {(s.field, s.start, s.end) for s in signals[1:]} == {(None, None, None)}


def test_every_kind_is_read_in_the_order_of_its_rank() -> None:
    modules = [
        importlib.import_module(f"{kinds.__name__}.{one.name}")
        for one in pkgutil.iter_modules(kinds.__path__)
    ]

    ranked = sorted(modules, key=lambda module: module.RANK)

    assert tuple(module.__name__.rsplit(".", 1)[1] for module in ranked) == KINDS


def test_a_name_is_not_begun_inside_another_word() -> None:
    signals = signals_in("find me on kik as ida88", "US", PLACES)

    assert values(signals, "handle") == ["kik:ida88"]


def test_a_russian_word_after_a_platform_is_no_name() -> None:
    assert signals_in("инстаграм: пишите сюда", "RU", PLACES) == []
