"""The looks of one picture by which it may be found: turned, freed of borders, its frame moved.

pixels -> turns_of, trimmed_of, reframed_of -> Look, Look …

Method: all eight turns (media/pdq.py); what lies within borders or bars, or on a page, in all eight
turns again (native/borders.cpp); what may lie between bars of every width; and PDQ as if the
picture reached a little further, its edges going on, or less far (native/reframed.cpp). Restored
edges find the original of a crop: the samples lie again where the original's did, and only what was
cut off is guessed. Cropped as well, a picture meets crops of its original where these are kept
(KEPT), whatever was cut off. Which frames pay was chosen on one half of
the pictures of bench/variants.py. Stripes, single lines and chessboards have few waves, and all
else of their bits is rounding: their moved and trimmed looks get a low quality (certainty,
media/pdq.py).
Known limit: crops of more than 5 % of a side on two sides or more, and turns by a few degrees.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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

TRIMMED = (
    *("borders trimmed", "equal bars trimmed", "cut out of a page", "cut free of plain lines"),
)

_WHOLE = (AS_IT_IS, TRIMMED[0])
"""Looks of a whole picture, which are as good as PDQ is."""

Frame = tuple[float, float, float, float]
"""Top, left, bottom, right; the picture itself is 0, 0, 1, 1."""

_ALL = {"all edges": (1, 1, 1, 1)}
_PAIRS = {"top and bottom": (1, 0, 1, 0), "left and right": (0, 1, 0, 1)}
_EDGES = {
    **{"top edge": (1, 0, 0, 0), "left edge": (0, 1, 0, 0)},
    **{"bottom edge": (0, 0, 1, 0), "right edge": (0, 0, 0, 1)},
}
_CORNERS = {
    **{"top left corner": (1, 1, 0, 0), "top right corner": (1, 0, 0, 1)},
    **{"bottom left corner": (0, 1, 1, 0), "bottom right corner": (0, 0, 1, 1)},
}
_DIAGONAL = {"up and left": (1, 1, -1, -1), "down and right": (-1, -1, 1, 1)}
Steps = Sequence[tuple[Mapping[str, tuple[int, ...]], tuple[float, ...]]]


def _frames(what: str, steps: Steps) -> dict[str, Frame]:
    """Each place moved by percentages of the side: outwards, or inwards where negative."""
    found = {}
    for places, percentages in steps:
        for place, (top, left, bottom, right) in places.items():
            for percent in percentages:
                by = percent / 100
                name = f"{place} {what} by {abs(percent):g} %"
                found[name] = (-by * top, -by * left, 1 + by * bottom, 1 + by * right)
    return found


RESTORED = _frames(
    "restored",
    (
        (_ALL, (1, 2, 3, 4.25, 5.5)),
        (_EDGES, (3.75, 5.75, 7.5, 10.5)),
        (_CORNERS, (2, 3.5, 5.25)),
    ),
)
CROPPED = _frames("cropped", ((_ALL, (-2.5, -5)), (_CORNERS, (-5,))))
SHIFTED = _frames("cropped", ((_ALL, (-0.3,)),)) | _frames("moved", ((_DIAGONAL, (0.4,)),))
"""By less than a sample: PDQ's blur leans to one side, the more the smaller a picture is."""

REFRAMED = RESTORED | CROPPED | SHIFTED

_BARS = {
    f"{TRIMMED[1]} by {100 * bar:.2g} %": bar for bar in ((1 - 0.95**n) / 2 for n in range(1, 24))
}
BARRED: dict[str, Frame] = {
    **{f"{name} above and below": (bar, 0.0, 1 - bar, 1.0) for name, bar in _BARS.items()},
    **{f"{name} on either side": (0.0, bar, 1.0, 1 - bar) for name, bar in _BARS.items()},
}
"""Between bars on two sides, each picture 5 % smaller than the one before, down to a third."""

KEPT = (*TURNS, *CROPPED)
"""What a bank keeps of a picture that is at hand: a crop of it then meets itself."""


def _named(first: str, turn: str) -> str:
    if turn == AS_IT_IS:
        return first
    return turn if first == AS_IT_IS else f"{first}, {turn}"


NAMES = frozenset(
    (
        *(_named(first, turn) for first in (AS_IT_IS, *TRIMMED) for turn in TURNS),
        *(_named(first, turn) for first in BARRED for turn in (AS_IT_IS, LEFT_TO_RIGHT)),
        *REFRAMED,
    )
)


class Look(NamedTuple):
    """A hash, and how it was come by.

    name     one of NAMES
    digits   64 hex digits
    quality  0..100: of what was hashed; moved frames have that of the picture, and what is
             less than a whole picture no more than its certainty
    """

    name: str
    digits: str
    quality: int


def turns_of(pdq: Pdq, first: str = AS_IT_IS) -> Iterator[Look]:
    """The eight turns, named after the first."""
    for turn, digits in zip(TURNS, pdq.dihedral, strict=True):
        name = _named(first, turn)
        yield Look(name, digits, pdq.quality if first in _WHOLE else _worth(pdq))


def boxes_of(pixels: "U8 | memoryview") -> dict[str, Box]:
    """What lies within borders, or on a page, as far as there is such a thing."""
    boxes = zip(TRIMMED, picture_boxes(pixels), strict=True)
    return {name: (box[0], box[1], box[2], box[3]) for name, box in boxes if box}


def trimmed_of(pixels: "U8 | memoryview", scale: int, boxes: dict[str, Box]) -> Iterator[Look]:
    """Each box in all eight turns, as if there were nothing else."""
    for name, box in boxes.items():
        yield from turns_of(hash_pixels(pixels, scale, box), name)


def barred_of(pixels: "U8 | memoryview", scale: int, boxes: dict[str, Box]) -> Iterator[Look]:
    """What may lie between bars, where the picture's own margins have their colour."""
    box = boxes.get(TRIMMED[0])
    if not box:
        return
    height, width = (pixels.shape or ())[:2]
    above, aside = (
        min(box[0], height - box[0] - box[2]) / height,
        min(box[1], width - box[1] - box[3]) / width,
    )
    frames: dict[str, Frame] = {}
    for name, (top, left, bottom, right) in BARRED.items():
        if 0 < top < above or 0 < left < aside:
            frames[name] = top, left, bottom, right
            frames[_named(name, LEFT_TO_RIGHT)] = top, right, bottom, left
    yield from _moved(pixels, scale, frames, _worth(hash_pixels(pixels, scale, box)))


def reframed_of(pixels: "U8 | memoryview", scale: int, pdq: Pdq) -> Iterator[Look]:
    """The picture with edges restored and cropped, in each way of REFRAMED."""
    yield from _moved(pixels, scale, REFRAMED, _worth(pdq))


def _moved(
    pixels: "U8 | memoryview", scale: int, frames: Mapping[str, Frame], quality: int
) -> Iterator[Look]:
    hashes = reframed_hashes(pixels, list(frames.values()), scale).hex()
    for at, name in enumerate(frames):
        yield Look(name, hashes[2 * HASH_BYTES * at :][: 2 * HASH_BYTES], quality)


def _worth(pdq: Pdq) -> int:
    """Of frames: where bits are mostly rounding, they would meet strangers."""
    return min(pdq.quality, pdq.certainty)


def distinct(looks: Iterable[Look]) -> list[Look]:
    """Each hash once, under its first name."""
    found: dict[str, Look] = {}
    for look in looks:
        found.setdefault(look.digits, look)
    return list(found.values())
