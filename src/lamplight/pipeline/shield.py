"""An upload, or hashes of it, to a verdict.

UploadHashes -> judge_upload -> Judged; hashes that a program sends -> judge_hashes -> Judged

Pictures are asked for by every look with enough to see, digests as they are, and a video by the
share of its frames. Limit: of one look and one bank the 50 nearest entries count.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import Engine

from lamplight._native import DamagedBlock
from lamplight.arrays import I64, U8, Bool
from lamplight.bank.asked import Asked
from lamplight.bank.match import LEAST_ASKED, LEAST_QUALITY
from lamplight.bank.policy import NOTHING, Action, Found, Verdict, judge, strictest
from lamplight.match.known import Known, Limits, Matches, equal, has_kind, near
from lamplight.match.part import NO_FRAME, PICTURE
from lamplight.match.video import own_frames, videos_near
from lamplight.media.digest import Digests
from lamplight.media.upload import UploadHashes, Variant
from lamplight.media.variants import TURNS
from lamplight.store.known import known_now
from lamplight.store.known_held import Current

NEAREST = 50
_SHARED_FROM = 1_000
"""So many hashes are shared among processors."""

_MOST_LOOKS = 4
"""Looks of whole videos by which one is asked for: those under which most frames were found."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found of an upload, or of each hash.

    verdicts  in the order asked
    action    the strictest of them
    position  of the banks' log, up to which they are right
    poor      which of them had too little to see to be compared
    """

    verdicts: Sequence[Verdict]
    action: Action
    position: int
    poor: frozenset[int] = field(default_factory=frozenset)

    def counts(self) -> Counter[int]:
        """How often each entry matched; known false matches too, since they flood."""
        return Counter(
            match.found.entry
            for verdict in self.verdicts
            if verdict is not NOTHING
            for match in verdict.matches
        )

    def actions(self) -> Counter[Action]:
        """How often each was asked for."""
        return Counter([verdict.action for verdict in self.verdicts])


def judge_hashes(now: Current, asked: Asked, threads: int = 1) -> Judged:
    """Each hash for itself. Raises DamagedBlock."""
    found: dict[int, list[Found]] = {}
    for kind, batch in asked.batches.items():
        many = threads if len(batch.place) >= _SHARED_FROM else 1
        matches = _asked(now.known, kind, batch.values, many)
        places = batch.place[matches.query].tolist()
        columns = (matches.entry, matches.bank, matches.bits, _own(now.known, kind, matches))
        for place, entry, bank, bits, own in zip(
            places, *(column.tolist() for column in columns), strict=True
        ):
            what = kind if own == NO_FRAME else "video"
            frame = None if own == NO_FRAME else own
            one = Found(entry, bank, what, bits, known_frame=frame)
            found.setdefault(place, []).append(one)
    verdicts = [NOTHING] * asked.count
    for place, some in found.items():
        verdicts[place] = judge(some, now.banks)
    action = strictest(verdicts[place].action for place in found)
    return Judged(verdicts, action, now.known.position, asked.poor)


def judge_few(engine: Engine, asked: Asked) -> Judged | None:
    """Some hashes, where that needs no look at the database and meets no damage; else None."""
    now = known_now(engine)
    try:
        return None if now is None else judge_hashes(now, asked)
    except DamagedBlock:
        return None


def judge_digests(now: Current, digests: Digests) -> Judged:
    """Of what can't be decoded, its bytes. Raises DamagedBlock."""
    verdict = judge(_of_digests(now.known, digests), now.banks)
    return Judged([verdict], verdict.action, now.known.position)


def judge_upload(now: Current, upload: UploadHashes) -> Judged:
    """A picture or a video as a whole; digests that it lacks are not asked for. Raises
    DamagedBlock."""
    found = _of_digests(now.known, Digests(upload.sha256, upload.sha1, upload.md5))
    looks = looks_asked(upload)
    if looks:
        found += _of_looks(now, looks)
    verdict = judge(found, now.banks)
    poor = frozenset() if looks else frozenset([0])
    return Judged([verdict], verdict.action, now.known.position, poor)


