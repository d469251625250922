"""The native pattern engine answers as Python's re does."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lamplight.extract as room
from lamplight._native import Pattern
from lamplight.extract.tables import constants, decoded, encoded
from tests.extract.slow.reading import read_text
from tests.extract.texts import texts

Spans = list[tuple[int, int]] | None


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern of the room that may run natively."""
    found = {}
    for module, name, value in constants(room):
        if isinstance(value, re.Pattern) and decoded(encoded(value.pattern)) == value.pattern:
            found[f"{module}.{name}"] = value
    return found


PATTERNS = patterns()
NATIVE = {
    name: Pattern(encoded(pattern.pattern), verbose=bool(pattern.flags & re.VERBOSE))
    for name, pattern in PATTERNS.items()
}


def by_re(pattern: re.Pattern[str], text: str, at: int, end: int, how: str) -> Spans:
    found = getattr(pattern, how)(text, at, end)
    return found and [found.span(group) for group in range(pattern.groups + 1)]


def natively(pattern: Pattern, text: str, at: int, end: int, how: str) -> Spans:
    return pattern.search(encoded(text), at, end, how)


@given(texts(), st.data())
def test_every_pattern_of_the_room_finds_what_re_finds(text: str, data: st.DataObject) -> None:
    lower = read_text(text).lower
    at = data.draw(st.integers(0, len(lower)))
    end = data.draw(st.integers(at, len(lower)) | st.just(len(lower)))
    for name, pattern in PATTERNS.items():
        for how in ("search", "match"):
            found = natively(NATIVE[name], lower, at, end, how)

            wanted = by_re(pattern, lower, at, end, how)
            assert (found and found[: pattern.groups + 1]) == wanted, (name, how)


@given(st.lists(st.sampled_from("ab1 -.\n"), max_size=30).map("".join))
@pytest.mark.parametrize(
    "source",
    [
        r"(?:(?=(a))ab|ac|1)b?",
        r"(a|ab)(c|bcd)?(d*)",
        r"(?:a|ab)+?b",
        r"(a*)*b",
        r"(?P<x>[ab]+) (?P=x)",
        r"(?<=a)b|(?<!a)1",
        r"(?:(a)|b)*1",
        r"a{2}b{0,3}?\b",
        r"(?=a)[^1]+$",
        r"(?!ab)(?:\w\s?){1,4}\Z",
        r"[a-b\d.-]+",
        r"^(?:a|b|1)*?-",
        r"(?:a.){2,}|\n",
    ],
)
def test_each_part_of_the_grammar_means_what_it_means_to_re(source: str, text: str) -> None:
    pattern = re.compile(source)

    for how in ("search", "match", "fullmatch"):
        found = natively(Pattern(source.encode()), text, 0, len(text), how)
        assert (found and found[: pattern.groups + 1]) == by_re(pattern, text, 0, len(text), how)


@pytest.mark.parametrize("source", ["(a", "a)", "*a", "[b-a]", "(?i:a)", r"\q", "(?<=a*)b", "a**"])
def test_what_it_cannot_read_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        Pattern(source.encode())


def test_a_text_made_to_take_for_ever_is_given_up() -> None:
    assert natively(Pattern(b"(?:a|a)*b"), "a" * 5_000, 0, 5_000, "match") is None
