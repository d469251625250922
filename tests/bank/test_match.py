"""What is on a watch list, and what is not."""

from hypothesis import given
from hypothesis import strategies as st

from lamplight.bank.match import Entry, Watch
from lamplight.model import BankHit, Signal

ONE = "f0" * 32
TURNED = "0f" * 32


def a_signal(kind: str, value: str) -> Signal:
    return Signal(kind, value, "body", 0, 1, "plain", 0.9, 0.0)


def an_entry(kind: str, value: str, *turns: str) -> Entry:
    return Entry("missing", "a missing person", kind, value, turns)


def flipped(hash: str, *bits: int) -> str:
    number = int(hash, 16)
    for bit in bits:
        number ^= 1 << bit
    return f"{number:064x}"


def test_a_value_matches_exactly_and_in_its_kind() -> None:
    watch = Watch([an_entry("phone", "+12135550123")])

    hits = watch.hits([a_signal("phone", "+12135550123"), a_signal("phone", "+12135550124")], [])

    assert hits == [BankHit("missing", "a missing person", "phone", "+12135550123", 0)]
    assert watch.hits([a_signal("handle", "any:+12135550123")], []) == []


def test_a_handle_matches_where_the_platform_agrees_or_was_not_said() -> None:
    watch = Watch([an_entry("handle", "instagram:rose_vip")])

    assert watch.hits([a_signal("handle", "any:rose_vip")], [])
    assert watch.hits([a_signal("handle", "instagram:rose_vip")], [])
    assert not watch.hits([a_signal("handle", "telegram:rose_vip")], [])


def test_a_picture_matches_up_to_31_bits() -> None:
    watch = Watch([an_entry("picture", ONE)])

    (hit,) = watch.hits([], [flipped(ONE, *range(31))])

    assert (hit.value, hit.distance) == (ONE, 31)
    assert watch.hits([], [flipped(ONE, *range(32))]) == []


def test_a_turned_picture_matches_where_the_list_has_its_turns() -> None:
    bare, turned = Watch([an_entry("picture", ONE)]), Watch([an_entry("picture", ONE, ONE, TURNED)])

    assert bare.hits([], [TURNED]) == []
    assert [(hit.value, hit.distance) for hit in turned.hits([], [TURNED])] == [(ONE, 0)]


def test_an_entry_is_named_once_with_its_nearest_picture() -> None:
    watch = Watch([an_entry("picture", ONE)])

    hits = watch.hits([], [flipped(ONE, 1, 2, 3), flipped(ONE, 1), flipped(ONE, 1, 2)])

    assert [hit.distance for hit in hits] == [1]


def test_an_empty_watch_finds_nothing() -> None:
    assert Watch([]).hits([a_signal("phone", "+12135550123")], [ONE]) == []


@given(st.sets(st.integers(0, 255), max_size=60))
def test_distances_are_the_bits_that_differ(bits: set[int]) -> None:
    hits = Watch([an_entry("picture", ONE)]).hits([], [flipped(ONE, *bits)])

    assert [hit.distance for hit in hits] == ([len(bits)] if len(bits) <= 31 else [])
