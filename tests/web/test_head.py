"""HEAD answers as GET does, and sends no body."""

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize("path", ["/runs/x", "/static/lamplight.css", "/openapi.json"])
def test_head_is_get_without_a_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)

    assert head.status_code == get.status_code != 405
    assert head.content == b""
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.headers["content-length"] == get.headers["content-length"]
