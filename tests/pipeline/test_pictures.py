import json
import os
import signal
from collections.abc import Iterator
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lamplight.errors import BadInput, BadPicture
from lamplight.media.digest import digests_of
from lamplight.model import PictureHashes
from lamplight.pipeline.pictures import PicturePool, hash_bytes, hash_files, preview

DATA = Path(__file__).parents[1] / "data" / "pdq"
REFERENCE = json.loads((DATA / "reference.json").read_text())
PICTURES = sorted(DATA.glob("*/*.*"))
ORIGINAL = DATA / "modes" / "original.jpg"
SMALL = DATA / "edits" / "square-128x128.jpg"
STARTS = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"BM", b"II*\0"]


def bits_apart(left: str, right: str) -> int:
    return (int(left, 16) ^ int(right, 16)).bit_count()


@pytest.fixture(scope="module")
def pool() -> Iterator[PicturePool]:
    with PicturePool(2) as pool:
        yield pool


@pytest.fixture(scope="module")
def hashes(pool: PicturePool) -> dict[str, PictureHashes]:
    found = {}
    for path, outcome in zip(PICTURES, pool.hash_files(PICTURES), strict=True):
        assert isinstance(outcome, PictureHashes), outcome
        found[str(path.relative_to(DATA))] = outcome
    return found


@pytest.mark.parametrize("name", sorted(REFERENCE))
def test_hash_is_the_references_within_ten_bits(
    hashes: dict[str, PictureHashes], name: str
) -> None:
    assert REFERENCE[name]["quality"] >= 80
    assert bits_apart(hashes[name].pdq, REFERENCE[name]["hash"]) <= 10
    assert abs(hashes[name].quality - REFERENCE[name]["quality"]) <= 2


@pytest.mark.parametrize("name", ["CMYK.jpg", "LA.png", "L.png", "P.png", "RGB.jpg", "YCbCr.jpg"])
def test_a_colour_mode_does_not_change_the_hash(
    hashes: dict[str, PictureHashes], name: str
) -> None:
    original = hashes["modes/original.jpg"]

    assert bits_apart(hashes[f"modes/{name}"].pdq, original.pdq) <= 10
    assert abs(hashes[f"modes/{name}"].quality - original.quality) <= 2


def test_dihedral_hashes_are_in_the_order_of_the_turned_pictures(
    hashes: dict[str, PictureHashes],
) -> None:
    turns = sorted(name for name in REFERENCE if name.startswith("turns/"))

    dihedral = hashes[turns[0]].dihedral

    assert len(turns) == len(dihedral) == 8
    assert dihedral[0] == hashes[turns[0]].pdq
    for name, digits in zip(turns, dihedral, strict=True):
        assert bits_apart(digits, REFERENCE[name]["hash"]) <= 10, name


def test_a_picture_costs_the_same_hash_as_bytes(pool: PicturePool) -> None:
    assert pool.hash_bytes(ORIGINAL.read_bytes()) == pool.hash_file(ORIGINAL)


def test_digests_are_of_the_files_bytes(hashes: dict[str, PictureHashes]) -> None:
    found = hashes["modes/original.jpg"]

    assert (found.sha256, found.sha1, found.md5) == digests_of(ORIGINAL.read_bytes())


