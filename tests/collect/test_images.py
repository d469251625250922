from pathlib import Path

import pytest

from lamplight.collect.images import ImageReader
from lamplight.collect.record import Unreadable
from lamplight.model import Picture

HASH = "ab" * 32


def test_paths_hashes_and_objects_become_pictures_in_order(tmp_path: Path) -> None:
    items = [
        "a.jpg",
        "sub/./b.jpg",
        HASH.upper(),
        {"path": "c.jpg"},
        {"pdq": HASH, "quality": 80},
        {"path": "d.jpg", "pdq": HASH, "quality": None, "more": [1]},
    ]

    pictures = ImageReader(tmp_path).read(items)

    assert pictures == (
        Picture(path=str(tmp_path / "a.jpg")),
        Picture(path=str(tmp_path / "sub/b.jpg")),
        Picture(pdq=HASH),
        Picture(path=str(tmp_path / "c.jpg")),
        Picture(pdq=HASH, quality=80),
        Picture(path=str(tmp_path / "d.jpg"), pdq=HASH),
    )


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        ("/etc/passwd", "the picture's path is absolute; want one beside the ads file"),
        ("../a.jpg", "the picture's path climbs out by .."),
        ("a/../../b.jpg", "the picture's path climbs out by .."),
        ("out/a.jpg", "the picture's path leads out of the ads file's folder"),
        (
            "https://site1.example/a.jpg",
            "the picture is a web address; want a path beside the ads file",
        ),
        ("a\0b", "the picture's path is blank or holds NUL"),
        (".", "the picture's path leads out of the ads file's folder"),
        (5, "the picture is a number; want a path or 64 hex digits"),
        ({"url": "x"}, "the picture has neither path nor pdq"),
        ({"pdq": "abc"}, "the picture's pdq is not 64 hex digits"),
        ({"path": 5}, "the picture's path is a number; want text"),
        ({"pdq": HASH, "quality": 101}, "the picture's quality is no number from 0 to 100"),
        ({"pdq": HASH, "quality": True}, "the picture's quality is no number from 0 to 100"),
    ],
)
def test_a_picture_that_cannot_be_taken_says_why(tmp_path: Path, item: object, fault: str) -> None:
    folder = tmp_path / "ads"
    folder.mkdir()
    (folder / "out").symlink_to(tmp_path)

    assert ImageReader(folder).read([item, HASH]) == (Picture(fault=fault), Picture(pdq=HASH))


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")

    assert ImageReader(tmp_path).read("link/a.jpg") == (Picture(path=str(tmp_path / "real/a.jpg")),)


def test_one_text_may_name_several(tmp_path: Path) -> None:
    pictures = ImageReader(tmp_path).read("a.jpg; b, c.jpg|" + HASH)

    assert [picture.path and Path(picture.path).name for picture in pictures] == [
        *("a.jpg", "b, c.jpg"),
        None,
    ]
    assert ImageReader(tmp_path).read([]) == ImageReader(tmp_path).read("") == ()


def test_what_is_no_list_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="true or false"):
        ImageReader(tmp_path).read(True)
