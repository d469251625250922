"""Frames of videos, by ffmpeg."""

from pathlib import Path

import pytest

from lamplight.decode.limits import Limits
from lamplight.errors import BadPicture
from lamplight.media.digest import digests_of
from lamplight.media.variants import AS_IT_IS
from lamplight.pipeline.uploads import UploadPool
from tests.pipeline.uploads.scenes import LONG_S, bridge, nearest, needs_ffmpeg, saved, scene, video


@needs_ffmpeg
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.mp4", "-c:v mpeg4"),
        ("a.mov", "-c:v mjpeg -pix_fmt yuvj420p"),
        ("a.mkv", "-c:v mpeg4"),
        ("a.webm", "-c:v libvpx -deadline realtime"),
        ("a.avi", "-c:v mpeg4"),
        ("a.ts", "-c:v mpeg2video"),
        ("a.mpg", "-c:v mpeg2video"),
        ("a.flv", "-c:v flv"),
        ("a.ogv", "-c:v libtheora"),
        ("a.wmv", "-c:v wmv2"),
    ],
)
def test_a_video_has_a_frame_for_each_second(
    pool: UploadPool, tmp_path: Path, name: str, words: str
) -> None:
    path = video(tmp_path / name, f"{words} -q:v 3")

    found = pool.hash_file(path)

    assert (found.kind, found.unread) == ("video", None)
    assert found.frames_s[:4] == (0.0, 1.0, 2.0, 3.0)
    assert found.sha256 == digests_of(path.read_bytes()).sha256
    assert {v.name for v in found.variants} >= {AS_IT_IS, "left to right"}
    assert {v.frame for v in found.variants} == set(range(len(found.frames_s)))


@needs_ffmpeg
def test_a_videos_frame_has_the_hash_of_the_picture(pool: UploadPool, tmp_path: Path) -> None:
    bridge((640, 360)).save(tmp_path / "still.png")
    still = pool.hash_file(tmp_path / "still.png").variants[0]
    path = video(
        tmp_path / "film.mp4",
        "-c:v mpeg4 -q:v 3",
        f"movie={tmp_path}/still.png:loop=50,setpts=N/10/TB",
    )

    found = pool.hash_bytes(path.read_bytes())

    assert nearest(found, still.pdq)[0] <= 10


@needs_ffmpeg
def test_a_very_short_video_has_one_frame(pool: UploadPool, tmp_path: Path) -> None:
    path = video(tmp_path / "s.mp4", "-c:v mpeg4", "testsrc2=duration=0.1:size=64x64")

    assert pool.hash_file(path).frames_s == (0.0,)


@needs_ffmpeg
def test_a_video_without_pictures_says_so(pool: UploadPool, tmp_path: Path) -> None:
    path = video(tmp_path / "sound.mp4", "-c:a aac", "sine=duration=1")

    with pytest.raises(BadPicture, match="no frame that can be decoded: it has no moving picture"):
        pool.hash_file(path)


@needs_ffmpeg
def test_a_truncated_video_keeps_what_was_seen_or_says_why_not(
    pool: UploadPool, tmp_path: Path
) -> None:
    whole = video(tmp_path / "a.mkv", "-c:v mpeg4 -g 10 -q:v 3").read_bytes()
    index_last = video(tmp_path / "a.mp4", "-c:v mpeg4 -q:v 3").read_bytes()

    found = pool.hash_bytes(whole[: len(whole) // 2])

    assert 1 <= len(found.frames_s) < 4
    with pytest.raises(
        BadPicture, match="MP4 has no frame that can be decoded: it is cut short, or no video"
    ):
        pool.hash_bytes(index_last[: len(index_last) // 2])


@needs_ffmpeg
def test_a_playlist_is_no_video_whatever_it_points_at(pool: UploadPool, tmp_path: Path) -> None:
    secret = video(tmp_path / "secret.ts", "-c:v mpeg2video")
    playlist = f"#EXTM3U\n#EXTINF:4,\nfile://{secret}\n#EXT-X-ENDLIST\n".encode()
    script = f"ffconcat version 1.0\nfile {secret}\n".encode()

    for data in (playlist, script):
        with pytest.raises(BadPicture, match="no picture or video of a known kind"):
            pool.hash_bytes(data)


@needs_ffmpeg
def test_a_video_that_takes_too_long_is_ended_with_its_ffmpeg(long_video: Path) -> None:
    with UploadPool(1, video_limits=Limits(cpu_s=900, wall_s=1)) as pool:
        with pytest.raises(BadPicture, match="took longer than 1 s"):
            pool.hash_file(long_video)

        assert pool.hash_bytes(saved(scene(1), "PNG")).kind == "picture"
    assert not _reading(long_video)


@needs_ffmpeg
def test_a_video_past_its_processor_time_keeps_what_was_seen(long_video: Path) -> None:
    with UploadPool(1, video_limits=Limits(cpu_s=1, wall_s=100)) as pool:
        found = pool.hash_file(long_video)

    assert 1 <= len(found.frames_s) < LONG_S
    assert found.unread == "not all of the MP4 can be decoded: took too much processor time"


def test_a_video_without_ffmpeg_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with UploadPool(1) as pool, pytest.raises(BadPicture, match="want the program ffmpeg"):
        pool.hash_bytes(b"\0\0\0\x18ftypisom" + bytes(400))


def _reading(path: Path) -> bool:
    """Whether a process of ours has the file open."""
    links = (link for pid in Path("/proc").glob("[0-9]*") for link in _links(pid))
    return str(path) in links


def _links(process: Path) -> list[str]:
    try:
        return [str(link.readlink()) for link in (process / "fd").iterdir()]
    except OSError:
        return []
