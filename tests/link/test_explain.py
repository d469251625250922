from hypothesis import given
from hypothesis import strategies as st

from lamplight.link.explain import path, sentence_of, weakest
from lamplight.model import Link, LinkReason


def a_link(left: int, right: int, bits: float = 3.0) -> Link:
    return Link(left, right, "network", bits, (LinkReason("phone", None, "both show it", bits),))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_a_path_leads_from_one_end_to_the_other(parents: list[int]) -> None:
    tree = [a_link(at, parent % at) for at, parent in enumerate(parents, 1)]

    steps = path(tree, 0, len(parents))

    here = 0
    for step in steps:
        assert here in (step.left, step.right)
        here = step.left + step.right - here
    assert here == len(parents)
    assert len(steps) == len(set(map(id, steps)))


def test_there_is_no_path_between_what_nothing_joins() -> None:
    assert path([a_link(1, 2), a_link(3, 4)], 1, 4) == []
    assert path([a_link(1, 2)], 1, 1) == []


def test_a_chain_is_as_strong_as_its_weakest_link() -> None:
    assert weakest([a_link(1, 2, 5.0), a_link(2, 3, 1.5)]) == a_link(2, 3, 1.5)
    assert weakest([]) is None


def test_a_link_says_both_ends_its_bits_and_the_strongest_reason_first() -> None:
    reasons = (
        LinkReason("place", None, "at the same time in other places", -1.0),
        LinkReason("phone", "+12135550123", "both show +12135550123", 4.0),
    )

    said = sentence_of(Link(1, 2, "network", 3.0, reasons), "ad {}".format)

    assert said == (
        "ad 1 and ad 2, +3.0 bits (about 98 in 100 such links are right): "
        "both show +12135550123 (+4.0); at the same time in other places (-1.0)"
    )
