"""A bad upload has a reason, and the worker lives on."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight.decode.limits import Limits
from lamplight.errors import BadPicture
from lamplight.media.upload import UploadHashes
from lamplight.pipeline.uploads import (
    _DIGESTS,
    _NO_DIGESTS,
    UploadPool,
    _checked,
    hash_uploads,
    variants_of,
)
from tests.decode.test_pictures import lying_png
from tests.pipeline.uploads.scenes import BRIDGE, moving, saved, scene


def test_one_fault_costs_its_own_line_and_order_is_kept(tmp_path: Path) -> None:
    (tmp_path / "text.jpg").write_text("no picture")
    paths = [BRIDGE, tmp_path / "none.jpg", tmp_path / "text.jpg", tmp_path, BRIDGE]

    outcomes = list(hash_uploads(paths, 2))

    assert [isinstance(outcome, UploadHashes) for outcome in outcomes] == [1, 0, 0, 0, 1]
    assert [str(outcome) for outcome in outcomes[1:4]] == [
        "no such file",
        "no picture or video of a known kind; want JPEG, PNG, GIF, WebP, BMP, TIFF, MP4, MOV, "
        "Matroska, WebM, AVI, FLV, Ogg, Windows Media, MPEG",
        "path is a folder without readable files; want a picture file",
    ]


def test_a_name_proves_nothing(pool: UploadPool, tmp_path: Path) -> None:
    (tmp_path / "picture.mp4").write_bytes(saved(scene(1), "JPEG"))
    (tmp_path / "words.mp4").write_text("#EXTM3U")
    (tmp_path / "huge.jpg").touch()
    with (tmp_path / "huge.jpg").open("wb") as file:
        file.truncate(200_000_000)

    assert pool.hash_file(tmp_path / "picture.mp4").kind == "picture"
    with pytest.raises(BadPicture, match="no picture or video of a known kind"):
        pool.hash_file(tmp_path / "words.mp4")
    with pytest.raises(BadPicture, match="file has 200,000,000 bytes; want 100,000,000 or fewer"):
        pool.hash_file(tmp_path / "huge.jpg")


def test_a_page_too_large_to_decode_is_said_to_be_unseen() -> None:
    pages = moving([scene(1), scene(2, (1000, 1000))], "TIFF")

    with UploadPool(1, Limits(pixels=900_000)) as pool:
        found = pool.hash_bytes(pages)

    assert len(found.frames_s) == 1
    assert found.unread == "frames after the first 1 were not looked at"


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(["GIF", "WEBP", "PNG", "TIFF"]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8),
    st.floats(0.2, 1),
)
def test_damaged_moving_pictures_are_seen_or_refused_but_never_crash(
    kind: str, damage: list[tuple[float, int]], kept: float
) -> None:
    data = bytearray(moving([scene(1, (40, 30)), scene(2, (40, 30))], kind))
    for where, value in damage:
        data[int(where * (len(data) - 1))] = value

    with suppress(BadPicture):
        assert variants_of(bytes(data[: int(kept * len(data))])).variants


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "file is empty; want a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture or video of a known kind"),
        (b"\0\0\0\x1cftypavif" + bytes(400), "no picture or video of a known kind"),
        (b"%PDF-1.7", "no picture or video of a known kind"),
        (saved(scene(1), "JPEG")[:900], "JPEG can't be decoded: image file is truncated"),
        (saved(scene(1), "GIF")[:900], "GIF can't be decoded"),
        (lying_png(60_000, 60_000), "picture has 60000 x 60000 pixels"),
        (bytes(100_000_001), "picture has 100,000,001 bytes; want 100,000,000 or fewer"),
    ],
)
def test_a_bad_upload_has_a_reason_and_leaves_the_worker_alive(
    pool: UploadPool, data: bytes, reason: str
) -> None:
    with pytest.raises(BadPicture, match=reason):
        pool.hash_bytes(data)

    assert pool.hash_bytes(saved(scene(1), "PNG")).kind == "picture"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b"{}",
        b'{"sha256":"a","sha1":"b","md5":"c","kind":"picture","frames":[],"unread":null}',
        b'{"sha256":1,"sha1":2,"md5":3,"kind":"picture","frames":[[0,[["x","y",1]]]],"unread":null}',
    ],
)
def test_a_child_that_answers_nonsense_is_not_believed(answer: bytes) -> None:
    with pytest.raises(BadPicture, match="nonsense"):
        _checked(answer, _DIGESTS)


def test_a_child_gives_no_other_digests_than_were_asked_for() -> None:
    looks = f'[["as it is","{"0" * 64}",90]]'
    answer = (
        f'{{"sha256":"","sha1":"","md5":"","kind":"picture","frames":[[0,{looks}]],"unread":null}}'
    )

    assert _checked(answer.encode(), _NO_DIGESTS).sha256 == ""
    with pytest.raises(BadPicture, match="nonsense"):
        _checked(answer.encode(), _DIGESTS)
