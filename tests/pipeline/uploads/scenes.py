"""Pictures and videos made on the spot."""

import subprocess
from io import BytesIO
from pathlib import Path
from shutil import which

import numpy as np
import pytest
from PIL import Image

from lamplight.media.upload import UploadHashes

DATA = Path(__file__).parents[2] / "data" / "pdq"
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
