"""What is odd is said, what is usual is not."""

from datetime import date

from lamplight.report.facts import FileFacts, Languages, SourceFacts
from lamplight.report.warnings import warnings_of
from tests.report.facts import SUMMARY, busy_days, run_facts


def test_an_ordinary_run_has_none() -> None:
    assert warnings_of(run_facts()) == []


def test_a_source_that_brings_nothing_any_more_is_missed() -> None:
    gone = SourceFacts("site3.example", 40, 0)

    assert warnings_of(run_facts(sources=[*run_facts().sources, gone])) == [
        "site3.example brought 40 ads before, and none in this run."
    ]


def test_a_run_of_one_source_misses_no_other() -> None:
    sources = [SourceFacts("site1.example", 0, 10), SourceFacts("site2.example", 90, 0)]

    assert warnings_of(run_facts(sources=sources)) == []


def test_a_small_source_is_not_missed() -> None:
    sources = [*run_facts().sources, SourceFacts("site3.example", 2, 0)]

    assert warnings_of(run_facts(sources=sources)) == []


def test_a_day_without_ads_among_busy_ones_is_named() -> None:
    days = busy_days(10)
    del days[date(2026, 1, 4)]

    assert warnings_of(run_facts(days=days)) == [
        "No ad was posted on 2026-01-04; the usual day has 20."
    ]


def test_where_ads_are_rare_days_without_them_are_usual() -> None:
    assert warnings_of(run_facts(days={date(2026, 1, 1): 3, date(2026, 1, 9): 2})) == []


def test_a_sudden_change_of_language_is_said_for_each_language() -> None:
    new = Languages({"en": 0.4, "es": 0.6}, 300)

    assert warnings_of(run_facts(languages_new=new)) == [
        "Language 'en': 90% of the ads before, 40% of the new ones.",
        "Language 'es': 10% of the ads before, 60% of the new ones.",
    ]


def test_a_handful_of_ads_says_nothing_about_languages() -> None:
    assert warnings_of(run_facts(languages_new=Languages({"es": 1.0}, 9))) == []


def test_much_that_could_not_be_read_is_said() -> None:
    files = [FileFacts("ads.jsonl", 100, 10, 0, 90), FileFacts("none.jsonl", 0, 0, 0, 0)]
    summary = SUMMARY | {"pictures": {"hashed": 5, "faults": 5}}

    assert warnings_of(run_facts(files=files, summary=summary)) == [
        "90% of the records of ads.jsonl could not be read.",
        "5 of 10 pictures could not be read.",
    ]
