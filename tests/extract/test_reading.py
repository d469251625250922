"""The plain reading, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.readings import read_text
from tests.extract.slow import reading as slow
from tests.extract.texts import texts


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("２１３", "213"),
        ("2️⃣1️⃣", "21"),
        ("²①❷⑩🔟", "2121010"),
        ("٢२๒二", "2222"),
        ("𝐑𝐨𝐬𝐞 ⓡⓞⓢⓔ 🅁🄾", "Rose rose RO"),
        ("СаІІ", "CaII"),
        ("é–“x”", "e-'x'"),
        ("2\u200b1\u0336\u202e3", "213"),
        ("&#50;&#x31;&amp;#51;&nbsp;&lt;", "213 <"),
        (r"a\nb 1\u0032", "a\nb 12"),
        ("<b>2</b>1<br/>3", "21\n3"),
        ("dreißig", "dreissig"),
        ("〢〡〣𝍠", "2131"),
        ("%32%31%33%20%2D%40", "213 -@"),
        ("site1.example/a%20b", "site1.example/a%20b"),
        (r"\x32\u0031", "21"),
        ("5ꓳ3 ჿ a。b", "5O3 o a.b"),
    ],
)
def test_disguise_is_undone(text: str, plain: str) -> None:
    assert read_text(text).plain == plain


def test_a_known_cyrillic_word_is_read_letter_for_letter() -> None:
    reading = read_text("тел восемь9")

    assert reading.plain == "tel vosemj9"
    assert reading.span(4, 10) == (4, 10)
    assert reading.tricks(0, 11) == frozenset()


@given(st.text())
def test_every_character_knows_where_it_came_from(text: str) -> None:
    reading = read_text(text)

    spans = [reading.span(at, at + 1) for at in range(len(reading.plain))]

    assert len(reading.lower) == len(reading.plain)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
    assert all(
        reading.plain[at] == text[s:e]
        for at, (s, e) in enumerate(spans)
        if text[s:e] == reading.plain[at]
    )


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="&\\<%")))
def test_plain_text_is_left_alone(text: str) -> None:
    assert read_text(text).plain == text


def test_tricks_are_named() -> None:
    reading = read_text("2\u200b１3&#52;")

    assert reading.tricks(0, 4) == {"hidden characters", "other digits", "entities"}


@given(texts() | st.text(), st.data())
def test_the_kernel_reads_as_its_twin(text: str, data: st.DataObject) -> None:
    reading, twin = read_text(text), slow.read_text(text)

    assert reading.plain == twin.plain
    spans = [twin.span(at, at + 1) for at in range(len(twin.plain))]
    assert [reading.span(at, at + 1) for at in range(len(reading.plain))] == spans
    if twin.plain:
        start = data.draw(st.integers(0, len(twin.plain) - 1))
        end = data.draw(st.integers(start + 1, len(twin.plain)))
        assert reading.tricks(start, end) == twin.tricks(start, end)
