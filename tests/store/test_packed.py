"""Rows of numbers come back as they were, or it is said that they are damaged."""

import numpy as np
import pytest

from lamplight.errors import Unavailable
from lamplight.link.evidence import EVIDENCE
from lamplight.store.packed import CUT, SENSE, pack, pack_parts, unpack

SENSES = np.array([(7, 1), (2**40, 2), (9, 2)], SENSE)


def test_parts_come_back_as_they_were() -> None:
    parts = [unpack(part, SENSE).tolist() for part in pack_parts(SENSES, [0, 1, 1, 3])]

    assert parts == [[(7, 1)], [], [(2**40, 2), (9, 2)]]


@pytest.mark.parametrize("at", [0, 3, 10])
def test_a_byte_that_changed_is_told(at: int) -> None:
    packed = pack(SENSES)
    packed[at] ^= 1

    with pytest.raises(Unavailable, match="damaged"):
        unpack(packed, SENSE)


@pytest.mark.parametrize("size", [0, 5, 20])
def test_a_missing_end_is_told(size: int) -> None:
    with pytest.raises(Unavailable, match="damaged"):
        unpack(pack(SENSES)[:size], SENSE)


def test_layouts_are_those_of_the_version_that_is_stored() -> None:
    """Another layout needs another version and a migration: see 0010_links_as_numbers."""
    assert (EVIDENCE.itemsize, SENSE.itemsize, CUT.itemsize) == (104, 12, 4)
