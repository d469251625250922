"""A link says no more of its two ads than they show."""

import numpy as np
import pytest

from lamplight.link.edges import edge_table
from lamplight.link.evidence import EVIDENCE, evidence_of
from lamplight.link.names import Names
from lamplight.link.reasons import LinkTable, Told
from lamplight.link.shares import KINDS, shares_of
from tests.link.corpora import Row, corpus, phone, picture, story


def texts_of(first: str, second: str, *, shared: bool) -> list[str]:
    """Reasons of a link of two ads by two kinds of values, which the second ad may not show."""
    one = Row("a/1", (phone(1),), story(1), (picture(1),))
    other = one if shared else Row("a/2", (phone(2),), story(2), (picture(2),))
    made = corpus([one, other])
    shares = shares_of(made)
    value = [int(np.flatnonzero(shares.kind == KINDS.index(kind))[0]) for kind in (first, second)]
    edges = edge_table(
        left=np.array([0]),
        right=np.array([1]),
        first=np.array(value[:1]),
        second=np.array(value[1:]),
        first_groups=np.array([3]),
        second_groups=np.array([1]),
        first_bits=np.array([5.0]),
        second_bits=np.array([2.0]),
    )
    names, number = Names(made, shares, np.arange(2)), np.arange(len(shares.kind))
    kinds, values = names.of_all(number)
    evidence = evidence_of(edges, np.zeros(2, np.int64), names, number)
    links = LinkTable(evidence, lambda number: (kinds[number], values[number]))
    return [reason.text for reason in links[0].reasons]


def test_a_row_of_evidence_is_read_as_it_is_written() -> None:
    assert Told._fields == EVIDENCE.names


@pytest.mark.parametrize(
    ("shared", "phone_text", "picture_text"),
    [
        (True, "Both show the phone +12135550001", "Both show one picture, or near copies of it"),
        (
            False,
            "Ads joined to each before both show the phone +12135550001",
            "Ads joined to each before both show one picture, or near copies of it",
        ),
    ],
)
def test_both_show_it_or_those_that_were_joined_to_them(
    shared: bool, phone_text: str, picture_text: str
) -> None:
    told = texts_of("phone", "picture", shared=shared)

    assert told == [
        f"{phone_text}, which 3 groups of ads showed when these were joined",
        f"{picture_text}, and nobody who shows it could be reached otherwise",
    ]


def test_words_are_of_one_text_only_where_they_are() -> None:
    alone = ", and nobody who shows it could be reached otherwise"

    assert texts_of("phone", "text", shared=True)[1] == (
        f"Their texts are variants of one text{alone}"
    )
    assert texts_of("phone", "text", shared=False)[1] == (
        f"Ads joined to each before both have variants of one text{alone}"
    )
