"""Things made ahead come in order, one at a time, and nothing goes on once nobody asks."""

import threading
from collections.abc import Callable, Generator

import pytest

from lamplight.pipeline.ahead import ahead, handing_over


def squares(made: list[int], closed: list[str], most: int = 100) -> Generator[int, None, None]:
    try:
        for number in range(most):
            made.append(number)
            yield number * number
    finally:
        closed.append(threading.current_thread().name)


def test_all_come_in_order_from_another_thread() -> None:
    made: list[int] = []

    found = list(ahead(squares(made, [], most=5)))

    assert found == [0, 1, 4, 9, 16]
    assert made == [0, 1, 2, 3, 4]


def test_one_is_made_before_it_is_asked_for_and_none_after_the_last() -> None:
    made: list[int] = []
    closed: list[str] = []

    items = ahead(squares(made, closed))
    first = next(items)
    items.close()

    assert first == 0
    assert len(made) <= 2
    assert len(closed) == 1
    assert not [it for it in threading.enumerate() if it.name.startswith("ahead")]


def test_what_fails_fails_where_it_is_asked_for() -> None:
    def failing() -> Generator[int, None, None]:
        yield 1
        raise OSError("the disk is gone")

    items = ahead(failing())

    assert next(items) == 1
    with pytest.raises(OSError, match="the disk is gone"):
        next(items)


def hand_all(work: Callable[[int], None], things: int) -> None:
    with handing_over(work) as hand_over:
        for number in range(things):
            hand_over(number)


def test_all_that_was_handed_over_is_worked_on_in_order_when_the_block_ends() -> None:
    done: list[tuple[int, str]] = []

    hand_all(lambda it: done.append((it, threading.current_thread().name)), 5)

    assert [number for number, _ in done] == [0, 1, 2, 3, 4]
    assert threading.current_thread().name not in {name for _, name in done}


@pytest.mark.parametrize("things", [1, 2])
def test_what_fails_behind_fails_for_who_handed_it_over(things: int) -> None:
    def failing(_: int) -> None:
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        hand_all(failing, things)
