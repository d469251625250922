"""The frames of what moves, one after another, within a budget of pixels.

Image -> frames_of -> (seconds, Image), (seconds, Image) …

Method: in the order of the file, since each frame of a GIF builds on those before it. The budget
counts pixels and frames, not time, so that the same file always gives the same frames. Pages of a
TIFF count as frames too: the second may hold what the first hides.
Known limit: what comes after the budget is not seen; UploadHashes.unread says so.
"""

from collections.abc import Iterator

from PIL import Image, ImageFile

from lamplight.decode.pictures import LEAST_SIDE, one_line, upright_rgb
from lamplight.errors import BadPicture

MOST_FRAMES = 1000
MOST_PICTURES = 4
"""So many times the pixels of the largest picture all frames together may have."""


def moves(image: ImageFile.ImageFile) -> bool:
    """Whether there is more than one frame; BadPicture where the file is too broken to tell."""
    with one_line(image.format or "picture"):
        return bool(getattr(image, "is_animated", False))


def frames_of(image: ImageFile.ImageFile, max_pixels: int) -> Iterator[tuple[float, Image.Image]]:
    """When each is shown, in seconds, and the frame in mode RGB or L, upright.

    max_pixels: of one frame. Raises BadPicture where the first can't be decoded, or a later one:
    those before it are good.
    """
    shown_s, pixels, count = 0.0, 0, 0
    while True:
        frame = upright_rgb(image)
        yield shown_s, frame
        shown_s += _shown_s(image)
        pixels += image.width * image.height
        count += 1
        if not _next(image, count):
            return
        size = image.width * image.height
        left = MOST_PICTURES * max_pixels - pixels if count < MOST_FRAMES else 0
        if size > min(left, max_pixels) or min(image.size) < LEAST_SIDE:
            raise BadPicture(f"frames after the first {count} were not looked at")


def _next(image: ImageFile.ImageFile, number: int) -> bool:
    with one_line(f"frame {number + 1} of the {image.format}"):
        try:
            image.seek(number)
        except EOFError:
            return False
    return True


def _shown_s(image: Image.Image) -> float:
    milliseconds = image.info.get("duration", 0)
    return max(0.0, float(milliseconds)) / 1000 if isinstance(milliseconds, int | float) else 0.0
