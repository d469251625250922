"""Objects of one list of a JSON file, cut out wherever the chunks end."""

import json
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.collect.record import LIMIT_BYTES, Fault
from lamplight.exchange.elements import elements

TEXT = st.text(st.sampled_from('ab"\\{}[]:, \nä'), max_size=6)
VALUE = st.recursive(
    st.none() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
OBJECT = st.dictionaries(TEXT, VALUE, max_size=4)


def chunks(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


def found(data: bytes, path: tuple[str, ...], size: int = 7) -> list[Any]:
    items = list(elements(chunks(data, size), path))
    return [it if isinstance(it, Fault) else json.loads(it[1]) for it in items]


@given(st.lists(OBJECT | st.integers(), max_size=5), VALUE, st.integers(1, 40), st.booleans())
def test_elements_are_what_a_whole_reader_finds(
    media: list[Any], beside: Any, size: int, spaced: bool
) -> None:
    document = {"a": beside, "value": [{"Other": [{"x": 1}], "Media": media, "b": beside}], "z": 1}
    data = json.dumps(document, indent=2 if spaced else None).encode()

    assert found(data, ("value", "Media"), size) == [it for it in media if isinstance(it, dict)]


@given(st.lists(OBJECT, max_size=5), st.integers(1, 40))
def test_a_bare_list_has_no_keys(objects: list[Any], size: int) -> None:
    assert found(json.dumps(objects).encode(), (), size) == objects


def test_elements_are_numbered_from_one() -> None:
    assert list(elements([b'{"value":[{},{"a":{}}]}'], ("value",))) == [
        (1, b"{}"),
        (2, b'{"a":{}}'),
    ]


@pytest.mark.parametrize("cut", range(12, 40))
def test_a_file_that_is_cut_off_says_so_after_what_came_before(cut: int) -> None:
    data = b'{"value":[{"a":"x"},{"b":"y{"},{"c":1}]}'

    items = found(data[:cut], ("value",))

    assert isinstance(items[-1], Fault)
    assert "ends before" in items[-1].reason
    assert items[:-1] == [{"a": "x"}, {"b": "y{"}, {"c": 1}][: len(items) - 1]


def test_an_object_or_a_text_without_end_is_not_held() -> None:
    endless = iter(lambda: b"x" * 65_536, b"")

    for start in (b'{"value":[{"a":"', b'{"b":"'):
        (fault,) = elements(iter([start, *islice(endless, 100)]), ("value",))
        assert isinstance(fault, Fault)
        assert f"more than {LIMIT_BYTES:,} bytes" in fault.reason


def test_lists_within_lists_without_end_are_given_up() -> None:
    (fault,) = elements([b"[" * 100_000], ("value",))

    assert isinstance(fault, Fault)
    assert "64 deep" in fault.reason
