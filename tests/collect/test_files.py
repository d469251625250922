from pathlib import Path

import pytest

from lamplight.collect.files import find_files, passed_over
from lamplight.errors import BadInput


def test_a_folder_gives_its_readable_files_in_order(tmp_path: Path) -> None:
    for name in ["b.csv", "a.jsonl.gz", "sub/c.PARQUET", "sub/d.cdr.zst", "photo.jpg", "x.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for name in [".hidden.csv", ".git/e.csv", "lamplight.db.set-aside.1.jsonl"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    names = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path])]

    assert names == ["a.jsonl.gz", "b.csv", "sub/c.PARQUET", "sub/d.cdr.zst"]


def test_a_file_named_by_hand_is_kept_and_read_once(tmp_path: Path) -> None:
    by_hand, in_folder = tmp_path / "ads.txt", tmp_path / "ads.csv"
    by_hand.touch()
    in_folder.touch()

    assert find_files([in_folder, by_hand, tmp_path]) == [in_folder, by_hand]


def test_a_link_out_of_the_folder_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "out.csv").touch()
    (folder / "link.csv").symlink_to(tmp_path / "out.csv")
    (folder / "in.csv").touch()

    assert find_files([folder]) == [folder / "in.csv"]


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="gone is not there"):
        find_files([tmp_path / "gone"])
    with pytest.raises(BadInput, match=r"holds no file of ads; want .*\.csv.*\.jsonl"):
        find_files([tmp_path])
    with pytest.raises(BadInput, match="no file was named"):
        find_files([])


def test_tables_that_are_not_read_are_told_and_nothing_else_is(tmp_path: Path) -> None:
    for name in ["a.csv", "b.xlsx", "sub/c.XLSX", "d.zip", "photo.jpg", ".hidden.xlsx", "l.db"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    assert passed_over([tmp_path]).startswith(
        "passed over in folders: 2 .xlsx, 1 .zip; save tables as .csv"
    )
    assert passed_over([tmp_path / "b.xlsx"]) == ""
