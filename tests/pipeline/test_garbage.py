import gc

import pytest

from lamplight.pipeline.garbage import rarely_collected


def stopped_inside() -> int:
    with rarely_collected():
        raise ValueError(gc.get_threshold()[0])


def test_garbage_is_looked_for_more_rarely_inside_and_as_usual_afterwards() -> None:
    usual = gc.get_threshold()

    with pytest.raises(ValueError) as inside:  # noqa: PT011 - the message is a number
        stopped_inside()

    assert inside.value.args[0] > 10 * usual[0]
    assert gc.get_threshold() == usual
