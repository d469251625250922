"""Decoders that stay, and a long video."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from lamplight.pipeline.uploads import UploadPool
from tests.pipeline.uploads.scenes import LONG_S, video


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
