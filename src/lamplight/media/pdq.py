"""PDQ: a picture's 256 bits that stay nearly the same when it is resized or saved again.

pixels -> hash_pixels -> Pdq

Method: facebook/ThreatExchange, pdq/README.md and hashing.pdf (2019), in float luma; for pictures
of 5 x 5 pixels and more. Two pictures are taken to match at 31 bits or fewer where both qualities
are at least 50. The first hash equals the reference's for the same pixels; the seven others equal
the hash of the picture really turned, which the reference's own turned hashes do not
(native/pdq.cpp says why).
Known limit: misses crops, logos, borders and small turns.
"""

from typing import TYPE_CHECKING, NamedTuple

from lamplight._native import pdq_hashes

if TYPE_CHECKING:  # the decoding child does without NumPy
    from lamplight.arrays import U8

HASH_BYTES = 32

Box = tuple[int, int, int, int]
"""Top, left, height, width of a part of a picture, in pixels."""


class Pdq(NamedTuple):
    """What PDQ says of a picture.

    quality    0..100: how much there is to see; below 50 a match means nothing
    certainty  0..100: how far the bits are from rounding; below 50 most are as good as chance
    dihedral   64 hex digits each: as it is, turned by 90, 180, 270 degrees against the clock,
               upside down, left to right, over the main diagonal, over the other
    """

    quality: int
    certainty: int
    dihedral: tuple[str, ...]


def hash_pixels(pixels: "U8 | memoryview", scale: int = 1, box: Box | None = None) -> Pdq:
    """Of U8[h, w] grey or U8[h, w, 3] RGB, C-contiguous; ValueError below 5 x 5.

    scale: the picture is as many times larger, and these are the means of its blocks; the hash is
    that of the picture itself, as nearly as the means tell.
    box: what is hashed alone.
    """
    hashes, quality, certainty = pdq_hashes(pixels, scale, box)
    digits = hashes.hex()
    step = 2 * HASH_BYTES
    turns = tuple(digits[at : at + step] for at in range(0, len(digits), step))
    return Pdq(quality, certainty, turns)