def kinds_asked(now: Current) -> list[str]:
    """Kinds of digests that any bank holds."""
    return [kind for kind in Digests._fields if has_kind(now.known, kind)]


def looks_asked(upload: UploadHashes) -> list[Variant]:
    """Those with enough to see. Blurred or paled, a known picture falls below what a bank would
    take, and is still like itself: of one that does not move the turns are asked for all the
    same."""
    whole = LEAST_ASKED if upload.kind == "picture" else LEAST_QUALITY
    return [
        look
        for look in upload.variants
        if look.quality >= (whole if look.name in TURNS else LEAST_QUALITY)
    ]


def _of_digests(known: Known, digests: Digests) -> list[Found]:
    found = []
    for kind, value in digests._asdict().items():
        if not value or not has_kind(known, kind):
            continue
        matches = _asked(known, kind, _values([value]), 1)
        pairs = zip(matches.entry.tolist(), matches.bank.tolist(), strict=True)
        found += [Found(entry, bank, kind) for entry, bank in pairs]
    return found


def _of_looks(now: Current, looks: Sequence[Variant]) -> list[Found]:
    """Pictures by every look; of videos each by the look under which most of it was found."""
    hashes = _values(look.pdq for look in looks)
    matches = _asked(now.known, PICTURE, hashes, 1)
    if not len(matches):
        return []
    of_video = _own(now.known, PICTURE, matches) != NO_FRAME
    negative = np.array(
        [bank for bank, rule in now.banks.items() if rule.sign == "negative"], np.int64
    )
    false = np.isin(matches.bank, negative)
    found = [
        Found(entry, bank, PICTURE, bits, looks[query].name, looks[query].frame)
        for query, entry, bank, bits in zip(*(_some(matches, ~of_video | false)), strict=True)
    ]
    if (of_video & ~false).any():
        cleared = {looks[query].frame for query in matches.query[false].tolist()}
        names = Counter(looks[query].name for query in matches.query[of_video].tolist())
        for name, _ in names.most_common(_MOST_LOOKS):
            its = [place for place, look in enumerate(looks)
                   if look.name == name and look.frame not in cleared]  # fmt: skip
            found += _of_video(now, hashes[its], [looks[place] for place in its])
    return found


def _of_video(now: Current, frames: U8, looks: Sequence[Variant]) -> list[Found]:
    """Known videos that have some of these frames; a negative bank's were met frame by frame."""
    videos = videos_near(now.known, frames)
    numbers = (videos.entry, videos.bank, videos.frame, videos.known_frame)
    shares = (videos.query_share, videos.known_share)
    rows = zip(*(it.tolist() for it in (*numbers, *shares)), strict=True)
    return [
        Found(entry, bank, "video", 0, looks[at].name, looks[at].frame, of_query, of_known, own)
        for entry, bank, at, own, of_query, of_known in rows
        if bank in now.banks and now.banks[bank].sign != "negative"
    ]


def _asked(known: Known, kind: str, values: U8, threads: int) -> Matches:
    limits = Limits(most=NEAREST, threads=threads)
    return near(known, values, limits) if kind == PICTURE else equal(known, kind, values, limits)


def _own(known: Known, kind: str, matches: Matches) -> I64:
    """Of each match, its place among the frames of a known video; NO_FRAME of all else."""
    if kind != PICTURE:
        return np.full(len(matches), NO_FRAME)
    return own_frames(known, matches.row, matches.part)


def _some(matches: Matches, which: Bool) -> list[list[int]]:
    columns: list[I64] = [matches.query, matches.entry, matches.bank, matches.bits]
    return [column[which].tolist() for column in columns]


def _values(digits: Iterable[str]) -> U8:
    all_of_them = [*digits]
    raw = bytes.fromhex("".join(all_of_them))
    return np.frombuffer(raw, np.uint8).reshape(len(all_of_them), -1)
