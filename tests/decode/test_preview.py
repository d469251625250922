from io import BytesIO

import pytest
from PIL import Image

from lamplight.decode.preview import preview


@pytest.mark.parametrize(
    ("size", "shown"),
    [((640, 320), (100, 50)), ((320, 640), (50, 100)), ((60, 30), (60, 30)), ((5, 2000), (1, 100))],
)
@pytest.mark.parametrize("blurred", [True, False])
def test_preview_keeps_the_shape_and_never_enlarges(
    size: tuple[int, int], shown: tuple[int, int], blurred: bool
) -> None:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "PNG")

    with Image.open(BytesIO(preview(out.getvalue(), 10**7, blurred=blurred, side=100))) as image:
        assert (image.format, image.size) == ("JPEG", shown)
        assert image.mode == ("L" if blurred else "RGB")
