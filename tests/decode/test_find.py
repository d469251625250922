import os
from pathlib import Path

from lamplight.decode.find import find_pictures


def test_files_stand_for_themselves_and_folders_for_what_is_in_them(tmp_path: Path) -> None:
    for name in ("b/2.jpg", "b/1.dat", "b/inner/0.png", "b/.hidden", "b/.git/x.png", "a.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "b" / "link").symlink_to(tmp_path)

    found = find_pictures([tmp_path / "b", tmp_path / "a.png", tmp_path / "none"])

    names = ["b/1.dat", "b/2.jpg", "b/inner/0.png", "a.png", "none"]
    assert [str(path.relative_to(tmp_path)) for path in found] == names


def test_a_folder_without_files_stands_for_itself(tmp_path: Path) -> None:
    assert list(find_pictures([tmp_path])) == [tmp_path]


def test_names_need_not_be_text(tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\xff.jpg")
    odd.touch()

    assert list(find_pictures([tmp_path])) == [odd]
