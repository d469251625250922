"""A partner is asked over TLS alone, within limits, and nobody else is."""

import pytest

from lamplight.errors import BadAddress, TooLarge, Unavailable
from lamplight.exchange.partner import Request
from lamplight.exchange.transport import Limits, checked_address, get
from tests.exchange.partners.served import StopNcii, Trouble, serving


@pytest.mark.parametrize(
    "url",
    [
        "http://partner.example/",
        "http://10.0.0.1/",
        "http://localhost.partner.example/",
        "http://127.0.0.1@partner.example/",
        "https://desk:secret@partner.example/",
        "ftp://partner.example/",
        "https://",
        "https://partner.example:x/",
        "https://partner.example/a b",
        "https://partner.example/é",
    ],
)
def test_other_addresses_are_refused_without_showing_them(url: str) -> None:
    with pytest.raises(BadAddress) as error:
        checked_address(url)

    assert "partner.example" not in str(error.value)


@pytest.mark.parametrize("url", ["https://a.example/v1", "http://127.0.0.1:8/", "http://[::1]/"])
def test_tls_and_this_machine_may_be_asked(url: str) -> None:
    checked_address(url)


def test_an_answer_of_too_many_bytes_is_refused() -> None:
    with serving(StopNcii()) as partner:
        partner.troubles = [Trouble(body=b"x" * 1001)]

        with pytest.raises(TooLarge):
            get(Request(f"{partner.url}/", {}), Limits(size_bytes=1000))


def test_a_clock_ends_an_answer_that_does_not_come() -> None:
    with serving(StopNcii()) as partner:
        partner.troubles = [Trouble(headers={"Content-Length": "9"}, length=False, hold=True)]

        with pytest.raises(Unavailable):
            get(Request(f"{partner.url}/", {}), Limits(whole_s=0.2))


def test_who_does_not_answer_is_named_without_what_was_asked() -> None:
    with serving(StopNcii()) as partner:
        url = f"{partner.url}/?access_token=secret"

    with pytest.raises(Unavailable, match=r"127\.0\.0\.1 can't be reached") as error:
        get(Request(url, {}))

    assert "secret" not in str(error.value)


def test_a_redirect_is_told_not_followed() -> None:
    with serving(StopNcii()) as partner:
        partner.troubles = [Trouble(307, {"Location": f"{partner.url}/other"})]

        answer = get(Request(f"{partner.url}/", {}))

    assert answer.status == 307
    assert len(partner.asked) == 1
