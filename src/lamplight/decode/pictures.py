"""Read a picture of any colour mode into plain RGB or grey, upright.

bytes -> open_picture -> Image -> upright_rgb -> Image -> pixels_of -> memoryview U8[h, w(, 3)]

Method: the kind is told by the first bytes, never by a name, and only six kinds are read. Then, in
this order: EXIF orientation, transparency onto white, palette, CMYK, 16 bit, 1 bit.
Known limit: only the first frame of what moves; ICC profiles are not applied. Runs in a bounded
child process (lamplight.decode.worker), because decoders have faults.
"""

import importlib
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageFile

from lamplight.decode.kinds import HEAD_BYTES, VIDEOS, video_kind
from lamplight.errors import BadPicture

LEAST_SIDE = 5
"""Pixels: below it PDQ is not defined."""

WHITE = (255, 255, 255, 255)
"""What shows through transparency, as in a browser's page."""


class _Kind(NamedTuple):
    name: str
    module: str
    reader: str
    signs: tuple[bytes, ...]


_KINDS = (
    _Kind("JPEG", "PIL.JpegImagePlugin", "JpegImageFile", (b"\xff\xd8\xff",)),
    _Kind("PNG", "PIL.PngImagePlugin", "PngImageFile", (b"\x89PNG\r\n\x1a\n",)),
    _Kind("GIF", "PIL.GifImagePlugin", "GifImageFile", (b"GIF87a", b"GIF89a")),
    _Kind("WebP", "PIL.WebPImagePlugin", "WebPImageFile", (b"RIFF",)),
    _Kind("BMP", "PIL.BmpImagePlugin", "BmpImageFile", (b"BM",)),
    _Kind("TIFF", "PIL.TiffImagePlugin", "TiffImageFile", (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
)

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation -> what makes the picture upright."""

_ORIENTATION = 0x0112

_FAULTS = (
    *(OSError, EOFError, SyntaxError, ValueError, TypeError, LookupError, AttributeError),
    *(ArithmeticError, RuntimeError, struct.error, zlib.error, Image.DecompressionBombError),
)
"""What Pillow's readers raise on broken bytes, as found by fuzzing; MemoryError is the caller's."""


def open_picture(data: bytes, max_pixels: int, *, or_video: bool = False) -> ImageFile.ImageFile:
    """The picture with its header read and nothing decoded; BadPicture where that can't go well.

    or_video  a video would have been taken too
    """
    if not data:
        raise BadPicture("file is empty; want a picture")
    kind = next((kind for kind in _KINDS if data.startswith(kind.signs)), None)
    if kind is None or (kind.name == "WebP" and data[8:12] != b"WEBP"):
        raise BadPicture(_no_picture(data, or_video=or_video))
    with one_line(kind.name):
        image: ImageFile.ImageFile = getattr(importlib.import_module(kind.module), kind.reader)(
            BytesIO(data)
        )
    if image.width * image.height > max_pixels:
        raise BadPicture(
            f"picture has {image.width} x {image.height} pixels; want {max_pixels:,} or fewer"
        )
    if min(image.size) < LEAST_SIDE:
        raise BadPicture(
            f"picture has {image.width} x {image.height} pixels;"
            f" want {LEAST_SIDE} x {LEAST_SIDE} or more"
        )
    return image


def _no_picture(data: bytes, *, or_video: bool) -> str:
    known = ", ".join(kind.name for kind in _KINDS)
    if or_video:
        return f"no picture or video of a known kind; want {known}, {VIDEOS}"
    video = video_kind(data[:HEAD_BYTES])
    what = f"{video.name} is a video" if video else "no picture of a known kind"
    return f"{what}; want {known}"


def shrink_on_load(image: ImageFile.ImageFile, least_side: int, *, grey: bool) -> int:
    """How many times smaller it will be decoded: a JPEG can be read at 1/2, 1/4 or 1/8, in grey.

    The short side stays at least least_side, if it was.
    """
    if image.format != "JPEG":
        return 1
    before = image.width
    image.draft("L" if grey else None, (least_side, least_side))
    return round(before / image.width)


def upright_rgb(image: ImageFile.ImageFile) -> Image.Image:
    """The first frame, decoded, turned as EXIF says, in mode RGB or L."""
    with one_line(image.format or "picture"):
        image.load()
        return _turned(_plain(image), _orientation(image))


def pixels_of(image: Image.Image) -> memoryview:
    """U8[h, w] of mode L, U8[h, w, 3] of mode RGB."""
    channels = len(image.getbands())
    shape = (image.height, image.width, channels)[: 2 if channels == 1 else 3]
    return memoryview(image.tobytes()).cast("B", shape)


def _plain(image: Image.Image) -> Image.Image:
    if image.mode.startswith(("I", "F")):
        return _eight_bit(image)
    if image.has_transparency_data:
        shown = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", shown.size, WHITE), shown).convert("RGB")
    if image.mode in ("L", "RGB"):
        return image
    if image.mode == "LAB":
        return image.getchannel("L")
    return image.convert("L" if image.mode == "1" else "RGB")


def _eight_bit(image: Image.Image) -> Image.Image:
    """Sixteen bits lose their lower eight; other deep greys are stretched over the whole range."""
    low, high = (0, 65535) if image.mode.startswith("I;16") else image.getextrema()
    if not isinstance(low, int | float) or not isinstance(high, int | float) or not low < high:
        return Image.new("L", image.size)
    scale = 255 / (high - low)
    return image.convert("F").point(lambda value: value * scale - low * scale).convert("L")


def _turned(image: Image.Image, orientation: int) -> Image.Image:
    return image.transpose(_TURNS[orientation]) if orientation in _TURNS else image


def _orientation(image: Image.Image) -> int:
    """1 (upright) where EXIF is missing or broken: the picture itself is still good."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except _FAULTS:
        return 1
    return value if isinstance(value, int) else 1


@contextmanager
def one_line(kind: str) -> Iterator[None]:
    """Turns whatever a reader raises into a BadPicture with one short line."""
    try:
        yield
    except _FAULTS as fault:
        words = "".join(c if c.isprintable() else " " for c in str(fault).split("\n")[0])[:100]
        raise BadPicture(f"{kind} can't be decoded: {words or type(fault).__name__}") from fault
