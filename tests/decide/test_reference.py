"""REFs, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.decide.reference import (
    AdReference,
    ClusterReference,
    ValueReference,
    parse_reference,
)
from lamplight.errors import BadReference


def test_an_ad_is_source_and_id() -> None:
    assert parse_reference("ad:site1.example/17") == AdReference((("site1.example", "17"),))


def test_slashes_and_colons_in_source_or_id_give_every_reading() -> None:
    found = parse_reference("ad:https://a/b:1")

    assert found == AdReference((("https:", "/a/b:1"), ("https:/", "a/b:1"), ("https://a", "b:1")))


def test_clusters_and_values() -> None:
    assert parse_reference("network:n1") == ClusterReference("network", "n1")
    assert parse_reference(" provider:p1 ") == ClusterReference("provider", "p1")
    assert parse_reference("phone:(213) 555-0123") == ValueReference("phone", "(213) 555-0123")
    assert parse_reference("handle:instagram:x") == ValueReference("handle", "instagram:x")


@pytest.mark.parametrize(
    "text", ["", "ad:", "ad:17", "ad:/17", "network:", "name:Ann", "17", "a b"]
)
def test_anything_else_says_what_is_wanted(text: str) -> None:
    with pytest.raises(BadReference, match=r"want ad:SOURCE/ID"):
        parse_reference(text)


NAMES = st.text(min_size=1).filter(lambda text: text == text.strip())


@given(NAMES, NAMES)
def test_the_true_reading_is_always_among_them(source: str, id: str) -> None:
    found = parse_reference(f"ad:{source}/{id}")

    assert isinstance(found, AdReference)
    assert (source, id) in found.readings
