"""Known videos of which frames are found again, and how much of each.

Known, frames U8[f, 32] -> videos_near -> VideoMatches

Method: vPDQ (facebook/ThreatExchange, vpdq/README.md): frames match as pictures do, and a video by
the share of its frames; frames below quality 50 are left out before, by who hashes and who banks.
Both shares are told: of the query's frames, and of the known video's, so that a short known clip in
a long upload is found, and a short cut of a long known video too. Equal frames count once on both
sides. Limit: of a frame that more than 10,000 frames of one bank are near to, the nearest count.
"""

from dataclasses import dataclass

import numpy as np

from lamplight.arrays import F64, I64, U8, Bool
from lamplight.match.hamming import HASH_BYTES
from lamplight.match.known import Known, Limits, hits
from lamplight.match.part import PICTURE

FRAME_LIMITS = Limits(most=10_000)
_FRAMES_AT_ONCE = 256


@dataclass(frozen=True, slots=True, eq=False)
class VideoMatches:
    """k known videos, by the larger share, then by entry.

    entry, bank   I64[k] numbers
    query_share   F64[k] 0..1 of the query's different frames, those that are in the known video
    known_share   F64[k] 0..1 of the known video's, those that are in the query
    """

    entry: I64
    bank: I64
    query_share: F64
    known_share: F64

    def __len__(self) -> int:
        return len(self.entry)


def videos_near(known: Known, frames: U8, limits: Limits = FRAME_LIMITS) -> VideoMatches:
    """Every known video with at least one frame near to one of the query's. Raises DamagedBlock."""
    asked = np.unique(frames.reshape(-1, HASH_BYTES), axis=0)
    entries, of_query, of_known = [], [], []
    for begin in range(0, len(asked), _FRAMES_AT_ONCE):
        found = hits(known, PICTURE, asked[begin : begin + _FRAMES_AT_ONCE], limits)
        found = found[:, _frames(known, found[3], found[5]) > 0]
        entries.append(np.unique(found[3:6], axis=1))
        of_query.append(np.unique(found[[3, 0]], axis=1)[0])
        of_known.append(np.unique(found[[3, 2]], axis=1))
    if not entries:
        return VideoMatches(*(np.empty(0, kind) for kind in (np.int64, np.int64, float, float)))
    entry, bank, part = np.unique(np.concatenate(entries, axis=1), axis=1)
    query = _counted(np.concatenate(of_query), entry) / max(len(asked), 1)
    seen = np.unique(np.concatenate(of_known, axis=1), axis=1)[0]
    share = _counted(seen, entry) / np.maximum(_frames(known, entry, part), 1)
    order = np.lexsort((entry, -np.maximum(query, share)))
    return VideoMatches(entry[order], bank[order], query[order], share[order])


def are_videos(known: Known, entries: I64) -> Bool:
    """Of each entry, whether it is a video."""
    numbers = [one.videos[0] for one in (*known.parts, known.small) if one.videos.size]
    if not numbers or not len(entries):
        return np.zeros(len(entries), np.bool_)
    return np.isin(entries, np.concatenate(numbers))


def _frames(known: Known, entry: I64, part: I64) -> I64:
    """Of each entry, how many different frames it has in the part it was found in; 0: no video."""
    frames = np.zeros(len(entry), np.int64)
    for place, one in enumerate((*known.parts, known.small)):
        number, count = one.videos
        here = np.flatnonzero(part == place)
        if not len(here) or not len(number):
            continue
        at = np.minimum(np.searchsorted(number, entry[here]), len(number) - 1)
        frames[here] = np.where(number[at] == entry[here], count[at], 0)
    return frames


def _counted(some: I64, entry: I64) -> I64:
    """How often each entry, rising, is among some."""
    return np.bincount(np.searchsorted(entry, some), minlength=len(entry))
