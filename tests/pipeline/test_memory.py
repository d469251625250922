import gc
import resource

import numpy as np
import pytest

from lamplight.pipeline.memory import freed_kept, rarely_collected

LARGE = 64 << 20  # bytes: more than the library ever keeps by itself


def stopped_inside() -> int:
    with rarely_collected():
        raise ValueError(gc.get_threshold()[0])


def test_garbage_is_looked_for_more_rarely_inside_and_as_usual_afterwards() -> None:
    usual = gc.get_threshold()

    with pytest.raises(ValueError) as inside:  # noqa: PT011 - the message is a number
        stopped_inside()

    assert inside.value.args[0] > 10 * usual[0]
    assert gc.get_threshold() == usual


def touched_pages(times: int) -> int:
    """Pages that the system handed out while so many large arrays came and went."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(times):
        np.ones(LARGE, np.uint8)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_freed_memory_is_kept_inside_and_given_back_afterwards() -> None:
    usual = touched_pages(8)

    with freed_kept():
        touched_pages(1)
        kept = touched_pages(8)

    assert kept < usual / 4
    assert touched_pages(8) > usual / 2
