"""Every look and every frame of a picture."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from lamplight.media.digest import NO_DIGESTS, digests_of
from lamplight.media.variants import AS_IT_IS, NAMES
from lamplight.pipeline.pictures import hash_bytes
from lamplight.pipeline.uploads import UploadPool, variants_of
from tests.pipeline.uploads.scenes import BRIDGE, bits_apart, bridge, moving, nearest, saved, scene


def test_a_picture_has_its_digests_its_hash_and_its_variants(pool: UploadPool) -> None:
    data = BRIDGE.read_bytes()

    found = pool.hash_bytes(data)

    assert (found.sha256, found.sha1, found.md5) == digests_of(data)
    assert (found.kind, found.frames_s, found.unread) == ("picture", (0.0,), None)
    assert found.variants[0].name == AS_IT_IS
    assert tuple(v.pdq for v in found.variants[:8]) == hash_bytes(data).dihedral
    assert {v.name for v in found.variants} <= NAMES
    assert found == pool.hash_file(BRIDGE) == variants_of(BRIDGE) == variants_of(data)


def test_who_makes_digests_alone_gets_the_same_looks_without_them(pool: UploadPool) -> None:
    data = BRIDGE.read_bytes()

    with UploadPool(1, digests=False) as looks:
        found = looks.hash_bytes(data)

    assert found == replace(pool.hash_bytes(data), **NO_DIGESTS._asdict())


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
