"""The looks of one picture by which it may be found: turned, freed of borders, its edges restored.

pixels -> variants_of -> Look, Look …

Method: all eight turns (media/pdq.py); what lies within borders, or on a page (native/borders.cpp),
in all eight turns again; and PDQ as if the picture reached a little further, with its mirror image
beyond the edge (native/reframed.cpp). The last finds the original of a picture that was cropped:
its samples then lie where the original's did, and only what was cut off is wrong. Which frames pay
was chosen on one half of the pictures of bench/variants.py.
Known limit: crops of more than 7 % of a side are missed, as are turns by a few degrees.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from lamplight._native import picture_boxes, reframed_hashes
from lamplight.media.pdq import HASH_BYTES, Box, Pdq, hash_pixels

if TYPE_CHECKING:  # the decoding child does without NumPy
    from lamplight.arrays import U8

AS_IT_IS = "as it is"
LEFT_TO_RIGHT = "left to right"
TURNS = (
    *(AS_IT_IS, "turned 90", "turned 180", "turned 270", "upside down", LEFT_TO_RIGHT),
    *("over the main diagonal", "over the other diagonal"),
)
"""Of Pdq.dihedral, one for one; turned against the clock."""

TRIMMED = ("borders trimmed", "cut out of a page")

Frame = tuple[float, float, float, float]
"""Top, left, bottom, right; the picture itself is 0, 0, 1, 1."""

_EDGES = {
    "all edges": (1, 1, 1, 1),
    **{"top edge": (1, 0, 0, 0), "left edge": (0, 1, 0, 0)},
    **{"bottom edge": (0, 0, 1, 0), "right edge": (0, 0, 0, 1)},
    **{"top and left edges": (1, 1, 0, 0), "top and right edges": (1, 0, 0, 1)},
    **{"bottom and left edges": (0, 1, 1, 0), "bottom and right edges": (0, 0, 1, 1)},
}


def _restored(percent: float, sides: tuple[int, ...]) -> Frame:
    top, left, bottom, right = (percent / 100 * side for side in sides)
    return -top, -left, 1 + bottom, 1 + right


RESTORED: dict[str, Frame] = {
    f"{edges} restored by {percent} %": _restored(percent, sides)
    for edges, sides in _EDGES.items()
    for percent in ((2, 4, 6) if edges == "all edges" else (3, 6))
}


def _named(first: str, turn: str) -> str:
    if turn == AS_IT_IS:
        return first
    return turn if first == AS_IT_IS else f"{first}, {turn}"


NAMES = frozenset(
    (*(_named(first, turn) for first in (AS_IT_IS, *TRIMMED) for turn in TURNS), *RESTORED)
)


class Look(NamedTuple):
    """A hash, and how it was come by.

    name     one of NAMES
    digits   64 hex digits
    quality  0..100: of what was hashed; restored edges have that of the picture
    """

    name: str
    digits: str
    quality: int


def turns_of(pdq: Pdq, first: str = AS_IT_IS) -> Iterator[Look]:
    """The eight turns, named after the first."""
    for turn, digits in zip(TURNS, pdq.dihedral, strict=True):
        yield Look(_named(first, turn), digits, pdq.quality)


def boxes_of(pixels: "U8 | memoryview") -> dict[str, Box]:
    """What lies within borders, and what lies on a page, as far as there is such a thing."""
    boxes = zip(TRIMMED, picture_boxes(pixels), strict=True)
    return {name: (box[0], box[1], box[2], box[3]) for name, box in boxes if box}


def trimmed_of(pixels: "U8 | memoryview", scale: int, boxes: dict[str, Box]) -> Iterator[Look]:
    """Each box in all eight turns, as if there were nothing else."""
    for name, box in boxes.items():
        yield from turns_of(hash_pixels(pixels, scale, box), name)


def restored_of(pixels: "U8 | memoryview", scale: int, quality: int) -> Iterator[Look]:
    """The picture with edges restored, in each way of RESTORED."""
    hashes = reframed_hashes(pixels, list(RESTORED.values()), scale).hex()
    for at, name in enumerate(RESTORED):
        yield Look(name, hashes[2 * HASH_BYTES * at :][: 2 * HASH_BYTES], quality)


def distinct(looks: Iterable[Look]) -> list[Look]:
    """Each hash once, under its first name."""
    found: dict[str, Look] = {}
    for look in looks:
        found.setdefault(look.digits, look)
    return list(found.values())
