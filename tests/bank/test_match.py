"""What is on a watch list, and what is not."""

from lamplight.bank.match import Entry, Watch
from lamplight.model import BankHit, Signal


def a_signal(kind: str, value: str) -> Signal:
    return Signal(kind, value, "body", 0, 1, "plain", 0.9, 0.0)


def an_entry(kind: str, value: str) -> Entry:
    return Entry("missing", "a missing person", kind, value)


def test_a_value_matches_exactly_and_in_its_kind() -> None:
    watch = Watch([an_entry("phone", "+12135550123")])

    hits = watch.hits([a_signal("phone", "+12135550123"), a_signal("phone", "+12135550124")])

    assert hits == [BankHit("missing", "a missing person", "phone", "+12135550123", 0)]
    assert watch.hits([a_signal("handle", "any:+12135550123")]) == []


def test_a_handle_matches_where_the_platform_agrees_or_was_not_said() -> None:
    watch = Watch([an_entry("handle", "instagram:rose_vip")])

    assert watch.hits([a_signal("handle", "any:rose_vip")])
    assert watch.hits([a_signal("handle", "instagram:rose_vip")])
    assert not watch.hits([a_signal("handle", "telegram:rose_vip")])


def test_an_empty_watch_finds_nothing() -> None:
    assert Watch([]).hits([a_signal("phone", "+12135550123")]) == []
