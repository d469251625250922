"""The program of the bounded child for uploads: every frame, and every look of it.

picture bytes -> hash_upload -> JSON
a video's path -> hash_video -> JSON

With the word "looks" there are no digests in it.

Method: of a picture that moves, a frame is kept when it lies more than NEW_BITS from all that were
kept before: the first, then each change of scene, however slow. So a known frame that comes from
anywhere in between is at most NEW_BITS further away than from itself. The frame is moved for the
first frame that has enough to see.
"""

from collections.abc import Iterable, Sequence
from os import fsdecode
from pathlib import Path
from typing import NamedTuple

import orjson
from PIL import ImageFile

from lamplight.decode.frames import frames_of, moves
from lamplight.decode.kinds import HEAD_BYTES, video_kind
from lamplight.decode.limits import Limits
from lamplight.decode.pictures import open_picture, pixels_of
from lamplight.decode.video import SCALE, video_frames
from lamplight.decode.worker import open_file, serve
from lamplight.errors import BadPicture
from lamplight.media.digest import NO_DIGESTS, Digests, digests_of, digests_of_parts
from lamplight.media.pdq import Pdq, hash_pixels
from lamplight.media.upload import Kind
from lamplight.media.variants import (
    AS_IT_IS,
    LEFT_TO_RIGHT,
    TRIMMED,
    Look,
    barred_of,
    boxes_of,
    distinct,
    reframed_of,
    trimmed_of,
    turns_of,
)
from lamplight.pipeline.picture_child import LEAST_SIDE, Seen, see

NEW_BITS = 10
MOST_KEPT = 16
"""Frames of a picture that moves, evenly chosen."""

MOST_VIDEO_KEPT = 3600
"""Frames of a video: every second, of a longer one every second or fourth … of them."""

GOOD_QUALITY = 50
_PART_BYTES = 2**20


class _Frame(NamedTuple):
    at_s: float
    looks: list[Look]


def hash_upload(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    """Of a picture, still or moving."""
    image = open_picture(data, limits.pixels, or_video=True)
    digests = NO_DIGESTS if words else digests_of(data)
    if moves(image):
        return _answer(digests, "animation", *_moving(image, limits))
    frame = _Frame(0.0, still_looks(image, data, limits))
    return _answer(digests, "picture", [frame], None)


def still_looks(image: ImageFile.ImageFile, data: bytes, limits: Limits) -> list[Look]:
    """Every look of a picture that does not move; image is data, opened."""
    seen = see(image, data, limits.pixels)
    moved = reframed_of(seen.pixels, seen.scale, seen.pdq)
    return [*turns_of(seen.pdq), *_trimmed(seen, data, limits), *moved]


def hash_video(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    """Of the video at the path that the data are."""
    with open_file(Path(fsdecode(data)), limits.size_bytes) as file:
        kind = video_kind(file.read(HEAD_BYTES))
        if not kind:
            raise BadPicture("no video of a known kind")
        file.seek(0)
        kinds = () if words else Digests._fields
        digests = digests_of_parts(iter(lambda: file.read(_PART_BYTES), b""), kinds)
        frames, unread = _shown(video_frames(file.fileno(), kind, limits.cpu_s))
    return _answer(digests, "video", frames, unread)


def _trimmed(seen: Seen, data: bytes, limits: Limits) -> list[Look]:
    """Of a picture that was decoded smaller, from as many pixels as one without borders has."""
    boxes = boxes_of(seen.pixels)
    if boxes and seen.scale > 1:
        inside = min(side for box in boxes.values() for side in box[2:])
        wanted = LEAST_SIDE * min((seen.pixels.shape or ())[:2]) // inside
        seen = see(open_picture(data, limits.pixels), data, limits.pixels, wanted)
        boxes = boxes_of(seen.pixels)
    return [
        *trimmed_of(seen.pixels, seen.scale, boxes),
        *barred_of(seen.pixels, seen.scale, boxes),
    ]


def _moving(image: ImageFile.ImageFile, limits: Limits) -> tuple[list[_Frame], str | None]:
    frames: list[_Frame] = []
    kept: list[Pdq] = []
    unread, good = None, False
    try:
        for at_s, frame in frames_of(image, limits.pixels):
            pixels = pixels_of(frame)
            pdq = hash_pixels(pixels)
            if any(_bits_apart(pdq, other) <= NEW_BITS for other in kept):
                continue
            kept.append(pdq)
            boxes = boxes_of(pixels)
            looks = [*turns_of(pdq), *trimmed_of(pixels, 1, boxes), *barred_of(pixels, 1, boxes)]
            if not good and pdq.quality >= GOOD_QUALITY:
                looks += reframed_of(pixels, 1, pdq)
                good = True
            frames.append(_Frame(at_s, looks))
    except BadPicture as bad:
        if not frames:
            raise
        unread = str(bad)
    return _evenly(frames), unread


def _evenly(frames: list[_Frame]) -> list[_Frame]:
    count = min(len(frames), MOST_KEPT)
    return [frames[at * len(frames) // count] for at in range(count)]


def _shown(video: Iterable[tuple[float, memoryview]]) -> tuple[list[_Frame], str | None]:
    frames: list[_Frame] = []
    step = 1
    try:
        for count, (at_s, pixels) in enumerate(video):
            if count % step:
                continue
            frames.append(_Frame(at_s, _video_looks(pixels)))
            if len(frames) > MOST_VIDEO_KEPT:
                frames, step = frames[::2], 2 * step
    except BadPicture as bad:
        if not frames:
            raise
        return frames, str(bad)
    return frames, None


def _video_looks(pixels: memoryview) -> list[Look]:
    """A video has many frames; of each only the looks that people give whole videos."""
    looks = [
        *turns_of(hash_pixels(pixels, SCALE)),
        *trimmed_of(pixels, SCALE, boxes_of(pixels)),
    ]
    return [look for look in looks if look.name in (AS_IT_IS, LEFT_TO_RIGHT, *TRIMMED)]


def _answer(digests: Digests, kind: Kind, frames: list[_Frame], unread: str | None) -> bytes:
    looks = [[frame.at_s, [[*look] for look in distinct(frame.looks)]] for frame in frames]
    return orjson.dumps({**digests._asdict(), "kind": kind, "frames": looks, "unread": unread})


def _bits_apart(left: Pdq, right: Pdq) -> int:
    return (int(left.dihedral[0], 16) ^ int(right.dihedral[0], 16)).bit_count()


if __name__ == "__main__":
    serve({"upload": hash_upload, "video": hash_video})
