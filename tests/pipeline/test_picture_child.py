from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from lamplight.media.pdq import Pdq, hash_pixels
from lamplight.pipeline.picture_child import pdq_of

DATA = Path(__file__).parents[1] / "data" / "pdq"


def enlarged(name: str) -> Image.Image:
    with Image.open(DATA / "edits" / name) as image:
        return image.convert("RGB").resize((2400, 1600), Image.Resampling.BICUBIC)


def as_jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def whole(data: bytes) -> Pdq:
    """The hash of every pixel, in float luma."""
    with Image.open(BytesIO(data)) as image:
        return hash_pixels(np.asarray(image.convert("RGB")))


@pytest.mark.parametrize("name", ["aaa-orig.jpg", "high-contrast.jpg", "sharpen-a-lot.jpg"])
def test_a_good_picture_read_small_has_nearly_the_hash_of_the_whole(name: str) -> None:
    data = as_jpeg(enlarged(name))

    small = pdq_of(data, 10**8)

    assert small.quality >= 80
    assert (int(small.dihedral[0], 16) ^ int(whole(data).dihedral[0], 16)).bit_count() <= 4


def test_a_poor_picture_is_read_whole_and_in_colour() -> None:
    faint = enlarged("aaa-orig.jpg").filter(ImageFilter.GaussianBlur(100)).point(lambda v: v // 6)
    data = as_jpeg(faint)

    found = pdq_of(data, 10**8)

    assert found.quality < 80
    assert found == whole(data)


def test_a_turned_photograph_has_the_hash_of_what_a_person_sees() -> None:
    upright = enlarged("aaa-orig.jpg")
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    upright.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", quality=90, exif=exif)

    found = pdq_of(out.getvalue(), 10**8)

    straight = pdq_of(as_jpeg(upright), 10**8)
    assert (int(found.dihedral[0], 16) ^ int(straight.dihedral[0], 16)).bit_count() <= 4
