import gzip
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from lamplight.collect.read import read_ads
from lamplight.model import Ad, SetAside


def ads_of(path: Path, mapping: Mapping[str, str] | None = None) -> list[Ad | SetAside]:
    return list(read_ads(path, mapping or {}))


def test_reads_the_canonical_form(tmp_path: Path) -> None:
    path = tmp_path / "site.jsonl"
    path.write_text('{"id": 7, "body": "hello", "posted_at": "2025-01-01T02:00:00+02:00"}\n')

    items = ads_of(path)

    assert items == [
        Ad(source="site", id="7", body="hello", posted_at=datetime(2025, 1, 1, tzinfo=UTC))
    ]


def test_a_record_that_is_none_is_set_aside_and_the_others_go_in(tmp_path: Path) -> None:
    path = tmp_path / "site.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id":1,"body":"a"}\n\n[1]\n{"id":2}\n{"id":3,"title":"c"}'))

    first, second, third, fourth = ads_of(path)

    assert (first, fourth) == (Ad("site", "1", body="a"), Ad("site", "3", title="c"))
    assert second == SetAside(str(path), 3, "the line is a list; want one object", "[1]")
    assert third == SetAside(str(path), 4, "neither title nor body holds text", '{"id":2}')


def test_a_csv_with_other_names_is_read_by_what_they_mean(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text('Ad ID;Text;Phone Number\r\n1;"one\r\n""two""";(213) 555-0100\r\n')
    notes: list[str] = []

    items = list(read_ads(path, {}, notes.append))

    assert items == [Ad("export", "1", body='one\r\n"two"', phones=("(213) 555-0100",))]
    assert notes == [
        f"{path}: reading id from 'Ad ID', body from 'Text', phones from 'Phone Number'; "
        "--map FIELD=COLUMN says otherwise"
    ]


def test_a_mapping_by_hand_goes_before_names_and_guesses(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("id,body,text,words\n1,first,second,third\n")

    items = ads_of(path, {"body": "words"})

    assert items == [Ad("export", "1", body="third")]
