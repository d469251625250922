"""The page of a lead's texts shows what is the same in all, and side by side what is not."""

from starlette.testclient import TestClient


def test_constant_words_and_slots_are_shown_and_markup_is_text(client: TestClient) -> None:
    page = client.get("/leads/l1/templates").text

    assert "6 ads" in page
    assert 'class="slot"' in page
    assert "Call 213 five five five 0123, ask for Rose." in " ".join(page.split())
    assert "<script>document" not in page
    assert "<b>bold</b>" not in page
    assert 'href="/leads/l1"' in page


def test_the_json_holds_the_same(client: TestClient) -> None:
    found = client.get("/api/leads/l1/templates").json()

    (group,) = found["groups"]
    slots = [piece for piece in group["pieces"] if isinstance(piece, dict)]
    assert (group["ads"], group["texts"], found["looked_at"], found["more"]) == (6, 4, 6, 0)
    assert {words for words, _ in slots[0]["fillings"]} >= {"Austin", "Dallas"}
    assert group["some"][0] == [1, "board-one/100"]


def test_an_old_id_leads_to_the_one_that_counts_now(client: TestClient) -> None:
    assert client.get("/leads/n99/templates").headers["location"] == "/leads/l1/templates"
    assert client.get("/leads/nowhere/templates").status_code == 404


def test_a_lead_of_one_ad_has_nothing_in_common(client: TestClient) -> None:
    assert "Nothing in common" in client.get("/leads/l5/templates").text
    assert "/leads/l5/templates" not in client.get("/leads/l5").text


def test_a_lead_leads_to_its_texts_and_looking_is_recorded(client: TestClient) -> None:
    assert 'href="/leads/l1/templates"' in client.get("/leads/l1").text

    client.get("/leads/l1/templates")

    assert "saw texts" in client.get("/audit").text
