import gzip
import io
import json
import resource
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight.collect.read import read_ads
from lamplight.errors import BadInput
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


def test_an_unclear_column_is_not_guessed_and_a_missing_one_is_named(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("id,title,town,location,phone,mobile\n1,a,x,y,5,6\n")
    notes: list[str] = []

    items = list(read_ads(path, {"body": "txt"}, notes.append))

    assert items == [Ad("export", "1", title="a", phones=("5", "6"))]
    assert notes == [
        f"{path}: reading phones from 'phone' and 'mobile'; --map FIELD=COLUMN says otherwise",
        f"{path}: city might be column 'town' or 'location'; none is read; "
        "choose with --map city=…",
        f"{path}: there is no column 'txt' to read body from; "
        "there are 'id', 'title', 'town', 'location', 'phone', 'mobile'",
    ]


def test_standard_input_is_sniffed_and_is_its_own_source(monkeypatch: pytest.MonkeyPatch) -> None:
    data = gzip.compress("id;title\n1;café\n".encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    assert list(read_ads(None, {})) == [Ad("stdin", "1", title="café")]


@pytest.mark.parametrize(
    ("name", "source"),
    [("site1.2025-01-01.jsonl.gz", "site1"), (".hidden.jsonl", "hidden"), ("...", "file")],
)
def test_a_source_that_is_not_given_is_the_files_name(
    tmp_path: Path, name: str, source: str
) -> None:
    (tmp_path / name).write_text('{"id":1,"body":"x"}')

    assert ads_of(tmp_path / name) == [Ad(source, "1", body="x")]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_packed_file_cut_off_gives_its_ads_and_one_line_about_the_cut(
    tmp_path: Path, pack: type
) -> None:
    path = tmp_path / "site.jsonl.gz"
    lines = [json.dumps({"id": number, "body": str(number**9)}) for number in range(20_000)]
    packed = pack("\n".join(lines).encode())
    path.write_bytes(packed[: len(packed) // 2])

    *ads, fault = ads_of(path)

    assert [ad.id for ad in ads if isinstance(ad, Ad)] == [str(at) for at in range(len(ads))]
    assert isinstance(fault, SetAside)
    assert fault.line == len(ads) + 1
    assert fault.reason.endswith("data end too early; what came before went in")


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_packed_file_of_which_nothing_is_left_says_so(tmp_path: Path, pack: type) -> None:
    path = tmp_path / "site.jsonl.gz"
    path.write_bytes(pack(b'{"id":1,"body":"x"}' * 50)[:18])

    (fault,) = ads_of(path)

    assert isinstance(fault, SetAside)
    assert "data end too early" in fault.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"\n\n \n", "the file is empty"),
        (b"\x7fELF" + bytes(range(32)) * 9, "the file is not text, and none of the formats that"),
        (b"PK\x03\x04rest", "the file is a ZIP archive or an Excel workbook; save it as CSV"),
        (b"\x89PNG\r\n", "the file is a picture"),
        (b"BZh9", "the file is packed with bzip2; unpack it, or pack it with gzip or zstd"),
    ],
)
def test_a_file_that_holds_no_ads_is_one_line_set_aside(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "x.csv").write_bytes(data)

    (fault,) = ads_of(tmp_path / "x.csv")

    assert isinstance(fault, SetAside)
    assert fault.line == 1
    assert fault.reason.startswith(reason)


def test_a_file_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="can't be opened: No such file"):
        ads_of(tmp_path / "gone.jsonl")


def test_a_line_of_a_gigabyte_is_set_aside_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "site.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(b'{"id":1,"body":"')
        for _ in range(1000):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"id":2,"body":"after"}\n')
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    fault, ad = ads_of(path)

    assert isinstance(fault, SetAside)
    assert fault.reason == "record has 1,000,000,018 bytes; want at most 1,048,576"
    assert ad == Ad("site", "2", body="after")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB


SCRAPS = st.sampled_from(
    [
        *(b'{"body":"a"}\n', b'{"id":1,', b"{", b"}", b"[", b'"', b"\n", b"\r", b",", b";", b"\t"),
        *(b"id,body\n", b"1,a\n", b'1,"a\nb"\n', b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"\xe9"),
        *(b"PAR1", b"\x1f\x8b\x08", b"(\xb5/\xfd", b'"raw_content":"<p>",', b"\\ud800", b"\\u0000"),
        *(gzip.compress(b'{"body":"a"}\n'), zstandard.compress(b"body\na\n")),
    ]
)


@settings(max_examples=300)
@given(
    data=st.lists(SCRAPS | st.binary(max_size=9), max_size=12).map(b"".join),
    name=st.sampled_from(["x.jsonl", "x.csv", "x.parquet", "x.cdr", "x.jsonl.gz", "x", "x.txt"]),
)
def test_any_bytes_under_any_name_are_read_or_set_aside(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(data)

    items = ads_of(path)

    assert items == ads_of(path)
    for item in items:
        text = item.reason + item.raw if isinstance(item, SetAside) else item.title + item.body
        assert "\0" not in text
        text.encode()
