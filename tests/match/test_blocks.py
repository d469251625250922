from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lamplight import _native
from lamplight.arrays import U8
from lamplight.match.index import HashIndex, index_of, order_of
from lamplight.match.wanted import Wanted

FIRST, SECOND, THIRD = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
FOURTH, FIFTH = 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5
BITS = 2**64 - 1
WANTED = Wanted(np.array([31], np.int32))


def turned(value: int, bits: int) -> int:
    return (value << bits | value >> (64 - bits)) & BITS


def taken_in(lane: int, word: int) -> int:
    return turned((lane + word * SECOND) & BITS, 31) * FIRST & BITS


def slow_checksum(data: bytes) -> int:
    """XXH64 as its specification puts it, with seed 0."""
    size, at, total = len(data), 0, FIFTH
    if size >= 32:
        lanes = [(FIRST + SECOND) & BITS, SECOND, 0, -FIRST & BITS]
        while size - at >= 32:
            words = [int.from_bytes(data[at + 8 * i : at + 8 * i + 8], "little") for i in range(4)]
            lanes = [taken_in(lane, word) for lane, word in zip(lanes, words, strict=True)]
            at += 32
        total = sum(turned(lane, by) for lane, by in zip(lanes, (1, 7, 12, 18), strict=True))
        for lane in lanes:
            total = ((total ^ taken_in(0, lane)) * FIRST + FOURTH) & BITS
    total = (total + size) & BITS
    while size - at >= 8:
        word = int.from_bytes(data[at : at + 8], "little")
        total = (turned(total ^ taken_in(0, word), 27) * FIRST + FOURTH) & BITS
        at += 8
    if size - at >= 4:
        word = int.from_bytes(data[at : at + 4], "little")
        total = (turned(total ^ (word * FIRST & BITS), 23) * SECOND + THIRD) & BITS
        at += 4
    for byte in data[at:]:
        total = turned(total ^ (byte * FIFTH & BITS), 11) * FIRST & BITS
    total = (total ^ total >> 33) * SECOND & BITS
    total = (total ^ total >> 29) * THIRD & BITS
    return total ^ total >> 32


@given(st.binary(max_size=200))
def test_the_checksum_is_what_its_specification_says(data: bytes) -> None:
    assert _native.checksum(data) == slow_checksum(data)


def test_the_checksum_is_the_published_one() -> None:
    """Of the specification's reference: XXH64("abc") with seed 0."""
    assert _native.checksum(b"") == slow_checksum(b"") == 0xEF46DB3751D8E999
    assert _native.checksum(b"abc") == slow_checksum(b"abc") == 0x44BC2CF5AD770999


def test_each_block_has_a_checksum_of_its_own() -> None:
    data = np.random.default_rng(1).integers(0, 256, 2 * _native.BLOCK_BYTES + 5, np.uint8)

    sums = _native.checksums(data)

    pieces = [data[: 2**16], data[2**16 : 2**17], data[2**17 :]]
    assert sums.tolist() == [slow_checksum(piece.tobytes()) for piece in pieces]


def in_one_piece(size: int) -> tuple[HashIndex, U8]:
    """An index whose arrays all lie in one run of bytes, as in a mapped file."""
    hashes = np.random.default_rng(2).integers(0, 256, (size, 32), np.uint8)
    owners = (np.arange(size, dtype=np.uint32), np.zeros(size, np.uint8))
    built = index_of(hashes[order_of(hashes)], owners)
    arrays: list[NDArray[Any]] = [built.hashes, built.starts, built.rows, built.beside, *owners]
    whole = np.zeros(sum(array.nbytes + 64 for array in arrays), np.uint8)
    end = 0

    def placed(array: NDArray[Any]) -> NDArray[Any]:
        nonlocal end
        begin, end = end, end + -(-array.nbytes // 64) * 64
        part = whole[begin : begin + array.nbytes].view(array.dtype).reshape(array.shape)
        part[...] = array
        return part

    hashes, starts, rows, beside, entries, banks = map(placed, arrays)
    blocks = _native.Blocks(whole, _native.checksums(whole))
    return HashIndex(hashes, starts, rows, beside, entries, banks, blocks), whole


def test_only_blocks_that_are_touched_are_checked() -> None:
    index, whole = in_one_piece(20_000)
    assert index.blocks

    found = index.search(index.hashes[:1], WANTED)

    assert found[2].tolist() == [0]
    assert 0 < index.blocks.checked < len(whole) / _native.BLOCK_BYTES
    index.blocks.check_all()
    assert index.blocks.checked == -(-len(whole) // _native.BLOCK_BYTES)


@settings(max_examples=40)
@given(st.data())
def test_what_is_damaged_is_never_answered_from(data: st.DataObject) -> None:
    """Whatever byte is changed: the answer is right, or there is none."""
    index, whole = in_one_piece(2_500)
    queries = index.hashes[::500].copy()
    wanted = index.search(queries, WANTED)
    at = data.draw(st.integers(0, len(whole) - 1))
    index, whole = in_one_piece(2_500)
    whole[at] ^= 1 << data.draw(st.integers(0, 7))

    try:
        found = index.search(queries, WANTED)
    except _native.DamagedBlock:
        pass
    else:
        np.testing.assert_array_equal(found, wanted)
    with pytest.raises(_native.DamagedBlock):
        index.blocks.check_all() if index.blocks else None
