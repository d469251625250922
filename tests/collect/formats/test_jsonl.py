from pathlib import Path

import pytest

from lamplight.collect.read import read_ads
from lamplight.model import Ad, SetAside


def items_of(path: Path, data: bytes) -> list[Ad | SetAside]:
    path.write_bytes(data)
    return list(read_ads(path, {}))


@pytest.mark.parametrize(
    ("line", "ad"),
    [
        (rb'{"id":1,"body":"a\u0000b"}', Ad("x", "1", body="a\ufffdb")),
        (rb'{"id":1,"body":"a\ud800b"}', Ad("x", "1", body="a\ufffdb")),
        (rb'{"id":1,"body":"\ud83d\ude00\udc00"}', Ad("x", "1", body="\U0001f600\ufffd")),
        (b'{"id":1,"body":"a\x00\x01b"}', Ad("x", "1", body="a\ufffd\x01b")),
        (b'{"id":1,"body":"a","lat":NaN,"lon":Infinity}', Ad("x", "1", body="a")),
        (b'{"id":1,"body":"a","body":"b"}', Ad("x", "1", body="b")),
        (b'\xef\xbb\xbf{"id":1,"body":"a"}\r\n', Ad("x", "1", body="a")),
        (b'{"id":1,"body":"caf\xe9"}', Ad("x", "1", body="café")),
        ('{"id":1,"body":"é"}'.encode("utf-16"), Ad("x", "1", body="é")),
        (b'{"id":1,"body":"a","x":' + b'{"x":' * 900 + b"1" + b"}" * 901, Ad("x", "1", body="a")),
    ],
)
def test_odd_lines_are_read(tmp_path: Path, line: bytes, ad: Ad) -> None:
    assert items_of(tmp_path / "x.jsonl", line) == [ad]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"body":"a"', "not JSON: Expecting ',' delimiter (column 12)"),
        (b'"text"', "the line is text; want one object"),
        (b"null", "the line is null; want one object"),
        (b"{}" * 2, "not JSON: Extra data (column 3)"),
        (b'{"body":["a"]}', "body: a list; want text"),
        (b'{"title":true}', "title: true or false; want text"),
        (b'{"body":" ","title":"\\n"}', "neither title nor body holds text"),
        (b'{"body":"a","id":1e300}', "id: a number too large to be exact; want text"),
        (b'{"body":"a","id":"' + b"x" * 401 + b'"}', "id: 401 characters; want at most 400"),
        (
            b'{"body":' + b"9" * 5000 + b"}",
            "not JSON: number is infinity when parsed as double (column 9)",
        ),
    ],
)
def test_a_line_that_is_no_ad_is_set_aside_with_the_reason(
    tmp_path: Path, line: bytes, reason: str
) -> None:
    good = b'{"id":1,"body":"a"}'

    before, fault, after = items_of(tmp_path / "x.jsonl", b"\n".join([good, line, good]))

    assert before == after == Ad("x", "1", body="a")
    assert fault == SetAside(str(tmp_path / "x.jsonl"), 2, reason, line.decode()[:4000])


def test_a_line_nested_beyond_all_sense_is_set_aside(tmp_path: Path) -> None:
    (fault,) = items_of(tmp_path / "x.jsonl", b'{"body":' + b"[" * 100_000)

    assert isinstance(fault, SetAside)
    assert fault.reason == "not JSON: depth limit exceeded (column 1033)"


def test_blank_lines_count_and_are_no_records(tmp_path: Path) -> None:
    (fault,) = items_of(tmp_path / "x.jsonl", b"\n \r\n\t\n{}\n\n")

    assert isinstance(fault, SetAside)
    assert fault.line == 4


@pytest.mark.parametrize("text", ['[{"body":"a"}]', '[\n{"body":"a"},\n{"body":"b"}\n]', "[ \n"])
def test_a_file_that_is_one_list_says_what_to_do(tmp_path: Path, text: str) -> None:
    (fault,) = items_of(tmp_path / "x.json", text.encode())

    assert isinstance(fault, SetAside)
    assert fault.reason == "the file is one JSON list; want one object a line, as jq -c '.[]' makes"


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ('{"ads": [\n  {"body": "a"}, {"body": "b"}\n]}', """'.["ads"][]'"""),
        ('{\n  "ads": [\n    {\n      "body": "a"\n    }\n  ]\n}\n', """'.["ads"][]'"""),
        ('{\n  "body": "a"\n}\n{\n  "body": "b"\n}\n', "."),
    ],
)
def test_an_object_over_several_lines_says_what_to_do(tmp_path: Path, text: str, how: str) -> None:
    (fault,) = items_of(tmp_path / "x.json", text.encode())

    assert isinstance(fault, SetAside)
    assert fault.reason == (
        "the file is a JSON object over several lines; "
        f"want one object a line, as jq -c {how} makes"
    )


def test_a_first_line_that_breaks_off_costs_itself_alone(tmp_path: Path) -> None:
    items = items_of(tmp_path / "x.jsonl", b'{\n{"id":1,"body":"a"}\n')

    assert [type(item) for item in items] == [SetAside, Ad]


def test_a_first_line_that_is_a_list_costs_itself_alone(tmp_path: Path) -> None:
    items = items_of(tmp_path / "x.jsonl", b'[1]\n{"id":1,"body":"a"}\n')

    assert [type(item) for item in items] == [SetAside, Ad]


@pytest.mark.parametrize("field", ["id", "source"])
@pytest.mark.parametrize("sign", [r"\ud800", r"\u0000"])
def test_what_tells_ads_apart_is_never_changed_to_be_stored(
    tmp_path: Path, field: str, sign: str
) -> None:
    line = '{"id":"1","source":"s","body":"a","' + field + '":"a' + sign + '"}'
    (fault,) = items_of(tmp_path / "x.jsonl", line.encode())

    assert isinstance(fault, SetAside)
    assert fault.reason == f"{field}: holds NUL or half a sign, which can't be stored"
