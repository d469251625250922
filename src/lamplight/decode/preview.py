"""Show a picture without giving its bytes: a small fresh JPEG, blurred until asked for.

bytes -> preview -> JPEG bytes

Method: decoded and encoded anew, so that nothing of the file but pixels goes on: no metadata, no
hidden thumbnail, nothing a browser's decoder could trip over. Blurred: brought down to BLURRED_SIDE
pixels in grey before it is made large again, so that what is hidden is not in the answer at all.
"""

from io import BytesIO

from PIL import Image

from lamplight.decode.pictures import open_picture, shrink_on_load, upright_rgb

BLURRED_SIDE = 12
"""Pixels of the long side that are left of a blurred picture: light and dark, no faces."""

QUALITY = 80


def preview(data: bytes, max_pixels: int, *, blurred: bool, side: int) -> bytes:
    """A JPEG whose long side is at most ``side`` pixels; never larger than the picture."""
    image = open_picture(data, max_pixels)
    shrink_on_load(image, side, grey=blurred)
    plain = upright_rgb(image)
    small = plain.resize(_within(plain.size, side), Image.Resampling.BOX)
    if blurred:
        few = small.convert("L").resize(_within(plain.size, BLURRED_SIDE), Image.Resampling.BOX)
        small = few.resize(small.size, Image.Resampling.BICUBIC)
    out = BytesIO()
    small.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _within(size: tuple[int, int], side: int) -> tuple[int, int]:
    longest = max(*size, side)
    return max(1, size[0] * side // longest), max(1, size[1] * side // longest)
