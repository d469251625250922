"""What holds for every page: forms want a token, answers fit the schema, each page has its JSON."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from tests.web.conftest import HERE
from tests.web.forms import Browser

PATHS = dict[str, dict[str, Any]]


@pytest.fixture
def paths(app: FastAPI) -> PATHS:
    found: PATHS = app.openapi()["paths"]
    return found


def filled(path: str) -> str:
    """A path whose holes hold something that is there."""
    known = {"ad": "1", "position": "0", "number": "1", "kind": "phone", "value": "+12135550123"}
    return path.format(**known, id="l1", entry="1")


def test_every_change_wants_a_token(client: TestClient, paths: PATHS) -> None:
    # A program that asks by a picture has no page to take a token from, and changes nothing.
    posts = [path for path, methods in paths.items() if "post" in methods]
    changes = [path for path in posts if path != "/api/search"]

    answers = {path: client.post(filled(path), data={"csrf": "made up"}) for path in changes}

    assert changes
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(
        changes, 403
    )


def test_a_token_of_another_browser_is_refused(browser: Browser, app: FastAPI) -> None:
    theirs = TestClient(app, base_url=HERE)
    theirs.get("/search")
    browser.client.get("/search")
    browser.client.cookies.update(theirs.cookies)

    stolen = Browser(TestClient(app, base_url=HERE)).post("/search", "/search")
    crossed = browser.client.post("/search", data={"csrf": "x"})

    assert stolen.status_code == 422  # its own token is good; what is missing is the picture
    assert crossed.status_code == 403


def test_nothing_but_get_and_post_is_offered(paths: PATHS) -> None:
    assert {method for methods in paths.values() for method in methods} == {"get", "post"}


def test_every_page_has_its_json(paths: PATHS) -> None:
    pages = {
        path
        for path, methods in paths.items()
        if not path.startswith(("/api/", "/pictures/"))
        and "303" not in methods.get("get", {"responses": "303"})["responses"]
    } | {"/leads/{id}"}

    assert not {page for page in pages if f"/api{page}" not in paths}


def test_every_address_is_in_the_documentation(paths: PATHS) -> None:
    told = (Path(__file__).parents[3] / "docs" / "pages.md").read_text()

    assert not {path for path in paths if f"`{path.replace(':path', '')}`" not in told}


def test_no_page_says_more_than_its_own_server(client: TestClient, paths: PATHS) -> None:
    for path, methods in paths.items():
        if "get" in methods:
            answer = client.get(filled(path))
            assert "server" not in answer.headers
            assert answer.headers["cache-control"] == "no-store"


def test_any_request_gets_an_answer_the_schema_allows(app: FastAPI) -> None:
    schema = schemathesis.openapi.from_dict(app.openapi())
    schema.app = app
    schema.config.update(base_url=HERE)

    for result in schema.get_all_operations():
        operation: Any = result

        @settings(max_examples=6, suppress_health_check=list(HealthCheck))
        @given(operation.ok().as_strategy())
        def every_case(case: Any) -> None:
            # A search must hold a word, which a schema can't say.
            free = [positive_data_acceptance] if case.path.endswith("/search") else []
            case.call_and_validate(base_url=HERE, excluded_checks=free)

        every_case()
