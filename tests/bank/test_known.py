"""Hashes as others write them, and those that would match what nobody meant."""

from hashlib import md5, sha256

import pytest

from lamplight.bank.known import Frame, known_kind, known_value, short, video_value
from lamplight.errors import BadHash

PDQ = "f0" * 32


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("PDQ", "picture"),
        ("HASH_PDQ", "picture"),
        ("sha-256", "sha256"),
        (" MD5 ", "md5"),
        ("vpdq", "video"),
        ("photodna", None),
    ],
)
def test_a_kind_is_known_by_the_names_that_others_use(name: str, kind: str | None) -> None:
    assert known_kind(name) == kind


def test_a_hash_is_compared_in_lower_case() -> None:
    assert known_value("picture", f" {PDQ.upper()}\n") == PDQ


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("md5", "ab" * 15, "has 30 characters; want 32"),
        ("md5", "zz" * 16, "other characters"),
        ("md5", "ab " * 10 + "ab", "has 32 characters; want 32|other"),
        ("picture", "00" * 32, "0 bits set"),
        ("picture", "ff" * 31 + "fe", "255 bits set"),
        ("md5", md5(b"", usedforsecurity=False).hexdigest(), "empty file"),
        ("sha256", sha256(b"").hexdigest(), "empty file"),
    ],
)
def test_what_is_no_hash_or_matches_too_much_is_refused(kind: str, text: str, said: str) -> None:
    with pytest.raises(BadHash, match=said) as caught:
        known_value(kind, text)

    assert text not in str(caught.value)


def test_a_picture_of_little_quality_is_refused() -> None:
    assert known_value("picture", PDQ, 50) == PDQ
    with pytest.raises(BadHash, match="quality is 49"):
        known_value("picture", PDQ, 49)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("sha1", "ab" * 20, "ababab…"),
        ("video", "ab" * 32, "ababab…"),
        ("video", "vpdq:" + "AB" * 16 + ".txt", "vpdq:ABABAB….txt"),
        ("video", "clip 7", "clip 7"),
        ("phone", "+12135550123", "+12135550123"),
    ],
)
def test_no_hash_is_shown_whole(kind: str, value: str, said: str) -> None:
    assert short(kind, value) == said


def test_a_video_is_known_by_its_own_id_or_by_its_frames() -> None:
    frames = [Frame(PDQ, 90)]

    assert video_value(" clip 7 ", frames) == "clip 7"
    assert video_value("", frames) == sha256(PDQ.encode()).hexdigest()
    with pytest.raises(BadHash, match="0 frames"):
        video_value("clip 7", [])
