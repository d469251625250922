"""What others call known: a hash in the form in which it is compared, and what is said of it.

"pdq", "F0F0…" -> known_kind, known_value -> "picture", "f0f0…" -> Given

Method: a kind has a number of hex digits; hashes of nothing and of plain pictures are refused,
because they would match what nobody meant (Dolhansky, Ferrer 2020, on poisoned lists).
"""

import re
from collections.abc import Mapping, Sequence
from hashlib import md5, sha1, sha256
from typing import NamedTuple

from lamplight.bank.match import LEAST_QUALITY
from lamplight.errors import BadHash

DIGITS: Mapping[str, int] = {"picture": 64, "sha256": 64, "sha1": 40, "md5": 32}
"""Hex digits of a hash by its kind."""

KNOWN_KINDS = (*DIGITS, "video")
LEAST_BITS = 32
"""A picture with anything on it sets about half of its hash's 256 bits."""

MOST_FRAMES = 100_000
_NAMES = {
    **{kind: kind for kind in KNOWN_KINDS},
    **{"pdq": "picture", "sha-256": "sha256", "sha-1": "sha1", "vpdq": "video"},
    **{"hash_pdq": "picture", "hash_md5": "md5", "hash_sha1": "sha1", "hash_sha256": "sha256"},
    **{"hash_video_md5": "md5", "video_md5": "md5", "videomd5": "md5", "imagepdq": "picture"},
}
_HASH_IN_NAME = re.compile(r"([0-9A-Fa-f]{6})[0-9A-Fa-f]{26,}")
_OF_NOTHING = {way(b"", usedforsecurity=False).hexdigest() for way in (md5, sha1, sha256)}


class Frame(NamedTuple):
    """Of a video: 64 hex digits of PDQ, quality 0..100."""

    pdq: str
    quality: int


class Given(NamedTuple):
    """Something that a file or a person says is known.

    value    normal form; of a video its id
    quality  0..100 of a picture; None where it is not said
    source   who says so, "" for whoever gives the file
    labels   what the source calls it
    expires  microseconds since 1970, or None
    looks    PDQ hashes of a picture, of its eight turns, the value first, or of all in
             media.variants.KEPT; or none
    gone     the source no longer says so
    opinion  "positive", "negative", "seen": what the source says of it
    """

    kind: str
    value: str
    quality: int | None = None
    source: str = ""
    labels: tuple[str, ...] = ()
    note: str = ""
    expires: int | None = None
    looks: tuple[str, ...] = ()
    frames: tuple[Frame, ...] = ()
    gone: bool = False
    opinion: str = "positive"


def known_kind(name: str) -> str | None:
    """The kind of hash that others name so, or None."""
    return _NAMES.get(name.strip().lower())


def name_of(kind: str) -> str:
    """What others call a kind."""
    return "pdq" if kind == "picture" else kind


def known_value(kind: str, text: str, quality: int | None = None) -> str:
    """A hash in lower case. Raises BadHash, without the hash, where it is none, or would match too
    much."""
    value = text.strip().lower()
    try:
        raw = bytes.fromhex(value)
    except ValueError:
        raise BadHash(f"{name_of(kind)} hash has other characters than hex digits") from None
    if len(value) != DIGITS[kind] or 2 * len(raw) != DIGITS[kind]:
        raise BadHash(f"{name_of(kind)} hash has {len(value)} characters; want {DIGITS[kind]}")
    if kind == "picture":
        _check_picture(raw, quality)
    elif value in _OF_NOTHING:
        raise BadHash(f"{kind} hash is that of an empty file")
    return value


def _check_picture(raw: bytes, quality: int | None) -> None:
    bits = int.from_bytes(raw, "big").bit_count()
    if not LEAST_BITS <= bits <= 256 - LEAST_BITS:
        raise BadHash(f"pdq hash has {bits} bits set: it is of a plain picture and matches others")
    if quality is not None and quality < LEAST_QUALITY:
        raise BadHash(f"quality is {quality}, want {LEAST_QUALITY}: it would match too much")


def video_value(text: str, frames: Sequence[Frame]) -> str:
    """A video's id: its own, or the SHA-256 of its frames. Raises BadHash where it has none."""
    if not 1 <= len(frames) <= MOST_FRAMES:
        raise BadHash(f"video has {len(frames)} frames; want 1 to {MOST_FRAMES:,}")
    own = text.strip()[:200]
    return own or sha256("".join(frame.pdq for frame in frames).encode()).hexdigest()


def short(kind: str, value: str) -> str:
    """A hash cut down to what tells two apart, since hashes are shown to nobody whole; other values
    as they are. A video's name may be a hash, or hold one."""
    if kind == "video":
        return _HASH_IN_NAME.sub(r"\1…", value)
    return f"{value[:6]}…" if kind in DIGITS else value
