"""A value's page shows who uses it and where it was not followed."""

from starlette.testclient import TestClient

from tests.web import world

PHONE = "/values/phone/%2B12135550123"


def test_its_separate_uses_are_shown_with_their_leads(client: TestClient) -> None:
    page = client.get(PHONE).text

    assert "Lead 1" in page
    assert "Lead 40" in page
    assert "2 networks share the phone and agree in too little else" in page


def test_all_its_ads_are_a_click_away(client: TestClient) -> None:
    link = "/search?q=phone%3A%2B12135550123"

    assert f'href="{link}"' in client.get(PHONE).text
    assert client.get("/api" + link).status_code == 200


def test_json_counts_ads_by_use_largest_first(client: TestClient) -> None:
    found = client.get("/api" + PHONE).json()

    assert found["ads"] == 7
    assert found["use"]["bits"] == 5.5
    assert [sense["ads"] for sense in found["cuts"][0]["senses"]] == [6, 1]
    assert [group["networks"] for group in found["networks"]] == [[["n1", 1]], [["n3", 40]]]


def test_a_value_with_a_slash_has_a_page(client: TestClient) -> None:
    answer = client.get("/values/url/site.example%2Fad%2F17")

    assert answer.status_code == 404
    assert "no ad shows this address" in answer.text


def test_a_value_nobody_shows_is_not_found(client: TestClient) -> None:
    assert client.get(f"/api/values/email/{world.OTHER_PHONE}").status_code == 404
