"""What holds for every partner: settings and credentials are checked, pages are read by nobody's
leave."""

from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.errors import BadInput
from lamplight.exchange.credentials import checked_credentials, read_credentials
from lamplight.exchange.partner import Asked, BadPage, checked, from_text
from lamplight.exchange.partners import PARTNERS, partner_of
from tests.exchange.partners.served import CREDENTIALS

NCMEC = PARTNERS["ncmec"]
TEST = "https://exttest.cybertip.org/hashsharing"
SETTINGS: dict[str, dict[str, Any]] = {
    "ncmec": {"environment": TEST, "only_esp_ids": []},
    "fb_threatexchange": {"privacy_group": 1},
}


def asked(name: str) -> Asked:
    shown = checked_credentials(PARTNERS[name], CREDENTIALS.get(name, {}))
    return Asked(SETTINGS.get(name, {}), shown, None, 1_767_000_000)


def test_partners_are_found_by_being_there() -> None:
    assert sorted(PARTNERS) == ["fb_threatexchange", "ncmec", "sample", "stop_ncii"]
    with pytest.raises(BadInput, match="want one of fb_threatexchange, ncmec"):
        partner_of("nobody")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "environment is missing"),
        ({"environment": "https://other.example"}, "environment wants one of https://report"),
        ({"environment": 3}, "environment wants a enum"),
        ({"environment": TEST, "only_esp_ids": "3"}, "only_esp_ids wants a list"),
        ({"environment": TEST, "only_esp_ids": [True]}, "only_esp_ids wants a list"),
        ({"environment": TEST, "else": 1}, "'else' is no field; want environment, only_esp_ids"),
    ],
)
def test_settings_that_a_partner_can_not_have_are_refused(
    values: dict[str, Any], words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        checked(NCMEC.SETTINGS, values)


def test_settings_are_read_as_people_write_them() -> None:
    texts = {"environment": TEST, "only_esp_ids": "9, 3,"}

    assert checked(NCMEC.SETTINGS, from_text(NCMEC.SETTINGS, texts)) == {
        "environment": TEST,
        "only_esp_ids": [3, 9],
    }
    with pytest.raises(BadInput, match="only_esp_ids wants whole numbers"):
        from_text(NCMEC.SETTINGS, {"only_esp_ids": "x"})


def test_credentials_may_stand_in_one_line_as_hma_has_them() -> None:
    account = read_credentials(NCMEC, "desk:pass:word\n")
    assert list(account.values()) == ["desk", "pass:word", None]
    keys = read_credentials(PARTNERS["stop_ncii"], "a,b,https://test.example/v1")
    assert list(keys.values()) == ["a", "b", "https://test.example/v1"]


@pytest.mark.parametrize(
    "text", ["secret", "secret:", '{"user": "secret"}', "{secret", "secret:a\nb", "sécret:b"]
)
def test_credentials_that_can_not_be_are_refused_without_showing_them(text: str) -> None:
    with pytest.raises(BadInput) as error:
        read_credentials(NCMEC, text)

    assert "cret" not in str(error.value)


def test_an_address_of_one_s_own_must_be_safe() -> None:
    with pytest.raises(BadInput, match="must begin with https"):
        read_credentials(PARTNERS["stop_ncii"], "a,b,http://partner.example/v1")


@pytest.mark.parametrize("stamp", ["1e300", "-1", "9223372036854775807", '"x"', "null", "[]"])
def test_a_moment_that_is_none_ends_no_fetch_for_good(stamp: str) -> None:
    whole = '"hashRecords":[],"hasMoreRecords":false,"nextPageToken":""'
    ncii = f'{{{whole},"nextSetTimestamp":{stamp}}}'
    meta = f'{{"data":[{{"last_updated":{stamp}}}]}}'
    for name, text in (("stop_ncii", ncii), ("fb_threatexchange", meta)):
        try:
            page = PARTNERS[name].read(text.encode(), asked(name))
        except BadPage:
            continue
        orjson.dumps(page.checkpoint)
        again = replace(asked(name), checkpoint=page.checkpoint)
        assert PARTNERS[name].request(again)
        assert page.checkpoint.get("since", 0) <= asked(name).now


@pytest.mark.parametrize("member", ["", "x", "9" * 5000, "²", "-1"])
@pytest.mark.parametrize("further", ["/v2/entries?a b", "/v2/entries?\u00e9", "//other.example"])
def test_what_ncmec_can_not_mean_is_set_aside_or_no_page(member: str, further: str) -> None:
    entry = f'<image><member id="{member}">M</member><id>e1</id></image>'
    text = f"<queryResult><images>{entry}</images></queryResult>"
    onward = f"<queryResult><paging><next>{further}</next></paging></queryResult>"

    page = NCMEC.read(text.encode(), asked("ncmec"))

    assert page.faults == ["record 1: has no id, or no member"]
    with pytest.raises(BadPage):
        NCMEC.read(onward.encode(), asked("ncmec"))


@pytest.mark.parametrize("name", sorted(CREDENTIALS))
@given(body=st.one_of(st.binary(max_size=200), st.from_regex(rb'\{"data": ?\[.{0,40}\]\}')))
def test_any_bytes_are_a_page_or_none(name: str, body: bytes) -> None:
    try:
        page = PARTNERS[name].read(body, asked(name))
    except BadPage:
        return

    assert isinstance(page.checkpoint, dict)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(record=st.dictionaries(
    st.sampled_from(["signalType", "hashValue", "hashStatus", "CSPFeedbacks"]),
    JSON | st.sampled_from(["ImagePDQ", "Active", "3c" * 32, "Withdrawn"]),
))  # fmt: skip
def test_any_record_of_stopncii_is_taken_or_set_aside(record: dict[str, Any]) -> None:
    told = {"hashRecords": [record], "hasMoreRecords": False, "nextPageToken": None,
            "nextSetTimestamp": 5}  # fmt: skip
    try:
        body = orjson.dumps(told)
    except TypeError:  # more than 64 bits
        return

    page = PARTNERS["stop_ncii"].read(body, asked("stop_ncii"))

    assert len(page.records) + len(page.faults) + page.left_out == 1


@given(update=st.dictionaries(
    st.sampled_from(["type", "indicator", "descriptors", "should_delete", "last_updated"]),
    JSON | st.sampled_from(["HASH_PDQ", "3c" * 32, {"data": [{"owner": {"id": "1"}}]}]),
))  # fmt: skip
def test_any_update_of_threatexchange_is_taken_or_set_aside(update: dict[str, Any]) -> None:
    try:
        body = orjson.dumps({"data": [update]})
    except TypeError:
        return

    page = PARTNERS["fb_threatexchange"].read(body, asked("fb_threatexchange"))

    assert len(page.records) + len(page.faults) + page.left_out == 1
