"""What a bank keeps of pictures at hand."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from lamplight.match.hamming import MATCH_BITS
from lamplight.media.variants import KEPT, TURNS
from lamplight.pipeline.bank_adding import read_media
from lamplight.pipeline.uploads import variants_of

BRIDGE = Path(__file__).parents[1] / "data" / "pdq" / "turns" / "bridge-1-original.jpg"


def kept_of(path: Path) -> tuple[str, ...]:
    entries, faults = read_media([path])
    assert not faults
    return entries[-1].looks


def apart(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


@pytest.mark.parametrize("share", [0.02, 0.05])
def test_a_crop_from_every_side_meets_the_picture_that_is_kept(share: float) -> None:
    kept = kept_of(BRIDGE)
    with Image.open(BRIDGE) as image:
        by = [round(side * share) for side in image.size]
        crop, out = ImageOps.crop(image, (*by, *by)), BytesIO()
    crop.save(out, "JPEG")

    looks = variants_of(out.getvalue()).variants

    assert min(apart(look.pdq, one) for look in looks for one in kept) <= MATCH_BITS // 2


def test_of_a_picture_that_is_its_own_mirror_image_some_looks_are_the_same(tmp_path: Path) -> None:
    with Image.open(BRIDGE) as image:
        half = image.convert("L").resize((128, 256))
    whole = Image.new("L", (256, 256))
    whole.paste(half, (0, 0))
    whole.paste(ImageOps.mirror(half), (128, 0))
    whole.save(tmp_path / "a.png")

    kept = kept_of(tmp_path / "a.png")

    assert len(kept) == len(KEPT)
    assert len(set(kept)) < len(KEPT)
    assert apart(kept[TURNS.index("left to right")], kept[0]) <= MATCH_BITS
