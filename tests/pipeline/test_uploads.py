import subprocess
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from shutil import which
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lamplight.decode.limits import Limits
from lamplight.errors import BadPicture
from lamplight.media.digest import digests_of
from lamplight.media.upload import UploadHashes
from lamplight.media.variants import AS_IT_IS, NAMES
from lamplight.pipeline.pictures import hash_bytes
from lamplight.pipeline.uploads import UploadPool, _checked, hash_uploads, variants_of

DATA = Path(__file__).parents[1] / "data" / "pdq"
BRIDGE = DATA / "edits" / "aaa-orig.jpg"

needs_ffmpeg = pytest.mark.skipif(not which("ffmpeg"), reason="no ffmpeg")


def bridge(size: tuple[int, int] = (480, 320)) -> Image.Image:
    with Image.open(BRIDGE) as image:
        return image.convert("RGB").resize(size, Image.Resampling.BICUBIC)


def scene(seed: int, size: tuple[int, int] = (160, 120)) -> Image.Image:
    """A made-up picture with much to see, unlike that of any other seed."""
    random = np.random.default_rng(seed)
    blocks = Image.fromarray(random.integers(0, 256, (9, 12, 3), np.uint8))
    return blocks.resize(size, Image.Resampling.BICUBIC)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def moving(scenes: list[Image.Image], kind: str, **options: object) -> bytes:
    first, *others = scenes
    return saved(first, kind, save_all=True, append_images=others, duration=500, **options)


def video(path: Path, words: str, source: str = "testsrc2=duration=4:size=320x240:rate=10") -> Path:
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, *words.split(), str(path)]
    subprocess.run(command, check=True)
    return path


LONG_S = 32


def bits_apart(left: str, right: str) -> int:
    return (int(left, 16) ^ int(right, 16)).bit_count()


def nearest(found: UploadHashes, pdq: str) -> tuple[int, str, int]:
    """Distance, name and frame of the variant that lies nearest."""
    return min((bits_apart(v.pdq, pdq), v.name, v.frame) for v in found.variants)


@pytest.fixture(scope="module")
def pool() -> Iterator[UploadPool]:
    with UploadPool(2) as pool:
        yield pool