def test_a_fault_costs_its_own_line_and_order_is_kept(pool: PicturePool, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(ORIGINAL.read_bytes()[:30_000])
    paths = [ORIGINAL, broken, DATA / "modes" / "P.png", tmp_path / "none.jpg", ORIGINAL]

    outcomes = list(pool.hash_files(paths))

    assert [isinstance(outcome, PictureHashes) for outcome in outcomes] == [1, 0, 1, 0, 1]
    assert outcomes[0] == outcomes[4]
    assert "truncated" in str(outcomes[1])
    assert str(outcomes[3]) == "no such file"


def test_preview_is_a_fresh_small_jpeg_without_metadata(pool: PicturePool, tmp_path: Path) -> None:
    path = tmp_path / "camera.jpg"
    exif = Image.Exif()
    exif[0x010F] = "Maker of cameras"
    Image.open(ORIGINAL).save(path, exif=exif)

    shown = pool.preview(path, blurred=False, side=200)

    with Image.open(BytesIO(shown)) as image:
        assert (image.format, image.size) == ("JPEG", (200, 125))
        assert not image.getexif()
    assert b"Maker" not in shown


def test_blurred_preview_is_grey_and_holds_no_detail(pool: PicturePool, tmp_path: Path) -> None:
    path = tmp_path / "stripes.png"
    stripes = Image.frombytes("L", (8, 1), b"\x00\x00\x00\x00\xff\xff\xff\xff").resize((8, 320))
    picture = Image.new("RGB", (320, 320))
    for left in range(0, 320, 8):
        picture.paste(stripes, (left, 0))
    picture.save(path)

    clear = Image.open(BytesIO(pool.preview(path, blurred=False)))
    blurred = Image.open(BytesIO(pool.preview(path, blurred=True)))

    assert (blurred.mode, blurred.size) == ("L", (320, 320))
    assert clear.convert("L").getextrema() == (0, 255)
    assert all(90 < value < 165 for value in blurred.tobytes())


def test_preview_says_which_sides_there_are(pool: PicturePool) -> None:
    with pytest.raises(BadInput, match="side is 9000 pixels; want 16 to 2048"):
        pool.preview(ORIGINAL, blurred=True, side=9000)


def test_the_modules_own_functions_start_what_they_need() -> None:
    digits = hash_bytes(ORIGINAL.read_bytes()).pdq

    assert next(iter(hash_files([ORIGINAL], workers=1))) == hash_bytes(ORIGINAL.read_bytes())
    assert len(digits) == 64
    assert preview(ORIGINAL, blurred=True).startswith(b"\xff\xd8")
    with pytest.raises(BadPicture, match="file is empty"):
        hash_bytes(b"")


def children() -> set[int]:
    """Process numbers of this process's children, zombies included."""
    tasks = Path("/proc/self/task").iterdir()
    return {int(pid) for task in tasks for pid in (task / "children").read_text().split()}


@settings(max_examples=60)
@given(st.sampled_from([b"", *STARTS]), st.binary(max_size=300))
def test_random_bytes_are_refused_and_the_children_live(
    pool: PicturePool, start: bytes, rest: bytes
) -> None:
    before = children()

    with suppress(BadPicture):
        pool.hash_bytes(start + rest)

    assert len(pool.hash_bytes(SMALL.read_bytes()).pdq) == 64
    assert children() == before


@pytest.mark.fault
def test_children_killed_midway_lose_nothing() -> None:
    before = children()
    with PicturePool(2) as pool:
        outcomes = []
        for n, outcome in enumerate(pool.hash_files([SMALL] * 300)):
            outcomes.append(outcome)
            if n % 60 == 30:
                os.kill(max(children() - before), signal.SIGKILL)

    assert len(outcomes) == 300
    assert all(isinstance(outcome, PictureHashes) for outcome in outcomes)
    assert children() == before


@pytest.mark.fault
def test_stopped_early_the_children_are_gone_at_once() -> None:
    before = children()
    outcomes = hash_files(iter([SMALL] * 10_000), workers=2)

    assert isinstance(next(outcomes), PictureHashes)
    assert children() > before
    outcomes.close()

    assert children() == before


def test_paths_are_read_only_a_little_ahead() -> None:
    taken = 0

    def endless() -> Iterator[Path]:
        nonlocal taken
        while True:
            taken += 1
            yield SMALL

    with closing(hash_files(endless(), workers=1)) as outcomes:
        next(outcomes)

    assert taken < 20


def test_a_decompression_bomb_costs_a_line_not_the_machine(
    pool: PicturePool, tmp_path: Path
) -> None:
    bomb, large = tmp_path / "bomb.gif", tmp_path / "large.jpg"
    bomb.write_bytes(
        b"GIF89a" + b"\xff\xff" * 2 + bytes(3) + b"," + bytes(4) + b"\xff" * 4 + bytes(9)
    )
    with large.open("wb") as file:
        file.truncate(200_000_000)

    reasons = [str(outcome) for outcome in pool.hash_files([bomb, large])]

    assert reasons == [
        "picture has 65535 x 65535 pixels; want 100,000,000 or fewer",
        "file has 200,000,000 bytes; want 100,000,000 or fewer",
    ]
