"""Known videos of which frames are found again, and how much of each.

Known, frames U8[f, 32] -> videos_near -> VideoMatches

Method: vPDQ (facebook/ThreatExchange, vpdq/README.md): frames match as pictures do, and a video by
the share of its frames; frames below quality 50 are left out before, by who hashes and who banks.
Where the query first shows a known video is told, and which of that video's own frames it is.
Both shares are told: of the query's frames, and of the known video's, so that a short known clip in
a long upload is found, and a short cut of a long known video too. Equal frames count once on both
sides. Limit: of a frame that more than 10,000 frames of one bank are near to, the nearest count.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lamplight.arrays import F64, I64, U8
from lamplight.match.hamming import HASH_BYTES
from lamplight.match.known import Known, Limits, hits
from lamplight.match.part import NO_FRAME, PICTURE

FRAME_LIMITS = Limits(most=10_000)
_FRAMES_AT_ONCE = 256


@dataclass(frozen=True, slots=True, eq=False)
class VideoMatches:
    """k known videos, by the larger share, then by entry.

    entry, bank   I64[k] numbers
    frame         I64[k] place of the first of the query's frames that is in the known video
    known_frame   I64[k] place of the known video's frame that is nearest to it; of equals the first
    query_share   F64[k] 0..1 of the query's different frames, those that are in the known video
    known_share   F64[k] 0..1 of the known video's, those that are in the query
    """

    entry: I64
    bank: I64
    frame: I64
    known_frame: I64
    query_share: F64
    known_share: F64

    def __len__(self) -> int:
        return len(self.entry)


def videos_near(known: Known, frames: U8, limits: Limits = FRAME_LIMITS) -> VideoMatches:
    """Every known video with at least one frame near to one of the query's. Raises DamagedBlock."""
    asked, place = np.unique(frames.reshape(-1, HASH_BYTES), axis=0, return_index=True)
    entries, of_query, of_known, begun = [], [], [], []
    for begin in range(0, len(asked), _FRAMES_AT_ONCE):
        found = hits(known, PICTURE, asked[begin : begin + _FRAMES_AT_ONCE], limits)
        own = own_frames(known, found[2], found[5])
        found, own = found[:, own >= 0], own[own >= 0]
        begun.append(_first(np.stack([found[3], place[begin + found[0]], found[1], own])))
        entries.append(np.unique(found[3:6], axis=1))
        of_query.append(np.unique(found[[3, 0]], axis=1)[0])
        of_known.append(np.unique(found[[3, 2]], axis=1))
    if not entries:
        return VideoMatches(*np.empty((4, 0), np.int64), *np.empty((2, 0)))
    entry, bank, part = np.unique(np.concatenate(entries, axis=1), axis=1)
    query = _counted(np.concatenate(of_query), entry) / max(len(asked), 1)
    seen = np.unique(np.concatenate(of_known, axis=1), axis=1)[0]
    share = _counted(seen, entry) / np.maximum(_frames(known, entry, part), 1)
    _, frame, _, own = _first(np.concatenate(begun, axis=1))
    order = np.lexsort((entry, -np.maximum(query, share)))
    return VideoMatches(
        entry[order], bank[order], frame[order], own[order], query[order], share[order]
    )


def own_frames(known: Known, row: I64, part: I64) -> I64:
    """Of rows of pictures, their places among the frames of their videos; of all else NO_FRAME."""
    return _looked_up([one.frames for one in (*known.parts, known.small)], row, part, NO_FRAME)


def _frames(known: Known, entry: I64, part: I64) -> I64:
    """Of each entry, how many different frames it has in the part it was found in; 0: no video."""
    return _looked_up([one.videos for one in (*known.parts, known.small)], entry, part, 0)


def _looked_up(pairs: Sequence[I64], key: I64, part: I64, otherwise: int) -> I64:
    """Of each key what its part's pairs, rising, say."""
    values = np.full(len(key), otherwise, np.int64)
    for place, (keys, its) in enumerate(pairs):
        if not len(keys):
            continue
        here = np.flatnonzero(part == place)
        at = np.minimum(np.searchsorted(keys, key[here]), len(keys) - 1)
        values[here] = np.where(keys[at] == key[here], its[at], otherwise)
    return values


def _first(found: I64) -> I64:
    """Of columns that begin with an entry, the least of each entry, rising."""
    found = found[:, np.lexsort(found[::-1])]
    first = np.ones(found.shape[1], np.bool_)
    first[1:] = found[0, 1:] != found[0, :-1]
    return found[:, first]


def _counted(some: I64, entry: I64) -> I64:
    """How often each entry, rising, is among some."""
    return np.bincount(np.searchsorted(entry, some), minlength=len(entry))
