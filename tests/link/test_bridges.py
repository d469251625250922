"""A join that was made of a few ads is taken back where it alone holds two large parts together."""

import numpy as np
import pytest

from lamplight.link.apart import weigh_two
from lamplight.link.bridges import FEW, LARGE, MOST_JOINS, bits_between, too_weak
from lamplight.link.cluster import link_ads
from lamplight.link.corpus import Constraints
from lamplight.link.edges import Edges, edge_table
from lamplight.link.shares import CONTACTS, PICTURE, TEXT, Shares
from lamplight.link.weigh import DEFAULT
from tests.link.corpora import NOTHING_DECIDED, Row, corpus, pairs, phone, picture, story

CONTACT = 0
LEAST = 3.0


def kinds(*of: int) -> np.ndarray:
    return np.array(of, np.int64)


def chains(*lengths: int, weak: float) -> Edges:
    """Ads in chains of strong joins, the first of each joined to the first of all by a weak one."""
    first = np.cumsum([0, *lengths])[:-1].tolist()
    strong = [
        (at + i, at + i + 1)
        for at, many in zip(first, lengths, strict=True)
        for i in range(many - 1)
    ]
    both = np.array([*strong, *((first[0], at) for at in first[1:])], np.int64)
    bits = np.append(np.full(len(strong), 20.0), np.full(len(first) - 1, weak))
    return edge_table(left=both[:, 0], right=both[:, 1], first_bits=bits)


def shown(*each: tuple[int, int], of: tuple[int, ...]) -> Shares:
    row, value = np.array(each, np.int64).reshape(-1, 2).T.copy()
    kind = np.array(of, np.int64)
    return Shares(row, value, kind, np.arange(len(of)), np.zeros(len(of), np.bool_))


def taken_back(edges: Edges, shares: Shares) -> list[int]:
    counts = np.ones(int(max(edges["left"].max(), edges["right"].max())) + 1, np.bool_)
    return [int(at) for at in too_weak(edges, shares, counts, LEAST)]


@pytest.mark.parametrize(
    ("ads", "common", "own", "bits"),
    [
        (LARGE - 1, kinds(PICTURE), 2, 3.0),
        (LARGE, kinds(PICTURE), 2, 5.5),
        (2 * LARGE, kinds(PICTURE), 2, 6.5),
        (2 * LARGE, kinds(TEXT), 2, 4.0),
        (2 * LARGE, kinds(), 2, 6.5),
        (2 * LARGE, kinds(CONTACT), 1, 6.5),
        (2 * LARGE, kinds(CONTACT), 0, 3.0),
        (2 * LARGE, kinds(CONTACT, CONTACTS - 1), 3, 3.0),
        (4 * LARGE, kinds(PICTURE, TEXT, PICTURE), 3, 5.0),
        (4 * LARGE, kinds(*[PICTURE] * (FEW + 1)), 3, 3.0),
    ],
)
def test_the_larger_both_are_and_the_less_they_share_the_more_is_wanted(
    ads: int, common: np.ndarray, own: int, bits: float
) -> None:
    assert bits_between(LEAST, ads, common, own) == pytest.approx(bits)


def test_a_weak_join_of_two_large_parts_is_taken_back_and_no_other() -> None:
    edges = chains(30, 30, LARGE - 1, weak=4.0)
    copied = shown((0, 0), (30, 0), of=(PICTURE,))

    assert taken_back(edges, copied) == [len(edges) - 2]
    assert taken_back(chains(30, 30, weak=7.9), copied) == []


def test_what_the_sides_have_in_common_is_asked_of_all_their_ads() -> None:
    edges = chains(30, 30, weak=4.0)
    far = [(29, value) for value in range(FEW)] + [(59, value) for value in range(FEW)]

    assert taken_back(edges, shown((0, FEW), (30, FEW), of=(PICTURE,) * (FEW + 1))) == [58]
    assert taken_back(edges, shown((0, FEW), (30, FEW), *far, of=(PICTURE,) * (FEW + 1))) == []


def test_an_ad_that_came_in_twice_makes_no_part_larger() -> None:
    edges = chains(30, 30, weak=4.0)
    counts = np.ones(60, np.bool_)
    counts[1:15] = False

    assert not len(too_weak(edges, shown((0, 0), (30, 0), of=(PICTURE,)), counts, LEAST))


def test_each_is_looked_at_with_the_sides_that_it_then_has() -> None:
    """Of a chain of three parts the weaker join goes; what is left of the other is small."""
    edges = chains(30, 12, 30, weak=4.0)
    edges["bits"][-2:] = 3.9, 3.2
    edges["left"][-1] = 30

    assert taken_back(edges, shown((0, 0), (30, 0), (42, 0), of=(PICTURE,))) == [len(edges) - 1]


def test_a_cluster_of_too_many_weak_joins_is_left_as_it_is() -> None:
    star = chains(40, 40, *[1] * MOST_JOINS, weak=4.0)

    assert taken_back(star, shown((0, 0), (40, 0), of=(PICTURE,))) == []


def operators(ads: int = 30) -> list[Row]:
    """Two, each with a number and words of its own; one stole a picture of the other, and showed it
    in the same place in that week."""
    return [
        Row(
            f"site{who}/{ad}",
            (phone(who),),
            f"{story(who)} edit{who}x{ad}",
            (picture(9_999),) if ad == 0 else (),
            place=who if ad else 3,
        )
        for who in range(2)
        for ad in range(ads)
    ]


@pytest.mark.parametrize(("ads", "networks"), [(LARGE - 1, 1), (LARGE + 1, 2)])
def test_two_large_operators_stay_two_though_one_copied_a_picture(ads: int, networks: int) -> None:
    rows = operators(ads)

    linked = link_ads(corpus(rows), NOTHING_DECIDED, DEFAULT)

    assert len(set(linked.network.tolist())) == networks
    assert len(linked.links) == len(rows) - networks


def test_a_persons_word_holds_them_all_the_same() -> None:
    decided = Constraints(same=pairs((0, 30)))

    assert len(set(link_ads(corpus(operators()), decided, DEFAULT).network.tolist())) == 1


def test_why_they_are_apart_is_told() -> None:
    lenient = {**DEFAULT, "other contact": 0.0}

    told = weigh_two(corpus(operators()), np.repeat([0, 1], 30), (0, 1), NOTHING_DECIDED, lenient)

    assert DEFAULT["least"] <= told.bits < told.least
    assert "next to nothing in common" in told.why
