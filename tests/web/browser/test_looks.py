"""Every page is usable by everybody: axe finds nothing serious, narrow screens scroll one way."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from lamplight.report.run import run_page
from tests.report.facts import run_facts
from tests.web.browser.conftest import Open

pytestmark = pytest.mark.browser

PAGES = (
    "/queue",
    "/queue?thin=true",
    "/queue?text=nowhere",
    "/leads/l1",
    "/leads/l3",
    "/leads/l1/templates",
    "/search",
    "/search?q=friendly+company",
    "/search?q=?!",
    "/watch-lists",
    "/watch-lists/list?name=missing",
    "/watch-lists/list/1?name=missing",
    "/banks",
    "/banks/exchanges",
    "/banks/bank?name=known",
    "/banks/bank/2?name=known",
    "/decisions",
    "/runs",
    "/runs/1",
    "/changes",
    "/values/phone/%2B12135550123",
    "/audit",
    "/nowhere",
)
CLIPPED = """[...document.querySelectorAll('.scroll')]
    .filter(it => it.scrollWidth > it.clientWidth).map(it => it.ariaLabel)"""
LENGTHEN = """document.querySelectorAll('tbody a, tbody .mono, tbody .value')
    .forEach(it => { it.textContent = 'x'.repeat(200) })"""
CUT = """[...document.querySelectorAll('section')]
    .filter(it => it.scrollWidth > it.clientWidth).length"""
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def twice() -> bool:
    return True


def violations(page: Page, **options: object) -> dict[str, object]:
    """What axe finds serious or critical on each page."""
    found = {}
    for path in PAGES:
        page.goto(path)
        found[path] = [
            (it["id"], [node["html"][:120] for node in it["nodes"]])
            for it in Axe().run(page, options=options).response["violations"]
            if it["impact"] in SERIOUS
        ]
    return {path: wrong for path, wrong in found.items() if wrong}


def test_axe_finds_nothing_serious(open_page: Open) -> None:
    assert violations(open_page(PAGES[0], color_scheme="light")) == {}


def test_contrast_is_enough_in_the_dark_too(open_page: Open) -> None:
    page = open_page(PAGES[0], color_scheme="dark", viewport={"width": 390, "height": 844})

    assert violations(page, runOnly=["color-contrast"]) == {}


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_no_page_scrolls_sideways(open_page: Open, width: int) -> None:
    page = open_page(PAGES[0], viewport={"width": width, "height": 844})
    widths, clipped = {}, {}

    for path in PAGES:
        page.goto(path)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
        clipped[path] = page.evaluate(CLIPPED) if width < 700 else []

    assert {path: found for path, found in widths.items() if found > width} == {}
    assert {path: found for path, found in clipped.items() if found} == {}


def test_a_long_name_widens_no_table(open_page: Open) -> None:
    page = open_page(PAGES[0], viewport={"width": 1280, "height": 844})
    clipped = {}

    for path in PAGES:
        page.goto(path)
        page.evaluate(LENGTHEN)
        clipped[path] = page.evaluate(CLIPPED)

    assert {path: found for path, found in clipped.items() if found} == {}


def test_a_runs_report_fits_a_narrow_screen(chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})

    page.set_content(run_page(run_facts()))

    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate(CUT) == 0
    page.close()


def test_motion_is_left_out_where_it_is_not_wanted(open_page: Open) -> None:
    page = open_page("/queue", reduced_motion="reduce")

    duration = page.locator("button").first.evaluate(
        "it => getComputedStyle(it).transitionDuration"
    )

    assert duration == "0s"


def test_a_printed_lead_shows_no_controls(open_page: Open) -> None:
    page = open_page("/leads/l1")

    page.emulate_media(media="print")

    assert not page.get_by_role("button", name="Confirm").is_visible()
    assert page.get_by_role("heading", name="Why").is_visible()
