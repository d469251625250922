"""How every match of a pattern begins."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.rank.heads import MOST, heads_of
from tests.rank.networks import INDICATORS

PATTERNS = [expression for one in INDICATORS for _, expression in one.patterns]
PARTS = (
    *("a", "bc", " ", "a?", "(?:a|bc)?", "(a|b(?:c| d))", "[ab]", "[a-c]", "[^a]", "b*", "c+"),
    *("a{1,2}", "(?!b)", "(?=a)", r"\d", r"\.", ".", "(?:a|b*c|)", "é", "|", "b??"),
)


@pytest.mark.parametrize(
    ("expression", "heads"),
    [
        ("new in town", ["new in town"]),
        ("(new|just) here", ["just here", "new here"]),
        ("looks? young", ["look young", "looks young"]),
        ("llegad[ao](?! de)", ["llegada", "llegado"]),
        (r"for 1\d days", ["for 1"]),
        ("so+ new", ["s"]),
        ("a (?:very )?(?:b|c.d) e", ["a b e", "a c", "a very b e", "a very c"]),
        ("be(?:fore|café)", ["becaf", "before"]),
    ],
)
def test_what_is_literal_is_followed(expression: str, heads: list[str]) -> None:
    assert heads_of(expression) == heads


def test_heads_end_earlier_where_there_would_be_too_many() -> None:
    heads = heads_of("x" + "[abc]" * 9)

    assert MOST / 3 < len(heads) <= MOST
    assert len({len(head) for head in heads}) == 1
    assert all(len(heads_of(one)) <= MOST for one in PATTERNS)


@given(st.lists(st.sampled_from(PARTS), max_size=6).map("".join), st.text("abcd .é1", max_size=8))
def test_every_match_begins_with_a_head(expression: str, text: str) -> None:
    match = re.match(expression, text)

    if match:
        assert any(text.startswith(head) for head in heads_of(expression))
