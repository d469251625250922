import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.link.chance import PERSON, Chances, chances_of, in_words, kinds_of, sentence_of
from lamplight.link.edges import SURE_BITS
from lamplight.model import Level, Link, LinkReason


def link(bits: float, *kinds: str, level: Level = "network") -> Link:
    shown = tuple(LinkReason(kind, "a value", "Both show it", bits) for kind in kinds)
    return Link(1, 2, level, bits, shown)


def operator(some: Link) -> float:
    chances = chances_of(some)
    assert chances is not None
    return chances.operator


def test_a_lone_text_of_few_bits_is_right_nine_times_in_ten() -> None:
    assert in_words(operator(link(3.0, "text"))) == "about 9 in 10"


@given(st.floats(-10, 29), st.floats(0, 10), st.sampled_from(["phone", "text", "picture"]))
def test_more_bits_never_make_a_link_less_likely(bits: float, more: float, kind: str) -> None:
    assert operator(link(min(bits + more, 29.0), kind)) >= operator(link(bits, kind))


def test_two_values_say_more_than_one_of_the_same_bits() -> None:
    assert operator(link(5.0, "phone", "text")) > operator(link(5.0, "text"))


def test_being_seen_in_one_place_says_more() -> None:
    beside = LinkReason("time", None, "both were in one place within a week", 0.5)
    apart = link(4.0, "text")
    met = Link(1, 2, "network", 4.0, (*apart.reasons, beside))

    assert operator(met) > operator(apart)


def test_nothing_is_said_of_what_a_person_decided() -> None:
    assert chances_of(link(SURE_BITS, "phone")) is None


def test_one_person_is_told_of_links_inside_a_provider_alone() -> None:
    inside, between = chances_of(link(9.0, "text", level="provider")), chances_of(link(9.0, "text"))

    assert inside is not None
    assert between is not None
    assert inside.person == PERSON["text",]
    assert between.person is None


@given(st.floats(3, 29), st.sampled_from(sorted(PERSON)))
def test_a_person_is_never_likelier_than_an_operator(bits: float, kinds: tuple[str, ...]) -> None:
    named = ["phone" if kind == "contact" else kind for kind in kinds]
    some = link(bits, *named, level="provider")
    chances = chances_of(some)

    assert chances is not None
    assert kinds_of(some) == kinds
    assert chances.person is not None
    assert chances.person <= chances.operator


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.999, "at least 999 in 1,000"),
        (0.9964, "about 996 in 1,000"),
        (0.991, "about 99 in 100"),
        (0.957, "about 96 in 100"),
        (0.91, "about 9 in 10"),
        (0.26, "about 3 in 10"),
    ],
)
def test_a_share_is_told_as_finely_as_it_matters(share: float, words: str) -> None:
    assert in_words(share) == words


def test_the_sentence_tells_of_one_person_where_there_is_something_to_tell() -> None:
    assert sentence_of(Chances(0.991, None)) == "about 99 in 100 such links are right"
    assert sentence_of(Chances(0.991, 0.97)) == (
        "about 99 in 100 such links are right, about 97 in 100 join ads of one person"
    )
