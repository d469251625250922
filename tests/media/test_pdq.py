from collections.abc import Callable
from pathlib import Path

import numpy as np
import pdqhash
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lamplight.arrays import U8, Bool
from lamplight.media.pdq import hash_pixels
from tests.media.slow_pdq import slow_coefficients, slow_quality

DATA = Path(__file__).parents[1] / "data" / "pdq"
PICTURES = sorted(DATA.glob("*/*.jpg"))
TURNS: list[Callable[[U8], U8]] = [
    lambda pixels: pixels,
    lambda pixels: np.rot90(pixels, 1),
    lambda pixels: np.rot90(pixels, 2),
    lambda pixels: np.rot90(pixels, 3),
    lambda pixels: pixels[::-1],
    lambda pixels: pixels[:, ::-1],
    lambda pixels: np.swapaxes(pixels, 0, 1),
    lambda pixels: np.swapaxes(np.rot90(pixels, 2), 0, 1),
]


ROUNDING = 0.02
"""Of a coefficient in single precision; they reach from hundreds to thousands."""


@st.composite
def pictures(draw: st.DrawFn) -> U8:
    """Small pictures of any shape: noise, or blocks, which have large flat parts."""
    height, width = draw(st.integers(5, 300)), draw(st.integers(5, 300))
    channels = draw(st.sampled_from([(), (3,)]))
    block = draw(st.sampled_from([1, 7, 40]))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    shape = (-(-height // block), -(-width // block), *channels)
    blocks = random.integers(0, 256, shape, dtype=np.uint8)
    return np.ascontiguousarray(blocks.repeat(block, 0).repeat(block, 1)[:height, :width])


def bits_of(digits: str) -> Bool:
    """Bit k of the 16 x 16 coefficients in place k: the hash is written from bit 255 down."""
    return np.unpackbits(np.frombuffer(bytes.fromhex(digits), np.uint8))[::-1].astype(bool)


def pixels_of(path: Path) -> U8:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def reference_hash(pixels: U8) -> tuple[str, int]:
    bits, quality = pdqhash.compute(pixels)
    return np.packbits(bits).tobytes().hex(), quality


def assert_equal_where_sure(digits: str, pixels: U8) -> int:
    """Checks the bits whose coefficient is not the median itself but for rounding; how many."""
    coefficients = slow_coefficients(pixels).ravel()
    median = np.sort(coefficients)[127]
    sure = np.abs(coefficients - median) > ROUNDING
    assert (bits_of(digits) == (coefficients > median))[sure].all()
    return int(sure.sum())


@settings(max_examples=40)
@given(pictures())
def test_native_hash_equals_the_definition(pixels: U8) -> None:
    pdq = hash_pixels(pixels)

    assert_equal_where_sure(pdq.dihedral[0], pixels)
    assert abs(pdq.quality - slow_quality(pixels)) <= 1


@settings(max_examples=40)
@given(pictures())
def test_certainty_tells_how_far_half_the_coefficients_lie_from_the_median(pixels: U8) -> None:
    coefficients = slow_coefficients(pixels).ravel()
    apart = np.sort(np.abs(coefficients - np.sort(coefficients)[127]))[127]
    share = apart / max(1e-9, np.sqrt((coefficients**2).mean()))

    certainty = hash_pixels(pixels).certainty

    assert abs(certainty - min(100, int(50 * min(apart / 3, share / 0.1)))) <= 1


@pytest.mark.parametrize("shape", [(64, 64), (5, 300, 3), (129, 257, 3), (700, 40), (300, 1100)])
def test_nearly_every_bit_of_noise_is_compared(shape: tuple[int, ...]) -> None:
    pixels = np.random.default_rng(3).integers(0, 256, shape, dtype=np.uint8)

    assert assert_equal_where_sure(hash_pixels(pixels).dihedral[0], pixels) >= 250


@settings(max_examples=40)
@given(pictures())
def test_turned_hashes_equal_the_hash_of_the_turned_picture(pixels: U8) -> None:
    found = hash_pixels(pixels).dihedral

    for turn, digits in zip(TURNS, found, strict=True):
        assert_equal_where_sure(digits, turn(pixels))


@settings(deadline=None, max_examples=30)
@given(pictures(), st.sampled_from([2, 4, 8]))
def test_a_pixel_can_stand_for_a_block_of_the_picture(pixels: U8, scale: int) -> None:
    picture = pixels[:90, :90].repeat(scale, axis=0).repeat(scale, axis=1)

    pdq = hash_pixels(np.ascontiguousarray(pixels[:90, :90]), scale)

    assert_equal_where_sure(pdq.dihedral[0], picture)
    assert_equal_where_sure(pdq.dihedral[3], np.rot90(picture, 3))
    assert abs(pdq.quality - slow_quality(picture)) <= 1


@pytest.mark.parametrize("scale", [0, 65, 2**40])
def test_an_absurd_scale_is_refused(scale: int) -> None:
    with pytest.raises(ValueError, match="scale wants 1 to 64"):
        hash_pixels(np.zeros((9, 9), np.uint8), scale)


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_first_hash_and_quality_are_pdqhashs_own_on_the_same_pixels(path: Path) -> None:
    pixels = pixels_of(path)

    pdq = hash_pixels(pixels)

    assert (pdq.dihedral[0], pdq.quality) == reference_hash(pixels)


def test_turned_hashes_are_nearer_to_turned_pictures_than_signs_and_transpositions() -> None:
    pixels = pixels_of(DATA / "edits" / "square-256x256.jpg")
    turned = [reference_hash(np.ascontiguousarray(turn(pixels)))[0] for turn in TURNS]

    ours = hash_pixels(pixels).dihedral
    theirs = [np.packbits(bits).tobytes().hex() for bits in pdqhash.compute_dihedral(pixels)[0]]

    assert ours == tuple(turned)
    assert (
        max(int((bits_of(a) ^ bits_of(b)).sum()) for a, b in zip(theirs, turned, strict=True)) == 32
    )


@pytest.mark.parametrize("shape", [(5, 5), (5, 700), (700, 5, 3), (64, 64, 4), (1, 1), (4, 90)])
def test_odd_shapes_are_hashed_or_refused(shape: tuple[int, ...]) -> None:
    pixels = np.random.default_rng(7).integers(0, 256, shape, dtype=np.uint8)

    if min(shape[:2]) < 5:
        with pytest.raises(ValueError, match="at least 5 x 5"):
            hash_pixels(pixels)
    else:
        assert [len(digits) for digits in hash_pixels(pixels).dihedral] == [64] * 8


@pytest.mark.parametrize("shape", [(40,), (40, 40, 2), (40, 40, 3, 1)])
def test_what_is_no_picture_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="pixels want"):
        hash_pixels(np.zeros(shape, dtype=np.uint8))


def test_a_fourth_channel_is_not_looked_at() -> None:
    pixels = pixels_of(DATA / "edits" / "shrink-a-lot.jpg")
    padded = np.dstack([pixels, np.random.default_rng(7).integers(0, 256, pixels.shape[:2])])

    assert hash_pixels(padded.astype(np.uint8)) == hash_pixels(pixels)


def test_a_flat_picture_has_no_quality() -> None:
    assert hash_pixels(np.full((100, 80, 3), 77, dtype=np.uint8)).quality == 0
