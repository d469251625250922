"""The application is ready for what people ask of it first."""

from threading import enumerate as threads

from fastapi import FastAPI
from starlette.testclient import TestClient

from lamplight.extract.read import extractor
from tests.web.conftest import HERE


def test_what_the_first_search_needs_is_made_beside_the_first_pages(app: FastAPI) -> None:
    extractor.cache_clear()

    with TestClient(app, base_url=HERE) as client:
        client.get("/static/lamp.svg")
        for thread in threads():
            if thread.name == "ready":
                thread.join()

    assert extractor.cache_info().currsize == 1
