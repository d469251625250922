"""The audit page tells who did what and names no ad and no value."""

from starlette.testclient import TestClient

from tests.web import world


def test_looks_are_listed_without_what_was_looked_at(client: TestClient) -> None:
    client.get("/values/phone/%2B12135550123")

    page, json = client.get("/audit").text, client.get("/api/audit").json()

    assert "looked up" in page
    assert "rose" in page
    assert world.PHONE not in page
    assert "looked up" in {entry["action"] for entry in json}
