"""An upload or hashes to a verdict, from banks in a database."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Engine

from lamplight.bank.asked import read_hashes
from lamplight.bank.known import Frame, Given
from lamplight.media.digest import Digests
from lamplight.media.upload import Kind, UploadHashes, Variant
from lamplight.pipeline.shield import Judged, judge_digests, judge_hashes, judge_upload
from lamplight.store.bank_intake import Into, take_in
from lamplight.store.banks import Bank, new_bank, number_of
from lamplight.store.known import known, settled
from tests.factories import ROSE, day


@pytest.fixture(autouse=True)
def nothing_left_running(engine: Engine) -> Iterator[None]:
    yield
    settled(engine)


def pdq(number: int, bits: int = 0) -> str:
    """Unlike that of any other number, with so many bits turned."""
    raw = np.unpackbits(np.frombuffer(np.random.default_rng(number).bytes(32), np.uint8))
    raw[:bits] ^= 1
    return np.packbits(raw).tobytes().hex()


def a_bank(engine: Engine, name: str, *entries: Given, **counts: Any) -> None:
    with engine.begin() as db:
        made = replace(Bank(name, "a test", "desk 3", day(1), action="hold"), **counts)
        new_bank(db, ROSE, made)
        take_in(db, Into(number_of(db, name), ROSE, day(1)), entries)


def an_upload(*looks: Variant, kind: Kind = "picture", sha256: str = "00" * 32) -> UploadHashes:
    frames = tuple(float(one) for one in range(max(look.frame for look in looks) + 1))
    return UploadHashes(sha256, "00" * 20, "00" * 16, kind, frames, looks)


def a_look(hash: str, frame: int = 0, name: str = "as it is", quality: int = 100) -> Variant:
    return Variant(name, frame, hash, quality)


def a_video(name: str, numbers: Sequence[int]) -> Given:
    return Given("video", name, frames=tuple(Frame(pdq(number), 100) for number in numbers))


def told(judged: Judged) -> list[tuple[str, str, int]]:
    (verdict,) = judged.verdicts
    return [(one.bank, one.found.kind, one.found.bits) for one in verdict.matches]


def test_an_upload_is_found_by_its_bytes_and_by_each_look(engine: Engine) -> None:
    a_bank(engine, "known", Given("sha256", "ab" * 32), Given("picture", pdq(1)))
    upload = an_upload(
        a_look(pdq(9)), a_look(pdq(1, bits=5), name="left to right"), sha256="ab" * 32
    )

    judged = judge_upload(known(engine), upload)

    assert judged.action == "hold"
    assert told(judged) == [("known", "sha256", 0), ("known", "picture", 5)]
    assert judged.verdicts[0].matches[1].found.look == "left to right"
    assert judged.counts() == {1: 1, 2: 1}


def test_looks_with_too_little_to_see_are_not_asked_for(engine: Engine) -> None:
    a_bank(engine, "known", Given("picture", pdq(1)))

    moved = a_look(pdq(1), name="all edges restored by 2 %", quality=49)
    judged = judge_upload(known(engine), an_upload(a_look(pdq(1), quality=19), moved))

    assert judged.action == "allow"
    assert judged.poor == {0}


def test_what_is_left_of_a_blurred_picture_is_asked_for_and_of_a_dark_frame_is_not(
    engine: Engine,
) -> None:
    a_bank(engine, "known", Given("picture", pdq(1)))
    blurred = an_upload(a_look(pdq(1, bits=5), quality=20))

    still, moving = (
        judge_upload(known(engine), replace(blurred, kind=kind)) for kind in ("picture", "video")
    )

    assert (told(still), still.poor) == ([("known", "picture", 5)], frozenset())
    assert (told(moving), moving.poor) == ([], frozenset([0]))


def test_a_known_clip_inside_a_long_upload_is_found_with_its_first_frame_and_both_shares(
    engine: Engine,
) -> None:
    a_bank(engine, "clips", a_video("clip", [4, 3, 2, 1, 0]))
    frames = [a_look(pdq((number - 7) % 20), number) for number in range(20)]

    judged = judge_upload(known(engine), an_upload(*frames, kind="video"))

    (match,) = judged.verdicts[0].matches
    assert (judged.action, match.found.kind) == ("hold", "video")
    assert (match.found.query_share, match.found.known_share) == (0.25, 1.0)
    assert (match.found.frame, match.found.known_frame) == (7, 4)


def test_a_video_turned_left_to_right_is_found_by_that_look(engine: Engine) -> None:
    a_bank(engine, "clips", a_video("clip", range(5)))
    looks = [
        look
        for frame in range(5)
        for look in (
            a_look(pdq(100 + frame), frame),
            a_look(pdq(frame), frame, name="left to right"),
        )
    ]

    judged = judge_upload(known(engine), an_upload(*looks, kind="video"))

    (match,) = judged.verdicts[0].matches
    assert (match.found.look, match.found.query_share) == ("left to right", 1.0)


def test_a_still_that_is_known_is_found_in_a_video(engine: Engine) -> None:
    a_bank(engine, "known", Given("picture", pdq(7)))
    frames = [a_look(pdq(number), number) for number in range(9)]

    judged = judge_upload(known(engine), an_upload(*frames, kind="video"))

    (match,) = judged.verdicts[0].matches
    assert (match.found.kind, match.found.frame) == ("picture", 7)


def test_a_frame_known_to_match_falsely_finds_no_video(engine: Engine) -> None:
    a_bank(engine, "clips", a_video("clip", [1, 2, 3]))
    a_bank(engine, "titles", Given("picture", pdq(1)), sign="negative")

    judged = judge_upload(
        known(engine), an_upload(a_look(pdq(1), 0), a_look(pdq(50), 1), kind="video")
    )

    assert told(judged) == []


def test_hashes_are_judged_each_for_itself_in_their_order(engine: Engine) -> None:
    a_bank(engine, "known", Given("picture", pdq(1)), Given("md5", "0a" * 16))
    a_bank(engine, "clips", a_video("clip", [6, 5]), action="review")
    asked = [
        {"kind": "pdq", "value": pdq(2)},
        {"kind": "md5", "value": "0a" * 16},
        {"kind": "pdq", "value": pdq(1, bits=20)},
        {"kind": "pdq", "value": pdq(5)},
        {"kind": "pdq", "value": pdq(1), "quality": 3},
    ]

    judged = judge_hashes(known(engine), read_hashes(asked))

    assert [verdict.action for verdict in judged.verdicts] == [
        *("allow", "hold", "review", "review", "allow"),
    ]
    assert judged.action == "hold"
    assert judged.poor == {4}
    assert judged.verdicts[3].matches[0].found.kind == "video"
    assert judged.verdicts[3].matches[0].found.known_frame == 1
    assert judged.position == known(engine).known.position


def test_many_hashes_are_shared_among_threads_with_the_same_answer(engine: Engine) -> None:
    a_bank(engine, "known", *(Given("picture", pdq(number)) for number in range(30)))
    items = [{"kind": "pdq", "value": pdq(number % 60, bits=number % 40)} for number in range(1200)]
    now, asked = known(engine), read_hashes(items)

    alone, shared = judge_hashes(now, asked), judge_hashes(now, asked, threads=2)

    assert alone == shared
    assert sum(bool(verdict.matches) for verdict in alone.verdicts) > 300


def test_what_cannot_be_decoded_is_found_by_its_bytes(engine: Engine) -> None:
    a_bank(engine, "known", Given("sha1", "0b" * 20))

    judged = judge_digests(known(engine), Digests("00" * 32, "0b" * 20, "00" * 16))

    assert told(judged) == [("known", "sha1", 0)]
