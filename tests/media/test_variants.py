from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lamplight._native import picture_boxes, reframed_hashes
from lamplight.arrays import U8
from lamplight.media.pdq import Pdq, hash_pixels
from lamplight.media.variants import (
    AS_IT_IS,
    NAMES,
    REFRAMED,
    TURNS,
    Look,
    barred_of,
    boxes_of,
    distinct,
    reframed_of,
    trimmed_of,
    turns_of,
)
from tests.media.slow_variants import Frame, slow_boxes, slow_reframed
from tests.media.test_pdq import ROUNDING, bits_of, pictures

DATA = Path(__file__).parents[1] / "data" / "pdq" / "edits"
Cut = tuple[int, int, int, int]
WHOLE = (0.0, 0.0, 1.0, 1.0)


def bridge(size: tuple[int, int] = (480, 320)) -> Image.Image:
    with Image.open(DATA / "aaa-orig.jpg") as image:
        return image.convert("RGB").resize(size, Image.Resampling.BICUBIC)


def as_pixels(image: Image.Image) -> U8:
    return np.asarray(image)


def bits_apart(left: str, right: str) -> int:
    return (int(left, 16) ^ int(right, 16)).bit_count()


def nearest(looks: Sequence[Look], digits: str) -> Look:
    return min(looks, key=lambda look: bits_apart(look.digits, digits))


@st.composite
def spans(draw: st.DrawFn) -> tuple[float, float]:
    start, end = draw(st.floats(-0.3, 0.2)), draw(st.floats(0.8, 1.3))
    return (end, start) if draw(st.booleans()) else (start, end)


@settings(deadline=None, max_examples=40)
@given(pictures(), spans(), spans(), st.sampled_from([1, 2, 8]))
def test_native_reframing_equals_the_plain_sums(
    pixels: U8, down: tuple[float, float], across: tuple[float, float], scale: int
) -> None:
    pixels = np.ascontiguousarray(pixels[:200, :200])
    frame: Frame = (down[0], across[0], down[1], across[1])

    digits = reframed_hashes(pixels, [frame], scale).hex()

    coefficients = slow_reframed(pixels, frame, scale).ravel()
    sure = np.abs(coefficients - np.sort(coefficients)[127]) > ROUNDING
    assert (bits_of(digits) == (coefficients > np.sort(coefficients)[127]))[sure].all()


@pytest.mark.parametrize("size", [(160, 100), (256, 256), (480, 320), (801, 603), (1600, 1004)])
def test_a_frame_around_the_picture_itself_gives_nearly_its_pdq(size: tuple[int, int]) -> None:
    pixels = as_pixels(bridge(size))

    plain, turned = (
        reframed_hashes(pixels, [frame]).hex() for frame in (WHOLE, (0.0, 1.0, 1.0, 0.0))
    )

    assert bits_apart(plain, hash_pixels(pixels).dihedral[0]) <= 8
    assert bits_apart(turned, hash_pixels(pixels).dihedral[5]) <= 8


@pytest.mark.parametrize("percent", [2, 5])
def test_an_original_is_found_by_its_crop(percent: int) -> None:
    original = hash_pixels(as_pixels(bridge())).dihedral[0]
    width, height = bridge().size
    cut = width * percent // 200, height * percent // 200
    crop = as_pixels(bridge().crop((*cut, width - cut[0], height - cut[1])))

    looks = list(reframed_of(crop, 1, hash_pixels(crop)))

    assert nearest(looks, original).name.startswith("all edges restored")
    assert bits_apart(nearest(looks, original).digits, original) <= 31


@pytest.mark.parametrize(
    ("cut", "name"),
    [((24, 16, 0, 0), "top left corner restored by 5.25 %"), ((48, 0, 0, 0), "left edge")],
)
def test_an_original_is_found_by_what_is_left_of_it(cut: Cut, name: str) -> None:
    original = hash_pixels(as_pixels(bridge())).dihedral[0]
    left, top, right, bottom = cut
    width, height = bridge().size
    crop = as_pixels(bridge().crop((left, top, width - right, height - bottom)))

    found = nearest(list(reframed_of(crop, 1, hash_pixels(crop))), original)

    assert found.name.startswith(name)
    assert bits_apart(found.digits, original) <= 31


@pytest.mark.parametrize("both", [False, True])
def test_stripes_and_chessboards_are_asked_for_as_they_are_alone(both: bool) -> None:
    rows, columns = np.indices((256, 256)) // 32
    plain = np.where((rows + columns * both) % 2, 200, 20).astype(np.uint8)
    boards = (plain, plain.T.copy())

    for pixels in boards:
        pdq = hash_pixels(pixels)

        assert pdq.quality >= 50
        assert {look.quality for look in turns_of(pdq)} == {pdq.quality}
        assert all(look.quality < 50 for look in turns_of(pdq, "cut out of a page"))
        assert all(look.quality < 50 for look in reframed_of(pixels, 1, pdq))


