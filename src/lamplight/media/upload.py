"""All that is known of an upload: its digests, and the hashes of what can be seen in it.

bytes -> Digests; pixels -> Variant, Variant … -> UploadHashes
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["picture", "animation", "video"]


class Variant(NamedTuple):
    """One look of one frame, by which it may be found again.

    name     how it was made: one of lamplight.media.variants.NAMES
    frame    its place in UploadHashes.frames_s, from 0
    pdq      64 hex digits
    quality  0..100: how much there is to see; below 50 a match means nothing
    """

    name: str
    frame: int
    pdq: str
    quality: int


@dataclass(frozen=True, slots=True)
class UploadHashes:
    """What an upload is asked for.

    sha256, sha1, md5  lower-case hex of the bytes; "" where a program sent hashes without them
    kind       told by the first bytes, never by a name
    frames_s   when each frame that was hashed is shown, in seconds; a picture has one, at 0
    variants   by frame, the frame as it is before its others; the frame as it is always is one
    unread     why the rest could not be seen, where that is so, or None
    """

    sha256: str
    sha1: str
    md5: str
    kind: Kind
    frames_s: tuple[float, ...]
    variants: tuple[Variant, ...]
    unread: str | None = None
