"""A person works through the queue in a real browser, with and without scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web import world
from tests.web.browser.conftest import Open

pytestmark = pytest.mark.browser


def work_through(page: Page, note: str) -> None:
    """From the queue to a lead, decide, see it gone, take it back."""
    page.get_by_role("link", name="6 of 6 ads hide their phone number in words.").click()
    expect(page.get_by_role("heading", name="Lead 1", exact=True)).to_be_visible()
    page.get_by_label("Note").fill(note)
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator(".lead-head .chip", has_text="Confirmed")).to_be_visible()
    expect(page.get_by_text(note)).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Confirmed.")
    expect(page.get_by_role("status")).to_be_in_viewport()

    page.get_by_role("link", name="Queue").first.click()
    expect(page.get_by_role("link", name="Both ads share one e-mail address.")).to_be_visible()
    expect(page.get_by_text("6 of 6 ads hide")).to_have_count(0)

    page.get_by_role("link", name="Decisions").click()
    page.get_by_role("button", name="Undo: Confirmed").first.click()
    expect(page.get_by_role("status")).to_contain_text("Taken back: confirmed")

    page.goto("/leads/l1")
    page.get_by_role("button", name="Dismiss").click()
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Taken back: dismissed")
    expect(page.locator(".lead-head .chip")).to_have_count(0)


def test_from_the_queue_to_a_decision_and_back(open_page: Open) -> None:
    work_through(open_page("/"), "case 17")


def test_the_same_without_scripts_on_a_narrow_screen(open_page: Open) -> None:
    narrow = {"width": 390, "height": 844}

    work_through(open_page("/", java_script_enabled=False, viewport=narrow), "case 18")


def test_filters_work_without_a_click_where_scripts_run(open_page: Open) -> None:
    page = open_page("/queue")

    page.get_by_label("Place").fill("lyon")

    expect(page.get_by_text("6 of 6 ads hide")).to_have_count(0)
    expect(page.locator("li[data-row]")).to_have_count(25)
    expect(page).to_have_url(re.compile("place=lyon"))


def test_filters_work_with_a_click_where_none_do(open_page: Open) -> None:
    page = open_page("/queue", java_script_enabled=False)

    page.get_by_label("Place").fill("lyon")
    page.get_by_role("button", name="Filter").click()

    expect(page.get_by_text("6 of 6 ads hide")).to_have_count(0)
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    expect(page.get_by_label("Place")).to_have_value("lyon")


def test_search_finds_a_phone_and_a_picture(open_page: Open, tmp_path: Path) -> None:
    page = open_page("/queue")

    page.get_by_label("Search by phone, e-mail, handle or words").fill("(213) 555-0123")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="7 ads")).to_be_visible()
    expect(page.locator("mark").first).to_have_text("213 five five five 0123")

    world.draw_pictures(tmp_path)
    page.get_by_text("By a picture").click()
    page.get_by_label("A picture").set_input_files(tmp_path / "picture-0.png")
    page.get_by_role("button", name="Search by picture").click()
    expect(page.get_by_role("heading", name="1 ad")).to_be_visible()
    expect(page.get_by_text("same picture")).to_be_visible()


def test_a_picture_waits_in_a_place_of_its_own_size(open_page: Open) -> None:
    page = open_page("/queue")
    held: list[Route] = []
    page.route("**/pictures/*/*", lambda route: held.append(route))
    page.goto("/leads/l1#pictures", wait_until="domcontentloaded")
    figure = page.locator("#pictures figure").first
    expect(figure.get_by_text("picture, blurred")).to_be_visible()
    waiting = figure.evaluate("it => [it.offsetWidth, it.offsetHeight]")

    for route in held:
        route.continue_()
    page.unroute("**/pictures/*/*")
    expect(figure.locator("img")).to_have_js_property("complete", True)

    assert figure.evaluate("it => [it.offsetWidth, it.offsetHeight]") == waiting
    assert waiting[1] == 120


def test_a_picture_opens_only_when_asked_for(open_page: Open) -> None:
    page = open_page("/leads/l1")
    figure = page.locator("#pictures figure").first
    expect(figure.get_by_alt_text("A picture, blurred")).to_be_visible()

    figure.get_by_role("button", name="Open").click()

    shown = page.get_by_alt_text("The picture you opened")
    expect(shown).to_be_visible()
    expect(page.get_by_text("opened by you in a day")).to_be_visible()
    expect(page.locator("img.clear")).to_have_js_property("naturalWidth", 480)


def test_words_that_are_markup_do_nothing(open_page: Open) -> None:
    page = open_page("/leads/l1")

    expect(page.get_by_text("<script>document.title='broken'</script>").first).to_be_visible()
    assert page.title() == "Lead 1 · Lamplight"
    assert page.locator("main img[src=x]").count() == 0


def test_keys_lead_through_the_queue(open_page: Open) -> None:
    page = open_page("/queue")

    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("k")
    page.keyboard.press("o")
    expect(page.get_by_text("Score of network:n1", exact=True)).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Lead 1", exact=True)).to_be_visible()


def test_keys_lead_to_the_lead_itself_where_something_else_stands_first(open_page: Open) -> None:
    page = open_page("/queue")
    chip = "<p class=tags><a href='/queue?held=true'>Held: known pictures</a></p>"
    page.locator("[data-row] .why").first.evaluate(
        "(why, chip) => why.insertAdjacentHTML('afterbegin', chip)", chip
    )

    page.keyboard.press("j")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Lead 1", exact=True)).to_be_visible()


def test_the_first_tab_skips_to_the_content(open_page: Open) -> None:
    page = open_page("/queue")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_a_list_is_made_and_filled(open_page: Open) -> None:
    page = open_page("/watch-lists")

    page.get_by_label("Name").fill("found / again")
    page.get_by_label("Purpose").fill("to be told")
    page.get_by_label("Who answers for it").fill("desk 3")
    page.get_by_role("button", name="Make the list").click()
    page.get_by_label("Values, one a line").fill("+1 213 555 0123\nnot a value")
    page.get_by_role("button", name="Add").click()

    expect(page.get_by_role("status")).to_contain_text("1 entry added")
    expect(page.get_by_role("status")).to_contain_text("line 2")
    page.get_by_role("link", name=world.PHONE).click()
    expect(page.get_by_text("7 ads")).to_be_visible()
