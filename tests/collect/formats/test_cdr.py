import gzip
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lamplight.collect.read import open_ads, read_ads
from lamplight.model import Ad, Picture, SetAside

PAGE = """<html><head><title>Rose &amp; friends</title>
<script>var x = "<p>hidden</p>";</script></head>
<body><h1>Rose</h1><p title="a > b">Call 213<br>555 0100</p></body></html>"""


def a_page(**fields: object) -> dict[str, object]:
    return {
        "_id": "5A0D3BB10CD5B0FE",
        "content_type": "text/html",
        "crawler": "a-crawler",
        "objects": [
            {"obj_stored_url": "pictures/0A1B", "content_type": "image/png"},
            {"obj_stored_url": "styles/0A1C", "content_type": "text/css"},
        ],
        "raw_content": PAGE,
        "team": "a-team",
        "timestamp_crawl": "2017-06-18T05:22:20Z",
        "timestamp_index": "2017-06-19T05:22:20Z",
        "url": "https://www.site1.example/ad/17",
        "version": 3.1,
    } | fields


def items_of(path: Path, *pages: Mapping[str, object]) -> list[Ad | SetAside]:
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, pages)).encode()))
    return list(read_ads(path, {}))


def test_a_crawled_page_becomes_an_ad(tmp_path: Path) -> None:
    (ad,) = items_of(tmp_path / "crawl.jsonl.gz", a_page())

    assert ad == Ad(
        source="site1.example",
        id="5A0D3BB10CD5B0FE",
        title="Rose & friends",
        body="Rose\nCall 213\n555 0100",
        url="https://www.site1.example/ad/17",
        collected_at=datetime(2017, 6, 18, 5, 22, 20, tzinfo=UTC),
        pictures=(Picture(path=str(tmp_path / "pictures/0A1B")),),
    )


@pytest.mark.parametrize("name", ["crawl.cdr", "crawl.jsonl", "crawl.data"])
def test_it_is_told_by_its_keys_whatever_the_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(a_page()))

    with open_ads(path, {}) as file:
        assert file.format == "cdr"


def test_milliseconds_of_older_versions_are_read(tmp_path: Path) -> None:
    (ad,) = items_of(tmp_path / "crawl.cdr", a_page(timestamp_crawl=1497763340874))

    assert isinstance(ad, Ad)
    assert ad.collected_at == datetime(2017, 6, 18, 5, 22, 20, 874000, tzinfo=UTC)


def test_an_ads_own_fields_go_before_what_the_page_gives(tmp_path: Path) -> None:
    (ad,) = items_of(tmp_path / "crawl.cdr", a_page(title="Own", phones=["213 555 0100"]))

    assert isinstance(ad, Ad)
    assert (ad.title, ad.phones) == ("Own", ("213 555 0100",))


def test_plain_text_stays_as_it_is_and_odd_values_do_no_harm(tmp_path: Path) -> None:
    plain = a_page(raw_content="a < b\n c", content_type=["text/plain"], objects={"x": 1})
    nothing = a_page(raw_content=None, url="http://[", timestamp_crawl=[])
    part = {"_id": "B", "obj_parent": "A", "obj_stored_url": "x", "content_type": "image/png"}

    first, second, third = items_of(tmp_path / "crawl.cdr", plain, nothing, part)

    assert isinstance(first, Ad)
    assert (first.body, first.pictures) == ("a < b\n c", ())
    assert isinstance(second, SetAside)
    assert second.reason == "neither title nor body holds text"
    assert isinstance(third, SetAside)
    assert third.reason == "a file that belongs to a page, not a page of its own"
