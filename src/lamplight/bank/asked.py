"""Hashes that a program asks for: many at once, as arrays, or the frames of one video.

[{"kind", "value", "quality"?}, …] -> read_hashes -> Asked
{"frames": [{"pdq", "quality", "at_s"}, …], "md5"?, …} -> read_video -> UploadHashes

Limit: of a video's frames only the hash as they are is given, so a video turned over is not found.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from lamplight.arrays import I64, U8
from lamplight.bank.known import DIGITS, known_kind, name_of
from lamplight.bank.match import LEAST_QUALITY
from lamplight.bank.policy import DIGESTS
from lamplight.errors import BadHash, BadInput
from lamplight.media.upload import UploadHashes, Variant
from lamplight.media.variants import AS_IT_IS

MOST_HASHES = 10_000
MOST_FRAMES = 3_600
_KINDS = {name: name for name in DIGITS} | {"pdq": "picture"}


class Batch(NamedTuple):
    """Hashes U8[n, w] of one kind, and the place I64[n] of each among all that was asked."""

    place: I64
    values: U8


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """count of hashes; by kind those to look up; places of pictures with too little to see."""

    count: int
    batches: dict[str, Batch]
    poor: frozenset[int]


def read_hashes(items: object) -> Asked:
    """Raises BadInput, which names the place of a hash that is none, but not the hash."""
    if not isinstance(items, list) or not 1 <= len(items) <= MOST_HASHES:
        raise BadInput(f"hashes must be a list of 1 to {MOST_HASHES:,}")
    values: dict[str, list[str]] = {}
    places: dict[str, list[int]] = {}
    poor = set()
    for place, item in enumerate(items):
        try:
            kind, value, quality = _KINDS[item["kind"]], item["value"], item.get("quality")
        except (TypeError, KeyError, AttributeError):
            kind, value, quality = _unusual(place, item)
        if (
            quality is not None
            and kind == "picture"
            and _quality(f"hash {place}", quality) < LEAST_QUALITY
        ):
            poor.add(place)
            continue
        values.setdefault(kind, []).append(value)
        places.setdefault(kind, []).append(place)
    batches = {kind: _batch(kind, places[kind], its) for kind, its in values.items()}
    return Asked(len(items), batches, frozenset(poor))


def read_video(given: object) -> UploadHashes:
    """Raises BadInput, which names the place of a frame that is none, but not its hash."""
    if not isinstance(given, dict) or given.keys() - {"frames", *DIGESTS}:
        raise BadInput(f"video wants frames, and may have {', '.join(DIGESTS)} beside them")
    frames = given.get("frames")
    if not isinstance(frames, list) or not 1 <= len(frames) <= MOST_FRAMES:
        raise BadInput(f"frames must be a list of 1 to {MOST_FRAMES:,}")
    looks, moments = [], [0.0]
    for place, frame in enumerate(frames):
        if not isinstance(frame, dict) or frame.keys() != {"pdq", "quality", "at_s"}:
            raise BadInput(f'frame {place} is not written as {{"pdq": …, "quality": …, "at_s": …}}')
        moments.append(_moment(place, frame["at_s"], moments[-1]))
        pdq = _digits(f"frame {place}", "picture", frame["pdq"])
        looks.append(Variant(AS_IT_IS, place, pdq, _quality(f"frame {place}", frame["quality"])))
    sha256, sha1, md5 = (
        _digits("video", kind, given[kind]) if kind in given else "" for kind in DIGESTS
    )
    return UploadHashes(sha256, sha1, md5, "video", tuple(moments[1:]), tuple(looks))


def _moment(place: int, at_s: object, before: float) -> float:
    if isinstance(at_s, bool) or not isinstance(at_s, int | float) or not math.isfinite(at_s):
        raise BadInput(f"frame {place}: at_s is no number of seconds")
    if at_s < before:
        raise BadInput(f"frame {place}: at_s is less than that of the frame before, or than 0")
    return float(at_s)


def _digits(what: str, kind: str, value: object) -> str:
    if not _is_hash(value, DIGITS[kind]):
        raise BadHash(f"{what} has no {name_of(kind)} hash of {DIGITS[kind]} hex digits")
    return str(value).lower()


def _unusual(place: int, item: Any) -> tuple[str, str, object]:
    """A kind by another of its names."""
    if not isinstance(item, dict) or not isinstance(item.get("kind"), str):
        raise BadInput(f'hash {place} is not written as {{"kind": …, "value": …}}')
    kind = known_kind(item["kind"])
    if kind is None or kind not in DIGITS or "value" not in item:
        raise BadInput(f"hash {place} wants a kind ({', '.join(('pdq', *DIGITS))}) and a value")
    return kind, item["value"], item.get("quality")


def _quality(what: str, quality: object) -> int:
    if isinstance(quality, bool) or not isinstance(quality, int) or not 0 <= quality <= 100:
        raise BadInput(f"{what}: quality is no number of 0 to 100")
    return quality


def _batch(kind: str, places: Sequence[int], values: Sequence[str]) -> Batch:
    digits = DIGITS[kind]
    try:
        raw = bytes.fromhex("".join(values))
        good = 2 * len(raw) == digits * len(values) and set(map(len, values)) == {digits}
    except (TypeError, ValueError):
        good = False
    if not good:
        pairs = zip(places, values, strict=True)
        wrong = next(place for place, value in pairs if not _is_hash(value, digits))
        raise BadHash(f"hash {wrong} is no {name_of(kind)} hash of {digits} hex digits")
    width = digits // 2
    return Batch(np.array(places, np.int64), np.frombuffer(raw, np.uint8).reshape(-1, width))


def _is_hash(value: object, digits: int) -> bool:
    return isinstance(value, str) and re.fullmatch(f"[0-9a-fA-F]{{{digits}}}", value) is not None
