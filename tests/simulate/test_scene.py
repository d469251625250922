import io
from itertools import combinations

import numpy as np
import pdqhash
import pytest
from PIL import Image

from lamplight.arrays import U8
from lamplight.simulate.scene import edited, paint


def pdq(picture: Image.Image) -> tuple[U8, int]:
    """By the peer, not by our own hash: 256 bits, quality."""
    bits, quality = pdqhash.compute(np.asarray(picture))
    return np.asarray(bits, np.uint8), int(quality)


def saved(picture: Image.Image, quality: int) -> Image.Image:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return Image.open(io.BytesIO(file.getvalue())).convert("RGB")


def test_every_picture_can_be_told_apart_from_every_other() -> None:
    hashes = [pdq(paint(seed)) for seed in range(60)]

    assert min(quality for _, quality in hashes) >= 50
    assert min(int((a != b).sum()) for (a, _), (b, _) in combinations(hashes, 2)) > 60


@pytest.mark.parametrize("seed", range(5))
def test_an_edited_picture_is_still_near(seed: int) -> None:
    first, _ = pdq(paint(seed))

    for edit in range(1, 9):
        again, _ = pdq(saved(edited(paint(seed), edit), quality=65))
        assert (first != again).sum() <= 31


def test_a_seed_always_paints_the_same_picture() -> None:
    assert paint(7).tobytes() == paint(7).tobytes()
    assert paint(7).tobytes() != paint(8).tobytes()
