"""Errors are answered in plain words: a page for people, JSON for programs."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from lamplight.errors import BadInput, Busy, LamplightError, NotFound, Refused
from lamplight.web.headers import HEADERS


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadInput("score is 'x'; want a number"), 422),
        (NotFound("no lead 'n0'"), 404),
        (Refused("not yours"), 403),
        (Busy("another run holds the lock"), 503),
    ],
)
def test_an_error_raised_on_purpose_says_itself(
    app: FastAPI, client: TestClient, error: LamplightError, status: int
) -> None:
    @app.get("/broken")
    @app.get("/api/broken")
    def broken() -> None:
        raise error

    page, json = client.get("/broken"), client.get("/api/broken")

    assert (page.status_code, json.status_code) == (status, status)
    assert page.headers["content-type"].startswith("text/html")
    assert str(error).replace("'", "&#39;") in page.text
    assert json.json() == {"detail": str(error)}


def test_a_fault_of_ours_tells_nothing_and_keeps_the_headers(
    app: FastAPI, client: TestClient
) -> None:
    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError("secret")

    page = client.get("/broken")

    assert page.status_code == 500
    assert "secret" not in page.text
    assert {name: page.headers[name] for name in HEADERS} == HEADERS


def test_an_unknown_page_is_not_found(client: TestClient) -> None:
    page = client.get("/no-such-page")

    assert page.status_code == 404
    assert "There is no such page here." in page.text


def test_a_wrong_method_says_which_are_right(client: TestClient) -> None:
    answer = client.delete("/openapi.json")

    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_an_address_that_is_markup_is_shown_as_text(client: TestClient) -> None:
    page = client.get("/%3Cscript%3Ealert(1)%3C/script%3E")

    assert "<script>alert" not in page.text
