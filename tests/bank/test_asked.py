"""Hashes that a program sends."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.bank.asked import MOST_HASHES, read_hashes, read_video
from lamplight.errors import BadInput

PDQ, MD5 = "f0" * 32, "0a" * 16


def test_hashes_are_read_by_kind_with_their_places() -> None:
    asked = read_hashes(
        [
            {"kind": "md5", "value": MD5},
            {"kind": "pdq", "value": PDQ.upper(), "quality": 50},
            {"kind": "HASH_MD5", "value": MD5},
        ]
    )

    assert asked.count == 3
    assert {kind: batch.place.tolist() for kind, batch in asked.batches.items()} == {
        "md5": [0, 2],
        "picture": [1],
    }
    assert asked.batches["picture"].values.tobytes().hex() == PDQ


def test_a_picture_with_too_little_to_see_is_not_asked_for() -> None:
    asked = read_hashes([{"kind": "pdq", "value": PDQ, "quality": 49}])

    assert not asked.batches
    assert asked.poor == {0}


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("f0", "hash 1 is not written as"),
        ({"kind": 3, "value": PDQ}, "hash 1 is not written as"),
        ({"kind": ["pdq"], "value": PDQ}, "hash 1 is not written as"),
        ({"kind": "video", "value": "x"}, "hash 1 wants a kind"),
        ({"kind": "pdq"}, "hash 1 wants a kind"),
        ({"kind": "pdq", "value": PDQ[:-1]}, "hash 1 is no pdq hash of 64 hex digits"),
        ({"kind": "pdq", "value": PDQ[:-2] + "  "}, "hash 1 is no pdq hash"),
        ({"kind": "pdq", "value": PDQ[:-1] + "é"}, "hash 1 is no pdq hash"),
        ({"kind": "md5", "value": 7}, "hash 1 is no md5 hash of 32 hex digits"),
        ({"kind": "pdq", "value": PDQ, "quality": 101}, "hash 1: quality"),
        ({"kind": "pdq", "value": PDQ, "quality": True}, "hash 1: quality"),
        ({"kind": "pdq", "value": PDQ, "quality": "high"}, "hash 1: quality"),
    ],
)
def test_what_is_no_hash_is_named_by_its_place_alone(item: object, reason: str) -> None:
    with pytest.raises(BadInput, match=reason) as error:
        read_hashes([{"kind": "pdq", "value": PDQ}, item])

    assert PDQ[:8] not in str(error.value)


@pytest.mark.parametrize("items", [None, {}, [], [{}] * (MOST_HASHES + 1)])
def test_a_list_of_hashes_is_wanted(items: object) -> None:
    with pytest.raises(BadInput, match="1 to 10,000"):
        read_hashes(items)


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=70),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=7), inner),
    max_leaves=9,
)


@given(st.lists(json | st.fixed_dictionaries({"kind": json, "value": json}), max_size=4))
def test_anything_is_read_or_refused(items: list[Any]) -> None:
    try:
        asked = read_hashes(items)
    except BadInput:
        return

    assert asked.count == len(items)


def a_video(**frame: object) -> dict[str, object]:
    return {"frames": [{"pdq": PDQ, "quality": 80, "at_s": 0}, THE_FRAME | frame]}


THE_FRAME = {"pdq": PDQ.upper(), "quality": 0, "at_s": 1.5}


def test_frames_of_a_video_are_read_with_their_moments() -> None:
    read = read_video({**a_video(), "sha1": "AB" * 20})

    assert (read.kind, read.frames_s) == ("video", (0.0, 1.5))
    assert [(one.frame, one.pdq, one.quality) for one in read.variants] == [
        (0, PDQ, 80),
        (1, PDQ, 0),
    ]
    assert (read.sha256, read.sha1, read.md5) == ("", "ab" * 20, "")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ([], "video wants frames"),
        ({"frames": [THE_FRAME], "pdq": PDQ}, "video wants frames"),
        ({}, "frames must be a list"),
        ({"frames": [THE_FRAME] * 3_601}, "frames must be a list of 1 to 3,600"),
        ({"frames": [None]}, "frame 0 is not written"),
        (a_video(at_s=-1), "frame 1: at_s is less"),
        (a_video(at_s="1"), "frame 1: at_s is no number"),
        (a_video(at_s=True), "frame 1: at_s is no number"),
        (a_video(at_s=float("nan")), "frame 1: at_s is no number"),
        (a_video(quality=101), "frame 1: quality"),
        (a_video(pdq="00"), "frame 1 has no pdq hash of 64"),
        (a_video(pdq=None), "frame 1 has no pdq hash of 64"),
        ({**a_video(), "md5": "0"}, "video has no md5 hash of 32"),
    ],
)
def test_frames_that_cannot_be_used_are_named_by_their_place(given: object, reason: str) -> None:
    with pytest.raises(BadInput, match=reason) as error:
        read_video(given)

    assert PDQ not in str(error.value)
