"""Constants are what most texts share, slots what stands between them."""

from hypothesis import given
from hypothesis import strategies as st

from lamplight.match.template import Slot, Template, find_template

WORDS = st.lists(st.sampled_from(["calm", "Reno", "quiet", "call", "any", "day"]), max_size=8)


def test_what_differs_is_a_slot_with_its_fillings() -> None:
    found = find_template(
        [
            "kind and calm, in Reno this week, call any day",
            "kind and calm, in Houston this week, call any day",
            "Kind and calm, in Reno this week, call 213 555 0101 any day",
        ]
    )

    assert found == Template(
        (
            "kind and calm, in",
            Slot((("Reno", 2), ("Houston", 1))),
            "this week, call",
            Slot((("", 2), ("213 555 0101", 1))),
            "any day",
        ),
        3,
    )


def test_one_text_is_all_constant() -> None:
    assert find_template(["a quiet  room", "a quiet room"]) == Template(("a quiet room",), 1)


def test_texts_that_begin_and_end_otherwise_have_slots_there() -> None:
    found = find_template(["new a quiet room", "a quiet room here", "a quiet room"])

    assert found.pieces == (
        Slot((("", 2), ("new", 1))),
        "a quiet room",
        Slot((("", 2), ("here", 1))),
    )


def test_a_word_that_one_text_of_ten_lacks_is_constant() -> None:
    texts = [f"garden house number {number} with a view" for number in range(9)]

    found = find_template([*texts, "garden number 9 with a view"])

    assert found.pieces[0] == "garden house number"


def test_case_and_signs_at_a_word_s_ends_make_no_slot() -> None:
    texts = [
        "a quiet room near the park",
        "A QUIET ROOM, near the park.",
        "a quiet room near *the park*",
    ]

    assert find_template(texts).pieces == ("a quiet room near the park",)


def test_a_filling_is_shown_as_most_write_it() -> None:
    rooms = ["(Reno)", "Reno", "Reno", "Austin", "Boise"]
    found = find_template([f"{number} a quiet room in {room}" for number, room in enumerate(rooms)])

    assert found.pieces[-1] == Slot((("Reno", 3), ("Austin", 1), ("Boise", 1)))


def test_a_slot_where_most_have_nothing_is_rare() -> None:
    texts = ["a quiet room", *(f"a {word} quiet room" for word in ("new", "clean"))]

    assert [it.is_rare for it in find_template(texts).pieces if isinstance(it, Slot)] == [False]
    assert Slot((("", 4), ("new", 1))).is_rare


def test_without_words_there_is_nothing() -> None:
    assert find_template(["", "  "]) == Template((), 1)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_each_text_can_be_read_off_where_it_has_every_constant(rows: list[list[str]]) -> None:
    texts = [" ".join(words) for words in rows]
    found = find_template(texts)

    assert found.texts == len(set(texts))
    assert found == find_template(texts[::-1])
    for piece in found.pieces:
        if isinstance(piece, Slot):
            assert any(words for words, _ in piece.fillings)
            assert all(0 < count <= found.texts for _, count in piece.fillings)
        else:
            assert sum(_holds(text, piece) for text in set(texts)) >= 0.8 * found.texts


def _holds(text: str, piece: str) -> bool:
    """Whether the words stand in the text in this order, others between them or not."""
    words = iter(text.split())
    return all(word in words for word in piece.split()[:1])