@pytest.fixture(scope="module")
def long_video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that takes several seconds to decode, on a quick and idle machine too."""
    folder = tmp_path_factory.mktemp("long")
    source = f"testsrc2=duration={LONG_S // 4}:size=1920x1080:rate=30"
    part = video(folder / "part.mp4", "-c:v mjpeg -pix_fmt yuvj420p -q:v 4", source)
    looped = ["-stream_loop", "3", "-i", str(part), "-c", "copy", str(folder / "long.mp4")]
    subprocess.run(["ffmpeg", "-v", "error", *looped], check=True)
    return folder / "long.mp4"


def test_a_picture_has_its_digests_its_hash_and_its_variants(pool: UploadPool) -> None:
    data = BRIDGE.read_bytes()

    found = pool.hash_bytes(data)

    assert (found.sha256, found.sha1, found.md5) == digests_of(data)
    assert (found.kind, found.frames_s, found.unread) == ("picture", (0.0,), None)
    assert found.variants[0].name == AS_IT_IS
    assert tuple(v.pdq for v in found.variants[:8]) == hash_bytes(data).dihedral
    assert {v.name for v in found.variants} <= NAMES
    assert found == pool.hash_file(BRIDGE) == variants_of(BRIDGE) == variants_of(data)


@pytest.mark.parametrize("scale", [1, 5])
def test_letterbox_is_trimmed_whatever_the_size(pool: UploadPool, scale: int) -> None:
    page = Image.new("RGB", (480 * scale, 480 * scale))
    page.paste(bridge((480 * scale, 320 * scale)), (0, 80 * scale))
    original = pool.hash_bytes(saved(bridge(), "PNG")).variants[0]

    found = pool.hash_bytes(saved(page, "JPEG", quality=90))

    apart, name, _ = nearest(found, original.pdq)
    assert name == "borders trimmed"
    assert apart <= 10


def test_a_crop_is_found_by_a_restored_edge(pool: UploadPool) -> None:
    original = pool.hash_bytes(saved(bridge(), "PNG")).variants[0]

    found = pool.hash_bytes(saved(bridge().crop((0, 0, 480, 306)), "JPEG", quality=80))

    apart, name, _ = nearest(found, original.pdq)
    assert name.startswith("bottom edge restored")
    assert apart <= 31


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF"])
def test_each_scene_of_what_moves_is_hashed_once(pool: UploadPool, kind: str) -> None:
    scenes = [scene(1), scene(1), scene(2), scene(1), scene(3), scene(3)]
    options = {"lossless": True} if kind == "WEBP" else {}

    found = pool.hash_bytes(moving(scenes, kind, **options))

    assert found.kind == "animation"
    assert len(found.frames_s) == 3
    if kind != "TIFF":  # whose pages have no times
        assert found.frames_s == (0.0, 1.0, 2.0)
    for number, seed in enumerate((1, 2, 3)):
        alone = pool.hash_bytes(saved(scene(seed), kind, **options)).variants[0]
        apart, name, frame = nearest(found, alone.pdq)
        assert (name, frame) == (AS_IT_IS, number)
        assert apart <= 10


def test_a_slow_change_is_hashed_step_by_step(pool: UploadPool) -> None:
    steps = [Image.blend(scene(1), scene(2), share / 20) for share in range(21)]
    middle = pool.hash_bytes(saved(steps[10], "PNG")).variants[0]

    found = pool.hash_bytes(moving(steps, "PNG"))

    assert 2 < len(found.frames_s) <= 16
    assert nearest(found, middle.pdq)[0] <= 16


def test_an_animation_that_repeats_for_ever_ends(pool: UploadPool) -> None:
    found = pool.hash_bytes(moving([scene(1), scene(2)], "GIF", loop=0))

    assert len(found.frames_s) == 2


def test_frames_beyond_the_budget_are_said_to_be_unseen(pool: UploadPool) -> None:
    flicker = [Image.new("L", (8, 8), value) for value in (0, 255)] * 550

    found = pool.hash_bytes(moving(flicker, "GIF"))

    assert found.unread == "frames after the first 1000 were not looked at"


def test_a_moving_picture_that_is_cut_short_keeps_the_frames_before(pool: UploadPool) -> None:
    data = moving([scene(1), scene(2), scene(3)], "PNG")

    found = pool.hash_bytes(data[: len(data) * 3 // 4])

    assert 1 <= len(found.frames_s) < 3
    assert found.unread
    assert "PNG" in found.unread


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

    with pytest.raises(BadPicture, match="MP4 has no frame that can be decoded"):
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
        BadPicture, match="MP4 has no frame that can be decoded: moov atom not found"
    ):
        pool.hash_bytes(index_last[: len(index_last) // 2])


@needs_ffmpeg
def test_a_playlist_is_no_video_whatever_it_points_at(pool: UploadPool, tmp_path: Path) -> None:
    secret = video(tmp_path / "secret.ts", "-c:v mpeg2video")
    playlist = f"#EXTM3U\n#EXTINF:4,\nfile://{secret}\n#EXT-X-ENDLIST\n".encode()
    script = f"ffconcat version 1.0\nfile {secret}\n".encode()

    for data in (playlist, script):
        with pytest.raises(BadPicture, match="no picture of a known kind"):
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


def test_one_fault_costs_its_own_line_and_order_is_kept(tmp_path: Path) -> None:
    (tmp_path / "text.jpg").write_text("no picture")
    paths = [BRIDGE, tmp_path / "none.jpg", tmp_path / "text.jpg", tmp_path, BRIDGE]

    outcomes = list(hash_uploads(paths, 2))

    assert [isinstance(outcome, UploadHashes) for outcome in outcomes] == [1, 0, 0, 0, 1]
    assert [str(outcome) for outcome in outcomes[1:4]] == [
        "no such file",
        "no picture of a known kind; want JPEG, PNG, GIF, WebP, BMP, TIFF",
        "path is a folder without readable files; want a picture file",
    ]


def deep(image: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(image.convert("L")).astype(np.uint16) * 257)


def turned_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


@pytest.mark.parametrize(
    "data",
    [
        saved(bridge().convert("CMYK"), "JPEG", quality=95),
        saved(deep(bridge()), "PNG"),
        saved(bridge().quantize(256), "PNG"),
        saved(bridge().convert("LA"), "PNG"),
        saved(
            bridge().transpose(Image.Transpose.ROTATE_90), "JPEG", quality=95, exif=turned_exif()
        ),
    ],
    ids=["CMYK", "16 bit", "palette", "alpha", "turned by EXIF"],
)
def test_how_a_picture_is_kept_hardly_changes_its_variants(pool: UploadPool, data: bytes) -> None:
    plain = pool.hash_bytes(saved(bridge(), "PNG"))

    found = pool.hash_bytes(data)

    for ours, theirs in zip(found.variants, plain.variants, strict=True):
        assert ours.name == theirs.name
        assert bits_apart(ours.pdq, theirs.pdq) <= 14


def test_a_name_proves_nothing(pool: UploadPool, tmp_path: Path) -> None:
    (tmp_path / "picture.mp4").write_bytes(saved(scene(1), "JPEG"))
    (tmp_path / "words.mp4").write_text("#EXTM3U")
    (tmp_path / "huge.jpg").touch()
    with (tmp_path / "huge.jpg").open("wb") as file:
        file.truncate(200_000_000)

    assert pool.hash_file(tmp_path / "picture.mp4").kind == "picture"
    with pytest.raises(BadPicture, match="no picture of a known kind"):
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


def lying_png(width: int, height: int) -> bytes:
    data = bytearray(saved(Image.new("L", (8, 8)), "PNG"))
    header = data[12:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + data[24:29]
    data[12:29] = header
    data[29:33] = crc32(header).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "file is empty; want a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture of a known kind"),
        (b"\0\0\0\x1cftypavif" + bytes(400), "no picture of a known kind"),
        (b"%PDF-1.7", "no picture of a known kind"),
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
        _checked(answer)


def _reading(path: Path) -> bool:
    """Whether a process of ours has the file open."""
    links = (link for pid in Path("/proc").glob("[0-9]*") for link in _links(pid))
    return str(path) in links


def _links(process: Path) -> list[str]:
    try:
        return [str(link.readlink()) for link in (process / "fd").iterdir()]
    except OSError:
        return []
