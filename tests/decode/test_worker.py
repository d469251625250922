import os
import socket
from pathlib import Path

import pytest

from lamplight.decode.worker import read_file
from lamplight.errors import BadPicture


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(bytes(1000))

    assert read_file(path, 1000) == bytes(1000)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none", "no such file"),
        ("nul\0nul", "no such file"),
        ("folder", "path is a folder without readable files; want a picture file"),
        ("pipe", "path is a pipe; want a picture file"),
        ("socket", "path is a socket; want a picture file"),
        ("/dev/zero", "path is a device; want a picture file"),
        ("large", "file has 200,000,000 bytes; want 1,000 or fewer"),
        ("circle", "file can't be read: too many levels of symbolic links"),
        ("x" * 300, "file can't be read: file name too long"),
        ("large/inner", "file can't be read: not a directory"),
        ("/proc/self/mem", "file can't be read: input/output error"),
    ],
)
def test_what_cannot_be_read_says_why_and_never_waits(
    tmp_path: Path, name: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    os.mkfifo("pipe")
    with Path("large").open("wb") as large:
        large.truncate(200_000_000)
    Path("circle").symlink_to("circle")
    with socket.socket(socket.AF_UNIX) as line:
        line.bind("socket")

        with pytest.raises(BadPicture) as caught:
            read_file(Path(name), 1000)

    assert str(caught.value) == reason


def test_a_file_without_a_size_is_read_up_to_the_limit() -> None:
    assert read_file(Path("/proc/self/status"), 100_000).startswith(b"Name:")
    with pytest.raises(BadPicture, match="want 10 or fewer"):
        read_file(Path("/proc/self/status"), 10)