@pytest.mark.parametrize(
    ("pixels", "frame", "scale", "reason"),
    [
        (np.zeros((4, 40), np.uint8), WHOLE, 1, "at least 5 x 5"),
        (np.zeros(40, np.uint8), WHOLE, 1, "pixels want"),
        (np.zeros((40, 40, 2), np.uint8), WHOLE, 1, "pixels want"),
        (np.zeros((40, 40), np.uint8), WHOLE, 0, "scale wants"),
        (np.zeros((40, 40), np.uint8), (-0.6, 0.0, 1.0, 1.0), 1, "frame wants"),
        (np.zeros((40, 40), np.uint8), (0.0, 0.0, 0.2, 1.0), 1, "frame wants"),
        (np.zeros((40, 40), np.uint8), (0.0, 0.0, float("nan"), 1.0), 1, "frame wants"),
        (np.zeros((40, 40), np.uint8), (0.0, 0.0, 1.0, float("inf")), 1, "frame wants"),
    ],
)
def test_what_cannot_be_reframed_is_refused(
    pixels: U8, frame: Frame, scale: int, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        reframed_hashes(pixels, [frame], scale)


@st.composite
def pages(draw: st.DrawFn) -> U8:
    """Noise pasted on plain ground, with stray lines and pixels."""
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    height, width = draw(st.integers(40, 150)), draw(st.integers(40, 150))
    page = np.full((height, width), draw(st.integers(0, 255)), np.uint8)
    for _ in range(draw(st.integers(0, 4))):
        top, left = int(random.integers(height)), int(random.integers(width))
        part = page[top : top + int(random.integers(1, 120)), left : left + 60]
        part[:] = random.integers(0, draw(st.sampled_from([2, 20, 256])), part.shape)
    return page


@settings(deadline=None, max_examples=100)
@given(pages())
def test_native_boxes_equal_the_plain_search(page: U8) -> None:
    seen = [(0, 0, *page.shape)]
    wanted: list[list[int] | None] = []
    for box in slow_boxes(page):
        worth = min(box[2:]) >= 32 and 20 * box[2] * box[3] >= page.size
        wanted.append(list(box) if worth and box not in seen else None)
        seen.append(box)

    assert picture_boxes(page) == wanted


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (90, 20, 160)])
def test_letterbox_and_borders_are_trimmed(colour: tuple[int, int, int]) -> None:
    page = Image.new("RGB", (600, 600), colour)
    page.paste(bridge(), (60, 140))

    boxes = boxes_of(as_pixels(page))
    looks = list(trimmed_of(as_pixels(page), 1, boxes))

    assert boxes == {"borders trimmed": (140, 60, 320, 480)}
    assert looks == list(turns_of(hash_pixels(as_pixels(bridge())), "borders trimmed"))


@pytest.mark.parametrize("flipped", [False, True])
def test_letterbox_is_taken_off_a_picture_whose_own_margins_have_its_colour(flipped: bool) -> None:
    drawing = Image.new("RGB", (480, 320), "white")
    drawing.paste(bridge((300, 200)), (70, 50))
    original = hash_pixels(as_pixels(drawing)).dihedral[5 if flipped else 0]
    page = Image.new("RGB", (480, 480), "white")
    page.paste(drawing, (0, 80))

    boxes = boxes_of(as_pixels(page))
    trimmed = nearest(list(trimmed_of(as_pixels(page), 1, boxes)), original)
    barred = nearest(list(barred_of(as_pixels(page), 1, boxes)), original)

    assert bits_apart(trimmed.digits, original) > 31
    assert bits_apart(barred.digits, original) <= 15
    assert barred.name.startswith("equal bars trimmed by 17 % above and below")
    assert barred.name.endswith("left to right") == flipped


def test_without_bars_nothing_is_looked_for_between_them() -> None:
    pixels = as_pixels(bridge())

    assert list(barred_of(pixels, 1, {})) == []
    assert list(barred_of(pixels, 1, {"borders trimmed": (0, 0, 200, 400)})) == []


def test_a_picture_is_cut_out_of_a_page_with_bars_and_captions() -> None:
    page = Image.new("RGB", (540, 700), (250, 250, 250))
    page.paste((40, 60, 120), (0, 0, 540, 60))
    page.paste(bridge().resize((200, 12)), (20, 80))
    page.paste(bridge(), (30, 120))
    page.paste(bridge().resize((300, 20)), (30, 470))

    boxes = boxes_of(as_pixels(page))

    assert boxes["cut out of a page"] == (120, 30, 320, 480)


def test_a_picture_without_borders_has_no_box() -> None:
    noise = np.random.default_rng(5).integers(0, 256, (200, 200, 3), np.uint8)

    assert boxes_of(noise) == {}


@pytest.mark.parametrize("shape", [(0, 5), (5, 0), (1, 1), (300, 1), (64, 64, 4), (64, 64, 1)])
def test_odd_shapes_have_no_box(shape: tuple[int, ...]) -> None:
    assert boxes_of(np.zeros(shape, np.uint8)) == {}


def test_names_are_all_different_and_all_listed() -> None:
    pixels = as_pixels(bridge())
    pdq = hash_pixels(pixels)

    names = [
        look.name
        for look in (
            *turns_of(pdq),
            *turns_of(pdq, "borders trimmed"),
            *turns_of(pdq, "equal bars trimmed"),
            *turns_of(pdq, "cut out of a page"),
            *turns_of(pdq, "cut free of plain lines"),
            *barred_of(pixels, 1, {"borders trimmed": (120, 180, 80, 120)}),
            *reframed_of(pixels, 1, pdq),
        )
    ]

    assert len(set(names)) == len(names) == len(NAMES)
    assert set(names) == NAMES
    assert names[0] == AS_IT_IS
    assert len(TURNS) == 8
    assert len(REFRAMED) == len(list(reframed_of(pixels, 1, pdq)))


def test_the_same_hash_is_kept_under_its_first_name() -> None:
    symmetric = Pdq(9, 9, ("0f" * 32,) * 7 + ("f0" * 32,))

    kept = distinct(turns_of(symmetric))

    assert [look.name for look in kept] == [AS_IT_IS, "over the other diagonal"]
