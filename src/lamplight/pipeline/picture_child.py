"""The program of the bounded child: decode and hash in one place, so that no pixel travels.

picture bytes -> hash_picture -> "QUALITY DIHEDRAL SHA256 SHA1 MD5"
picture bytes -> show_picture -> JPEG bytes

Method: a JPEG is first decoded in grey and as small as PDQ allows, and hashed as the picture that
it was; where the quality comes out low, the eight-bit grey could decide bits, so it is decoded
again whole and in colour.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PIL import ImageFile

from lamplight.decode.limits import Limits
from lamplight.decode.pictures import open_picture, pixels_of, shrink_on_load, upright_rgb
from lamplight.decode.preview import preview
from lamplight.decode.worker import serve
from lamplight.media.digest import digests_of
from lamplight.media.pdq import Pdq, hash_pixels

LEAST_SIDE = 256
"""Pixels of the short side that are left: four for each of PDQ's samples, good to 4 bits of 256."""

SURE_QUALITY = 80


class Seen(NamedTuple):
    """A picture decoded; each pixel stands for scale x scale of its own."""

    pixels: memoryview
    scale: int
    pdq: Pdq


def hash_picture(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    """Quality, eight PDQ hashes in one row, SHA-256, SHA-1, MD5; in ASCII, by spaces."""
    pdq = pdq_of(data, limits.pixels)
    return " ".join((str(pdq.quality), "".join(pdq.dihedral), *digests_of(data))).encode()


def pdq_of(data: bytes, max_pixels: int) -> Pdq:
    """Of the picture as a person sees it: upright, opaque, in eight bits."""
    return see(open_picture(data, max_pixels), data, max_pixels).pdq


def see(
    image: ImageFile.ImageFile, data: bytes, max_pixels: int, least_side: int = LEAST_SIDE
) -> Seen:
    """The first frame, no larger than it has to be; image is data, opened."""
    scale = shrink_on_load(image, least_side, grey=True)
    pixels = pixels_of(upright_rgb(image))
    pdq = hash_pixels(pixels, scale)
    if image.format != "JPEG" or pdq.quality >= SURE_QUALITY:
        return Seen(pixels, scale, pdq)
    pixels = pixels_of(upright_rgb(open_picture(data, max_pixels)))
    return Seen(pixels, 1, hash_pixels(pixels))


def show_picture(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    """A fresh small JPEG; words are "blurred" or "clear", and the long side in pixels."""
    blurred, side = words
    return preview(data, limits.pixels, blurred=blurred == "blurred", side=int(side))


if __name__ == "__main__":
    serve({"hash": hash_picture, "show": show_picture})
