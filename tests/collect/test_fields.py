import json
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.collect.fields import AdReader
from lamplight.collect.mapping import NAMES
from lamplight.collect.record import Unreadable
from lamplight.model import Ad

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def read(record: dict[str, object], mapping: dict[str, str] | None = None) -> Ad:
    return AdReader(Path("/ads"), "site", mapping or {}).read(record)


def test_an_ad_without_an_id_is_known_by_its_known_fields() -> None:
    record = {"title": "é", "body": "b", "lat": 29.5, "phones": ["5"], "other": 1, "age": None}
    known = {"title": "é", "body": "b", "lat": 29.5, "phones": ["5"]}
    text = json.dumps(known, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert read(record).id == sha256(text.encode()).hexdigest()
    assert read(record | {"id": " "}).id != read(record).id  # a blank id is part of the record


def test_the_id_is_made_of_the_record_as_mapped() -> None:
    assert read({"text": "b", "n": 1}, {"body": "text"}).id == read({"body": "b"}).id


def test_a_field_that_cannot_be_read_is_left_empty_and_named() -> None:
    ad = read({"id": 1, "body": "b", "lat": 200, "age": "25+", "posted_at": "soon", "city": ["x"]})

    assert (ad.lat, ad.age, ad.posted_at, ad.city) == (None, None, None, None)
    assert ad.unread == (
        "lat: 200 is not within ±90 degrees; left empty",
        "age: no number; left empty",
        "posted_at: no time; want ISO 8601 or seconds since 1970; left empty",
        "city: a list; want text; left empty",
    )


def test_pictures_beyond_the_limit_are_counted() -> None:
    ad = read({"body": "b", "images": [f"{number}.jpg" for number in range(250)]})

    assert len(ad.pictures) == 200
    assert ad.unread == ("images: 250 pictures; the first 200 were taken",)


@pytest.mark.parametrize("record", [{}, {"title": ""}, {"body": " \n"}, {"body": None, "id": 1}])
def test_without_text_there_is_no_ad(record: dict[str, object]) -> None:
    with pytest.raises(Unreadable, match="neither title nor body holds text"):
        read(record)


def test_columns_may_trade_places_and_serve_two_fields() -> None:
    traded = read({"title": "t", "body": "b"}, {"title": "body", "body": "title"})
    doubled = read({"text": "x"}, {"title": "text", "body": "text"})

    assert (traded.title, traded.body) == ("b", "t")
    assert (doubled.title, doubled.body) == ("x", "x")


def test_a_record_without_the_mapped_column_is_read_by_the_fields_own_name() -> None:
    assert read({"body": "b"}, {"body": "text"}).body == "b"


def test_every_field_of_an_ad_can_be_mapped() -> None:
    own = {field.name for field in fields(Ad)} - {"pictures", "unread"} | {"images"}

    assert set(NAMES) == own


@given(st.dictionaries(st.sampled_from(list(NAMES)), VALUES))
def test_any_record_is_an_ad_or_refused_with_a_reason(record: dict[str, object]) -> None:
    try:
        ad = read(record)
    except Unreadable:
        return
    assert 0 < len(ad.id) <= 400
    assert 0 < len(ad.source) <= 200
    assert (ad.title + ad.body).strip()
    assert read(record) == ad
