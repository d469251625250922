"""Lines that are read natively give the very rows that the careful reading gives."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lamplight.collect.encoding import Encoding
from lamplight.collect.fields import AdReader
from lamplight.collect.formats import jsonl
from lamplight.collect.mapping import NAMES
from lamplight.collect.read import read_ads, read_rows
from lamplight.collect.record import Record, Unreadable
from lamplight.collect.stream import Stream
from lamplight.collect.texts import NOTHING
from lamplight.model import Ad, AdRow
from lamplight.store.records import row_of, storable

READER = AdReader(Path("/folder"), "feed", {})
PDQ = "0f" * 32
PLAIN: dict[str, Any] = {
    "id": "ad-1",
    "source": "site1.example",
    "url": "https://site1.example/1",
    "posted_at": "2025-01-31T23:59:59Z",
    "collected_at": 1738368000,
    "title": "Née à Łódź 🌙",
    "body": 'call "me"\n\\ now\t/ \x1f é',
    "phones": ["212 555 0123", "+44 20 7946 0000"],
    "emails": ["rose@mail.example"],
    "handles": [],
    "city": "Łódź",
    "region": "NV",
    "country": None,
    "lat": 33.4718,
    "lon": -112,
    "age": 24,
    "images": [PDQ, {"pdq": PDQ.upper(), "quality": 88}, {"quality": None, "pdq": PDQ, "by": "us"}],
    "language": {"of": ["en", True, None, 1.5]},
}

blanks = st.sampled_from(["", " ", "\t", "\xa0", "\u2003", "\u3000", "\x1f", "\x85", "\u180e"])
letters = st.characters(exclude_categories=[]) | st.sampled_from('"\\/\b\f\n\r\t\0\x7fKé🌙\ud83d')
texts = st.builds(
    "".join, st.tuples(blanks, st.text(letters, max_size=8), blanks)
) | st.sampled_from([*sorted(NOTHING), "UnKnown", "N/A", PDQ, PDQ.upper(), "a.jpg", "x" * 500])
numbers = (
    st.integers(-(10**20), 10**20)
    | st.integers(-200, 200)
    | st.integers(0, 2 * 10**11)
    | st.floats()
    | st.floats(-200, 200)
    | st.decimals(-180, 180, places=5).map(float)
    | st.sampled_from([0.0, -0.0, 1e-4, 9.9e-5, 1e16, 5e-324, 90.0, 180.0])
)
times = st.one_of(
    st.datetimes().map(str),
    st.datetimes().map(lambda it: it.isoformat(timespec="milliseconds") + "Z"),
    st.datetimes(timezones=st.timezones()).map(lambda it: it.isoformat()),
    st.from_regex(
        r"[12]\d{3}-[01]\d-[0-3]\dT[012]\d:[0-6]\d:[0-6]\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)?"
    ),
)
pictures = texts | st.dictionaries(
    st.sampled_from(["pdq", "quality", "path", "by"]), texts | numbers | st.none()
)
values = st.one_of(
    st.none(), st.booleans(), texts, numbers, times, st.lists(texts | pictures | st.none())
)


def changed(names: list[str]) -> dict[str, Any]:
    return {name: PLAIN.get(name, "x") for name in names}


records = st.builds(
    lambda plain, odd, ad: {**plain, **odd, **ad},
    st.lists(st.sampled_from(sorted(PLAIN)), unique=True).map(changed),
    st.dictionaries(st.sampled_from(["language", "\u00e9", *NAMES]), values, max_size=2),
    st.sampled_from([{}, {"id": "7", "body": "a garden"}]),
)
lines = st.builds(
    lambda record, escaped, wide: json.dumps(
        record, ensure_ascii=escaped, separators=(" , ", " : ") if wide else (",", ":")
    ).encode("utf-8", "surrogatepass"),
    records,
    st.booleans(),
    st.booleans(),
)


def carefully(line: bytes, reader: AdReader = READER) -> AdRow | None:
    """The row of an ad that is read the slow way; None where there is no ad."""
    stream = Stream("stdin", None, "", line, iter([line]))
    (record, *_) = [*jsonl.records(Encoding(stream)), None]
    if not isinstance(record, Record):
        return None
    try:
        return row_of(storable(reader.read(record.fields)))
    except Unreadable:
        return None


def exact(row: AdRow) -> list[tuple[type, object]]:
    return [(type(value), repr(value)) for value in row]


def assert_agree(line: bytes, reader: AdReader = READER) -> AdRow | None:
    (row,) = reader.read_plain([line])
    if row is not None:
        expected = carefully(line, reader)
        assert expected is not None
        assert exact(row) == exact(expected)
        assert type(row) is AdRow
    return row


@given(lines)
@example(b'{"id":"1","body":"x","lat":0.00009}')
@example(b'{"id":"1","body":"x","lat":-0.0,"lon":-0}')
@example(b'{"id":"1","body":"x","posted_at":"2025-02-29T00:00:00Z"}')
@example(b'{"id":"1","body":"x","city":"UN\xe2\x84\xaaNOWN"}')
def test_a_plain_line_is_read_as_the_careful_way_reads_it(line: bytes) -> None:
    assert_agree(line)


@given(lines, st.data())
def test_a_spoilt_line_is_never_taken_for_another(line: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(line)))
    new = data.draw(
        st.binary(max_size=2) | st.sampled_from([b"\\", b'"', b"\\u", b"}", b"]", b"-"])
    )
    gone = data.draw(st.integers(0, 2))

    assert_agree((line[:at] + new + line[at + gone :]).replace(b"\n", b" "))


@given(st.binary())
def test_any_bytes_are_read_or_left(line: bytes) -> None:
    assert_agree(line.replace(b"\n", b" "))


@given(
    st.sampled_from(["title", "body", "phones", "city", "posted_at"]).flatmap(
        lambda field: st.tuples(st.just(field), st.sampled_from(["text", "city", "body", field]))
    ),
    lines,
)
def test_a_mapped_column_is_read_as_the_careful_way_reads_it(
    pair: tuple[str, str], line: bytes
) -> None:
    field, column = pair
    line = line.replace(f'"{field}"'.encode(), f'"{column}"'.encode(), 1)

    assert_agree(line, AdReader(Path("/folder"), "feed", {field: column}))


@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_a_line_with_every_field_is_plain(ensure_ascii: bool) -> None:
    row = assert_agree(json.dumps(PLAIN, ensure_ascii=ensure_ascii).encode())

    assert row is not None
    assert (row.title, row.body) == (PLAIN["title"], PLAIN["body"])
    assert row.posted_at == 1_738_367_999_000_000
    assert [quality for _, _, quality, _ in row.pictures] == [None, 88, None]


@pytest.mark.parametrize(
    "moment",
    [
        *("2025-01-31T23:59:59", "2025-01-31 23:59:59.123", "2025-01-31T23:59:59.123456Z"),
        *("2024-02-29T00:00:00+05:30", "1969-12-31T23:59:59-00:00", "1001-01-01T00:00:00+23:59"),
    ],
)
def test_common_ways_to_write_a_moment_are_plain(moment: str) -> None:
    line = json.dumps({"id": "1", "body": "x", "posted_at": moment}).encode()

    assert assert_agree(line) is not None


def test_rows_come_in_the_order_of_the_file_and_nothing_is_left_out(
    tmp_path: Path,
) -> None:
    kinds = (
        lambda n: json.dumps({"id": n, "body": f"plain {n}"}),
        lambda n: json.dumps({"id": n, "body": f"a file {n}", "images": ["1.jpg"]}),
        lambda n: "",
        lambda n: "{broken",
        lambda n: json.dumps({"body": f"without an id {n}"}),
    )
    path = tmp_path / "ads.jsonl"
    path.write_text("\n".join(kinds[n * n % 5](n) for n in range(500)))

    careful = list(read_ads(path, {}))
    rows = list(read_rows(path, {}))

    assert sum(isinstance(it, AdRow) for it in rows) > 50
    assert [row_of(it) if isinstance(it, Ad) else it for it in rows] == [
        row_of(it) if isinstance(it, Ad) else it for it in careful
    ]


def test_two_columns_of_one_field_are_left_to_the_careful_way() -> None:
    reader = AdReader(Path(), "feed", {"phones": ("tel", "mobile")})

    assert reader.read_plain([b'{"id":"1","body":"x"}']) == [None]
