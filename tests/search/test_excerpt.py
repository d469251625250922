import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.search.excerpt import Excerpt, Term, excerpt_of, spans_of_terms


@pytest.mark.parametrize(
    ("text", "terms", "found"),
    [
        ("Rose, rosé ROSE_1", [Term("rose")], ["Rose", "rosé", "ROSE"]),
        ("new in town, newer", [Term("new", prefix=True)], ["new", "newer"]),
        ("in a town in town", [Term("in town")], ["in town"]),
        ("in town-hall", [Term("in tow", prefix=True)], ["in town"]),
        ("a b", [Term("b"), Term("a")], ["b", "a"]),
        ("a", [Term("a b"), Term("--")], []),
    ],
)
def test_terms_are_found_without_regard_to_case_and_accents(
    text: str, terms: list[Term], found: list[str]
) -> None:
    assert [text[start:end] for start, end in spans_of_terms(text, terms)] == found


def test_a_short_text_is_whole_and_on_one_line() -> None:
    assert excerpt_of("a\nb\u2028c", [(2, 3), (0, 1), (0, 1)], 10) == Excerpt(
        "a b c", ((0, 1), (2, 3))
    )


def test_a_long_text_is_cut_around_what_was_found_first() -> None:
    text = "x" * 500 + "rose" + "y" * 500

    excerpt = excerpt_of(text, [(500, 504)], 200)

    assert excerpt.text == "…" + "x" * 80 + "rose" + "y" * 116 + "…"
    assert excerpt.marks == ((81, 85),)


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda s: (s[0], s[0] + s[1]))),
    st.integers(1, 30),
)
def test_marks_lie_within_the_excerpt_in_order(
    text: str, spans: list[tuple[int, int]], limit: int
) -> None:
    excerpt = excerpt_of(text, [span for span in spans if span[1] <= len(text)], limit)

    ends = [end for _, end in excerpt.marks]
    assert len(excerpt.text) <= limit + 2
    assert all(0 <= start < end <= len(excerpt.text) for start, end in excerpt.marks)
    assert all(start > end for (start, _), end in zip(excerpt.marks[1:], ends, strict=False))
