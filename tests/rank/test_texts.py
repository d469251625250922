"""What is known of a text is the same, whatever texts it is read with."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lamplight.rank.facts import Texts, unpacked
from lamplight.rank.texts import joined, read_texts
from tests.rank.networks import PHRASES

PIECES = ("just arrived", "real pics", "no real pics", "new in town", "lady", "31", "Thai")
some_text = st.lists(st.sampled_from(PIECES), max_size=3).map(" ".join)
some_texts = st.lists(st.tuples(some_text, some_text), max_size=4)


def read(texts: list[tuple[str, str]]) -> Texts:
    return read_texts([title for title, _ in texts], [body for _, body in texts], PHRASES)


def told(texts: Texts) -> list[list[int]]:
    columns = (texts.words, texts.title, texts.starts, texts.indicator, texts.where)
    return [column.tolist() for column in columns]


def test_of_each_indicator_the_first_phrase_counts_title_before_body() -> None:
    (where,) = read([("lady new in town", "just arrived, just arrived")]).where.tolist()

    assert unpacked(where) == ("title", 5, 16)


@given(st.lists(some_texts, min_size=1))
def test_texts_read_in_parts_are_as_if_read_at_once(parts: list[list[tuple[str, str]]]) -> None:
    together = read([text for part in parts for text in part])

    assert told(joined([read(part) for part in parts])) == told(together)


@given(some_texts.filter(len), st.data())
def test_some_texts_are_as_if_read_alone(texts: list[tuple[str, str]], data: st.DataObject) -> None:
    asked = data.draw(st.lists(st.sampled_from(range(len(texts)))))

    found = read(texts).at(np.array(asked, np.int64))

    assert told(found) == told(read([texts[at] for at in asked]))
