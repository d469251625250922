from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lamplight.collect.read import open_ads, read_ads
from lamplight.model import Ad, Picture, SetAside


def items_of(path: Path, columns: Mapping[str, object], rows: int = 1000) -> list[Ad | SetAside]:
    pq.write_table(pa.table(dict(columns)), path, row_group_size=rows)
    return list(read_ads(path, {}))


def test_each_type_of_column_gives_its_field(tmp_path: Path) -> None:
    columns = {
        "id": [17],
        "body": ["a\0b"],
        "posted_at": pa.array([1735689600123456789], pa.timestamp("ns", "America/New_York")),
        "collected_at": pa.array([20089], pa.date32()),
        "phones": [["213 555 0100", None]],
        "lat": [29.5],
        "lon": [float("nan")],
        "age": [24.0],
        "images": [[{"pdq": "ab" * 32, "quality": 80}]],
        "unknown": [{"x": [1]}],
    }

    assert items_of(tmp_path / "site.parquet", columns) == [
        Ad(
            source="site",
            id="17",
            body="a\ufffdb",
            posted_at=datetime(2025, 1, 1, 0, 0, 0, 123456, tzinfo=UTC),
            collected_at=datetime(2025, 1, 1, tzinfo=UTC),
            phones=("213 555 0100",),
            lat=29.5,
            age=24,
            pictures=(Picture(pdq="ab" * 32, quality=80),),
        )
    ]


def test_rows_are_numbered_through_batches_and_groups(tmp_path: Path) -> None:
    bodies = [None if number % 300 == 299 else "x" for number in range(1000)]

    items = items_of(tmp_path / "x.pq", {"body": bodies}, rows=400)

    assert [item.line for item in items if isinstance(item, SetAside)] == [300, 600, 900]
    assert len(items) == 1000


def test_a_row_beyond_the_limit_is_set_aside(tmp_path: Path) -> None:
    columns = {"id": ["1", "2"], "body": ["x" * 1_100_000, "y"]}

    fault, ad = items_of(tmp_path / "x.parquet", columns)

    assert isinstance(fault, SetAside)
    assert fault.reason == "record has 1,100,001 characters; want at most 1,048,576 bytes"
    assert ad == Ad("x", "2", body="y")


def test_rows_that_are_huge_on_average_are_never_unpacked(tmp_path: Path) -> None:
    (fault,) = items_of(tmp_path / "x.parquet", {"body": ["x" * 5_000_000]})

    assert isinstance(fault, SetAside)
    assert fault.reason == "rows 1 to 1: records have more than 1,048,576 bytes"


def test_a_moment_beyond_every_calendar_costs_its_row_alone(tmp_path: Path) -> None:
    moments = pa.array([0, 2**62, 1], pa.timestamp("us"))

    items = items_of(tmp_path / "x.parquet", {"body": ["a", "b", "c"], "posted_at": moments})

    assert [type(item) for item in items] == [Ad, SetAside, Ad]


@pytest.mark.parametrize("cut", [4, 100, -1, -300])
def test_a_broken_file_is_one_line_set_aside(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "x.parquet"
    items_of(path, {"body": ["a" * 100, "b" * 100]})
    path.write_bytes(path.read_bytes()[:cut])

    (fault,) = read_ads(path, {})

    assert isinstance(fault, SetAside)
    assert fault.reason == "the file begins as Parquet but can't be read as such"


def test_a_broken_group_costs_its_rows_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    bodies = [f"{number:06d} {number * 7919 % 1000003:09d}" for number in range(2000)]
    pq.write_table(
        pa.table({"body": bodies}),
        path,
        row_group_size=1000,
        compression="zstd",
        use_dictionary=False,
    )
    data = bytearray(path.read_bytes())
    data[4:40] = b"\xff" * 36  # the header of the first page
    path.write_bytes(data)

    items = list(read_ads(path, {}))

    faults = [item for item in items if isinstance(item, SetAside)]
    assert [fault.reason for fault in faults] == ["rows 1 to 1,000 can't be read as Parquet"]
    assert len(items) - 1 == 1000


def test_columns_are_told_without_reading(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({"Text": ["a"], "other": [1]}), path)

    with open_ads(path, {}) as file:
        assert (file.format, file.columns, file.facts) == (
            "parquet",
            ("Text", "other"),
            ("1 rows",),
        )
        assert [item.body for item in file.items if isinstance(item, Ad)] == ["a"]


def test_how_many_rows_will_come_is_known_before(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({"body": ["a", "b", "c"]}), path)

    with open_ads(path, {}) as file:
        assert file.expected(1) == 3
