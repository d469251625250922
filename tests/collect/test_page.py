import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.collect.page import Page, read_page


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("no tags at all", Page("", "no tags at all")),
        ("<title>A &lt; B</title>c", Page("A < B", "c")),
        ("<TITLE>A\nB</TITLE><title>C</title>d", Page("A B", "C\nd".replace("\n", ""))),
        ("a<br>b<br/>c<p>d</p>e", Page("", "a\nb\nc\nd\ne")),
        ("<b>2</b>1<i>3</i>", Page("", "213")),
        ("a &eacute;&#128222; b", Page("", "a é📞 b")),
        ("a < b and 3<4", Page("", "a < b and 3<4")),
        ('<p title="x > y">a</p>', Page("", "a")),
        ("<p title='x>a", Page("", "a")),
        ("a<!-- <p>no</p> -->b<!-- open", Page("", "ab")),
        ("a<script>if (x<y) '</p>'</SCRIPT >b<style>p{}</style>c", Page("", "abc")),
        ("a<script>never closed", Page("", "a")),
        ("<!DOCTYPE html><?xml?>a", Page("", "a")),
        ("<title>never closed<p>text", Page("never closed", "text")),
        ("a<", Page("", "a<")),
        ("a<p", Page("", "a")),
        ("", Page("", "")),
    ],
)
def test_reads_what_a_person_would(source: str, page: Page) -> None:
    assert read_page(source) == page


class Slow(HTMLParser):
    """The standard library's parser, as a twin for well-formed pages."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


TAGS = st.sampled_from(["<b>", "</b>", '<a href="x>y">', "<!-- c -->", "<br>", "<p class=x>"])
WORDS = st.text(
    st.characters(exclude_characters="\0\r", exclude_categories=["Cs", "Cn"]), max_size=9
)


@given(st.lists(st.one_of(TAGS, WORDS.map(html.escape))))
def test_keeps_the_words_that_the_standard_library_keeps(parts: list[str]) -> None:
    slow = Slow()
    slow.feed("".join(parts))
    slow.close()

    text = read_page("".join(parts)).text

    assert "".join(text.split()) == "".join("".join(slow.words).split())


@pytest.mark.parametrize(
    "part", ["<", "<a ", "<a '", '<a "', "<!--", "<!", "</", "<script>", "<a \"'", "<title>"]
)
def test_a_hostile_page_costs_no_more_than_a_long_one(part: str) -> None:
    read_page(part * 100_000)  # quadratic time would be minutes


@given(st.text(st.sampled_from("<>!-/'\"= aptitlescr\n&;"), max_size=60))
def test_any_text_is_read(source: str) -> None:
    read_page(source)
