import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.arrays import U8
from lamplight.match.hamming import distances
from lamplight.match.known import Known, changed, known_of
from lamplight.match.part import Entries, Rows, entries_left, no_frames, part_of
from lamplight.match.video import videos_near

Shares = list[tuple[int, float, float]]
Seen = dict[int, tuple[int, int]]


def known_videos(videos: dict[int, U8], pictures: U8) -> Known:
    """On bank 1; and on bank 2 pictures, numbered from 1,000."""
    frames = np.concatenate([np.empty((0, 32), np.uint8), *videos.values(), pictures])
    entry = np.repeat([*videos, 0], [*map(len, videos.values()), len(pictures)]).astype(np.int64)
    entry[len(entry) - len(pictures) :] = 1000 + np.arange(len(pictures))
    bank = np.where(entry < 1000, 1, 2)
    places = [np.arange(len(its)) for its in videos.values()]
    frame = np.concatenate([*places, no_frames(len(pictures))]).astype(np.int32)
    counts = np.array([[*videos], [*map(len, videos.values())]], np.int64).reshape(2, -1)
    entries = Entries({"picture": Rows(frames, entry, bank, frame)}, videos=counts)
    return changed(known_of([], {1: 31, 2: 31}, 0), np.unique(entry), entries, 1)


def slow_shares(videos: dict[int, U8], query: U8) -> Shares:
    asked = np.unique(query, axis=0)
    found = []
    for entry, frames in videos.items():
        near = np.array([distances(frame, frames) <= 31 for frame in asked])
        if near.any():
            found.append((entry, near.any(axis=1).mean(), near.any(axis=0).mean()))
    return sorted(found, key=lambda one: (-max(one[1:]), one[0]))


def slow_first(videos: dict[int, U8], query: U8) -> Seen:
    """Of each video, the query's first frame that is in it, and the nearest of its own."""
    seen: Seen = {}
    for entry, frames in videos.items():
        for place, frame in enumerate(query):
            bits = distances(frame, frames)
            if bits.min() <= 31:
                seen[entry] = place, int(bits.argmin())
                break
    return seen


def first(known: Known, query: U8) -> Seen:
    found = videos_near(known, query)
    places = zip(found.frame.tolist(), found.known_frame.tolist(), strict=True)
    return dict(zip(found.entry.tolist(), places, strict=True))


def shares(known: Known, query: U8) -> Shares:
    found = videos_near(known, query)
    assert (found.bank == 1).all()
    columns = (found.entry, found.query_share, found.known_share)
    return list(zip(*(column.tolist() for column in columns), strict=True))


@given(st.integers(0, 2**32), st.integers(0, 6), st.integers(1, 600))
def test_shares_are_those_of_comparing_every_frame(seed: int, many: int, length: int) -> None:
    random = np.random.default_rng(seed)
    scenes = random.integers(0, 256, (30, 32), np.uint8)
    videos = {
        number: random.permutation(np.unique(scenes[random.integers(0, 30, 11)], axis=0))
        for number in random.choice(50, many, replace=False).tolist()
    }
    query = scenes[random.integers(0, 30, length)]
    query[::3, 0] ^= 7

    found = shares(known_videos(videos, scenes[:3]), query)

    wanted = slow_shares(videos, query)
    assert [one[0] for one in found] == [one[0] for one in wanted]
    np.testing.assert_allclose([one[1:] for one in found], [one[1:] for one in wanted])


@given(st.integers(0, 2**32), st.integers(1, 6), st.integers(1, 600), st.booleans())
def test_where_a_video_is_first_seen_is_found_by_comparing_every_frame(
    seed: int, many: int, length: int, is_joined: bool
) -> None:
    random = np.random.default_rng(seed)
    scenes = random.integers(0, 256, (30, 32), np.uint8)
    alike = scenes ^ np.eye(30, 32, dtype=np.uint8)  # one bit away
    videos = {
        number: random.permutation(np.concatenate([scenes, alike]))[: random.integers(1, 12)]
        for number in random.choice(50, many, replace=False).tolist()
    }
    query = scenes[random.integers(0, 30, length)]
    query[::3, 0] ^= 7
    known = known_videos(videos, scenes[:3])
    if is_joined:
        part = part_of([entries_left(known.small)], known.radii)
        known = known_of([part], known.radii, 1)

    assert first(known, query) == slow_first(videos, query)


def test_a_short_known_clip_in_a_long_upload_is_found_whole() -> None:
    random = np.random.default_rng(1)
    clip, rest = (random.integers(0, 256, (size, 32), np.uint8) for size in (10, 990))
    known = known_videos({7: clip}, rest[:0])

    assert shares(known, np.concatenate([rest, clip])) == [(7, 0.01, 1.0)]
    assert shares(known, clip[:5]) == [(7, 1.0, 0.5)]


@pytest.mark.parametrize("frames", [0, 3])
def test_a_video_of_which_nothing_is_known_matches_nothing(frames: int) -> None:
    known = known_videos({7: np.zeros((1, 32), np.uint8)}, np.full((1, 32), 255, np.uint8))

    assert shares(known, np.full((frames, 32), 255, np.uint8)) == []
