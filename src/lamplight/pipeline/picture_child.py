"""The program of the bounded child: decode and hash in one place, so that no pixel travels.

picture bytes -> hash_picture -> "QUALITY DIHEDRAL SHA256 SHA1 MD5"
picture bytes -> show_picture -> JPEG bytes

Method: a JPEG is first decoded in grey and as small as PDQ allows, and hashed as the picture that
it was; where the quality comes out low, the eight-bit grey could decide bits, so it is decoded
again whole and in colour.
"""

from collections.abc import Sequence

from lamplight.decode.limits import Limits
from lamplight.decode.pictures import open_picture, pixels_of, shrink_on_load, upright_rgb
from lamplight.decode.preview import preview
from lamplight.decode.worker import serve
from lamplight.media.digest import digests_of
from lamplight.media.pdq import Pdq, hash_pixels

LEAST_SIDE = 256
"""Pixels of the short side that are left: four for each of PDQ's samples, good to 4 bits of 256."""

SURE_QUALITY = 80


def hash_picture(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    """Quality, eight PDQ hashes in one row, SHA-256, SHA-1, MD5; in ASCII, by spaces."""
    pdq = pdq_of(data, limits.pixels)
    return " ".join((str(pdq.quality), "".join(pdq.dihedral), *digests_of(data))).encode()


def pdq_of(data: bytes, max_pixels: int) -> Pdq:
    """Of the picture as a person sees it: upright, opaque, in eight bits."""
    image = open_picture(data, max_pixels)
    scale = shrink_on_load(image, LEAST_SIDE, grey=True)
    pdq = hash_pixels(pixels_of(upright_rgb(image)), scale)
    if image.format == "JPEG" and pdq.quality < SURE_QUALITY:
        return hash_pixels(pixels_of(upright_rgb(open_picture(data, max_pixels))))
    return pdq


def show_picture(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    """A fresh small JPEG; words are "blurred" or "clear", and the long side in pixels."""
    blurred, side = words
    return preview(data, limits.pixels, blurred=blurred == "blurred", side=int(side))


if __name__ == "__main__":
    serve({"hash": hash_picture, "show": show_picture})
