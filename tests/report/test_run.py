"""The page of a run says what its facts say, and is one file that fetches nothing."""

from html.parser import HTMLParser

from lamplight.report.facts import FileFacts, Languages
from lamplight.report.run import run_page
from tests.report.facts import SUMMARY, run_facts

VOID = {"meta", "link", "br", "rect"}


class Balance(HTMLParser):
    """Notes tags that are closed where they were not open, and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [f"{name}={value}" for name, value in attrs if name in ("src", "href")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_what_was_read_is_counted() -> None:
    page = run_page(run_facts())

    assert "ads.jsonl" in page
    assert "not JSON" in page
    assert "1 with 32–63 ads" in page
    assert "2026-01-10: 20 ads, 12 of them by this run" in page
    assert "phone +12125550123" in page


def test_what_is_odd_comes_first() -> None:
    odd = run_page(run_facts(files=[FileFacts("bad.jsonl", 10, 0, 0, 10)]))

    assert "Look at this first" not in run_page(run_facts())
    assert odd.index("Look at this first") < odd.index("What it came to")


def test_no_hash_of_a_picture_is_whole() -> None:
    page = run_page(run_facts())

    assert "0f" * 32 not in page
    assert "picture 0f0f0f…" in page


def test_a_name_is_shown_and_never_run() -> None:
    page = run_page(run_facts(files=[FileFacts("<script>alert(1)</script>", 1, 1, 0, 0)]))

    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_page_is_whole_and_fetches_nothing() -> None:
    empty = run_facts(
        files=[], set_aside={}, unread_pictures=[], sources=[],
        days={}, new_days={}, networks={}, providers={},
        cuts=[], cut_count=0, generic=[],
        languages_before=Languages({}, 0), languages_new=Languages({}, 0),
    )  # fmt: skip
    for facts in (run_facts(), empty):
        balance = Balance()
        balance.feed(run_page(facts))

        assert (balance.wrong, balance.open, balance.fetched) == ([], [], [])


def test_pictures_that_could_not_be_read_are_named_and_the_rest_counted() -> None:
    page = run_page(run_facts(summary={**SUMMARY, "pictures": {"hashed": 100, "faults": 5}}))

    assert "/w/a.jpg" in page
    assert "site1.example/7 and 2 more" in page
    assert "picture is cut off" in page
    assert "And 4 more." in page
