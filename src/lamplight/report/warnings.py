"""What is odd about a run's ads, in sentences.

RunFacts -> warnings_of -> list[str]

Rules of thumb, each with its number beside it. Known limit: a site that is read on another day than
the others is called missing.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from statistics import median

from lamplight.counted import counted
from lamplight.report.facts import Languages, RunFacts

SITE_SHARE = 0.05
"""A source with so large a share of the ads before is missed when it brings none."""
BUSY_DAY = 10
"""Days are missed where the usual day has so many ads."""
LOOK_BACK_DAYS = 60
LANGUAGE_SHIFT = 0.2
"""By so much a language's share must change, among at least ``ENOUGH`` ads on both sides."""
ENOUGH = 100
SET_ASIDE_SHARE = 0.05
NAMED = 5


def warnings_of(facts: RunFacts) -> list[str]:
    """Nothing odd: an empty list."""
    return [
        *_unread(facts),
        *_missing_sites(facts),
        *_empty_days(facts.days),
        *_languages(facts.languages_before, facts.languages_new),
    ]


def _unread(facts: RunFacts) -> Iterator[str]:
    for file in facts.files:
        share = file.set_aside / file.records if file.records else 0.0
        if share > SET_ASIDE_SHARE:
            yield f"{share:.0%} of the records of {file.path} could not be read."
    ads = facts.summary["ads"]["new"]
    for sentence, count in facts.unread.items():
        if count > SET_ASIDE_SHARE * ads:
            yield f"{count:,} of {counted(ads, 'new ad')} lost something: {sentence}."
    faults = facts.summary["pictures"]["faults"]
    pictures = facts.summary["pictures"]["hashed"] + faults
    if faults > SET_ASIDE_SHARE * pictures:
        yield f"{faults:,} of {pictures:,} pictures could not be read."


def _missing_sites(facts: RunFacts) -> Iterator[str]:
    """Only where the run read several sources: else each of them comes by a run of its own."""
    before = sum(source.before for source in facts.sources)
    if sum(source.new > 0 for source in facts.sources) < 2:
        return
    for source in facts.sources:
        if not source.new and source.before >= SITE_SHARE * before:
            yield f"{source.source} brought {source.before:,} ads before, and none in this run."


def _empty_days(days: Mapping[date, int]) -> Iterator[str]:
    if not days:
        return
    last = max(days)
    first = max(min(days), last - timedelta(days=LOOK_BACK_DAYS))
    span = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    usual = median(days.get(day, 0) for day in span)
    empty = [day for day in span if not days.get(day)]
    if usual < BUSY_DAY or not empty:
        return
    named = ", ".join(day.isoformat() for day in empty[:NAMED])
    more = f" and {counted(len(empty) - NAMED, 'more day')}" if len(empty) > NAMED else ""
    yield f"No ad was posted on {named}{more}; the usual day has {usual:,.0f}."


def _languages(before: Languages, new: Languages) -> Iterator[str]:
    if min(before.sampled, new.sampled) < ENOUGH:
        return
    for code in sorted(before.shares.keys() | new.shares.keys()):
        was, is_ = before.shares.get(code, 0.0), new.shares.get(code, 0.0)
        if abs(is_ - was) >= LANGUAGE_SHIFT:
            yield f"Language {code!r}: {was:.0%} of the ads before, {is_:.0%} of the new ones."
