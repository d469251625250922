from pathlib import Path

import pytest

from lamplight.collect.inspect import check_mapping, look_at
from lamplight.errors import BadInput
from lamplight.model import Ad, SetAside


def test_a_look_says_what_would_be_read_and_what_not(tmp_path: Path) -> None:
    path = tmp_path / "site.csv"
    path.write_text("id,Text,lat,notes\n1,a,200,x\n2,,1,\n3,b,2,\n4,c,3,\n5,d,4,\n")

    look = look_at(path, {"city": "notes"})

    assert (look.format, look.facts) == ("csv", ("encoding ascii", "delimiter comma"))
    assert look.columns == ("id", "Text", "lat", "notes")
    assert look.fields == {"id": "id", "lat": "lat", "body": "Text", "city": "notes"}
    assert look.guessed == ("body",)
    assert look.ads[0] == Ad(
        *("site", "1"),
        body="a",
        city="x",
        unread=("lat: 200 is not within ±90 degrees; left empty",),
    )
    assert [ad.id for ad in look.ads] == ["1", "3", "4"]
    assert look.set_aside == (SetAside(str(path), 3, "neither title nor body holds text", "2,,1,"),)
    assert look.unread == ("id 1: lat: 200 is not within ±90 degrees; left empty",)
    assert look.counts == {"read": 5, "ads": 4, "set_aside": 1, "with_unread_fields": 1}
    assert look.whole


def test_a_look_may_stop_early_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "site.jsonl"
    path.write_text('{"body":"x"}\n' * 5)

    look = look_at(path, {}, limit=4)

    assert (look.counts["read"], look.whole) == (4, False)
    assert look_at(path, {}, limit=5).whole


def test_a_file_that_is_none_says_why(tmp_path: Path) -> None:
    path = tmp_path / "photo.jsonl"
    path.write_bytes(b"\x89PNG\r\n")

    look = look_at(path, {})

    assert (look.format, look.columns, look.ads) == ("", (), ())
    assert [it.reason for it in look.set_aside] == ["the file is a picture"]


def test_a_mapped_column_must_be_in_one_of_the_files(tmp_path: Path) -> None:
    one, other = tmp_path / "a.csv", tmp_path / "b.jsonl"
    one.write_text("id,words\n1,a\n")
    other.write_text('{"id":1,"body":"b"}')

    check_mapping([one, other], {"body": "words"})
    check_mapping([one, other], {})
    with pytest.raises(BadInput, match="--map body=wrods: there is no column 'wrods'; there are"):
        check_mapping([one, other], {"body": "wrods"})
