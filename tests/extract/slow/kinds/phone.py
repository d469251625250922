"""Telephone numbers found in plain Python: the slow twin of native/extract/kinds/phone.cpp."""

import dataclasses
import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lamplight.extract.kinds.phone import (
    AMBIGUOUS,
    DRAWN,
    DRAWN_AS,
    ENOUGH,
    EVEN,
    LEADS_ON,
    LINK_HEADS,
    LINKED,
    LINKED_CONFIDENCE,
    LINKS,
    PLUS,
    STEEPNESS,
    WINDOWS,
    WINDOWS_IN_TEXT,
)
from lamplight.extract.places import Places
from lamplight.extract.plans import LONGEST, NANP, SHORTEST
from tests.extract.slow.areas import local_numbers
from tests.extract.slow.digits import digit_runs, may_hold_runs
from tests.extract.slow.found import Found
from tests.extract.slow.kinds.phone_split import aside_follows, split_numbers, start_of, tricks_of
from tests.extract.slow.lists import Candidate
from tests.extract.slow.others import without_others
from tests.extract.slow.plans import as_number
from tests.extract.slow.points import cut_out, points_of
from tests.extract.slow.reading import Reading
from tests.extract.slow.sums import Group, Run


def _heads(means: str) -> str:
    return "|".join(re.escape(head) for head, abroad in LINK_HEADS.items() if abroad == means)


_LINK = re.compile(f"(?:({_heads('abroad')})|(?:{_heads('')})){LINKED.pattern}")


_MOST_FILLED = 7  # digits of a row
_FEWEST_PLAIN = 4  # digits among signs drawn for digits


class _Window(NamedTuple):
    points: float
    first: int
    last: int
    found: Found
    it: Candidate


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """Numbers in links first, then in rows of digits, then those split over a sentence."""
    region = region if region and len(region) == 2 else None
    linked = list(_in_links(reading, region)) if LINKS & reading.words else []
    yield from linked
    if not may_hold_runs(reading):
        return
    if linked:
        reading = reading.without([(f.start, f.end) for f in linked])
    reading = without_others(_drawn(reading))
    left: list[Run] = []
    may_split = not reading.words.isdisjoint(LEADS_ON) or "(" in reading.lower
    american = region is None or region in NANP
    seen = bool(linked)
    in_text = WINDOWS_IN_TEXT
    aside = False
    for run in digit_runs(reading):
        found: list[_Window] = []
        if sum(len(group.digits) for group in run) >= SHORTEST:
            ways = _ways(run)
            in_row = min(WINDOWS, in_text)
            tries = iter(range(in_row))
            found = _best([w for way in ways for w in _windows(way, reading, region, tries)])
            in_text -= in_row - sum(1 for _ in tries)
            yield from (window.found for window in found)
            seen = seen or bool(found)
        if not run:
            continue
        before, aside = aside, aside_follows(run, reading.lower)
        few = (2 if american else 1) < sum(len(group.digits) for group in run) <= _MOST_FILLED
        if not found and (may_split or before or aside or few):
            left += filter(None, [_leading(run)])
    pieced = list(split_numbers(left, reading, region))
    yield from pieced
    if not seen and not pieced:
        yield from local_numbers(reading, region)


def _drawn(reading: Reading) -> Reading:
    """ "2!5-$$$-0!!3": signs in a number's groups as the letters that are read for digits."""
    lower, done = reading.lower, 0
    plain, drawn = list(reading.plain), list(lower)
    for sign in re.finditer(r"(?<=[-\d!$])[!$](?=[-\d!$])", lower):
        starts = range(max(0, sign.start() - 11), sign.end())
        number = next(filter(None, (DRAWN.match(lower, start) for start in starts)), None)
        if sign.start() < done or number is None:
            continue
        done = number.end()
        if sum(map(str.isdigit, number[0])) >= _FEWEST_PLAIN:
            for at in range(*number.span()):
                if letter := DRAWN_AS.get(lower[at]):
                    plain[at] = drawn[at] = letter
    return dataclasses.replace(reading, plain="".join(plain), lower="".join(drawn))


def _leading(run: Run) -> Run:
    """Without unsure groups at its ends, "six oh two" as one group; empty: leads to no other."""
    while run and not run[-1].sure and not _is_spelled(run):
        run = run[:-1]
    while run and not run[0].sure and run[0].digits != "0":
        run = [one._replace(gap="") for one in run[1:2]] + run[2:]
    shape = "".join("s" if len(group.digits) == 1 else "g" for group in run)
    said = Run()
    for piece in re.finditer("s{3,}|.", shape):
        groups = run[piece.start() : piece.end()]
        if not all(group.sure or group.digits == "0" for group in groups):
            return Run()
        digits = "".join(group.digits for group in groups)
        said.append(groups[0]._replace(digits=digits, end=groups[-1].end))
    one = len(said) == 1 and said[0].digits == "1" and said[0].trick  # "the last ones are …"
    return Run() if len(said) > 4 or one else said


def _is_spelled(run: Run) -> bool:
    """ "one seven oh"."""
    before = run[-2] if len(run) > 2 else None
    spelled = before and before.trick == "digit words" and len(before.digits) == 1
    return bool(spelled) and run[-1].digits == "0"


def _in_links(reading: Reading, region: str | None) -> Iterator[Found]:
    for link in _LINK.finditer(reading.lower):
        digits = re.sub(r"\D", "", link[3])
        number = as_number(digits, region, plus=bool(link[1] or link[2]))
        if number is None and not link[1]:
            number = as_number(digits, None)
        if number:
            start = link.start(2)
            yield Found("phone", number.value, start, link.end(3), LINKED_CONFIDENCE)


def _ways(run: Run) -> Iterator[Run]:
    """The row, then as it reads if units after hundreds are told apart: "eight hundred, five"."""
    yield run
    ambiguous = [at for at, group in enumerate(run) if group.other][:AMBIGUOUS]
    for chosen in range(1, 1 << len(ambiguous)):
        other = list(run)
        for bit, at in enumerate(ambiguous):
            if chosen >> bit & 1:
                other[at] = run[at]._replace(digits=run[at].other)
        yield other


def _windows(
    run: Run, reading: Reading, region: str | None, tries: Iterator[int]
) -> Iterator[_Window]:
    """Every row of whole groups that a plan accepts and that earns enough points."""
    for first in range(len(run)):
        digits = ""
        plus = _plus_before(run[first], reading.lower)
        for last in range(first, min(first + LONGEST, len(run))):
            digits += run[last].digits
            if len(digits) > LONGEST + 3:
                break
            if len(digits) < SHORTEST or (not plus and next(tries, None) is None):
                continue
            dialled = _without_trunk(run[first : last + 1], digits) if plus else digits
            number = as_number(dialled, region, plus=plus)
            if number is None:
                continue
            it = Candidate(run, first, last, number, plus)
            if window := _weigh(it, reading, region):
                yield window


def _plus_before(group: Group, lower: str) -> bool:
    return PLUS.search(lower, max(0, group.start - 5), group.start) is not None


def _weigh(it: Candidate, reading: Reading, region: str | None) -> _Window | None:
    window = it.groups
    weak = sum(len(group.digits) for group in window if not group.sure)
    if weak * 2 > sum(len(group.digits) for group in window) + 4:
        return None
    points = points_of(it, reading, region)
    if points < ENOUGH:
        return None
    start = start_of(reading.lower, window[0].start)
    tricks = tricks_of(window)
    found = Found("phone", it.number.value, start, window[-1].end, _confidence(points), tricks)
    return _Window(points, it.first, it.last, found, it)


def _without_trunk(window: Sequence[Group], digits: str) -> str:
    """ "+44 (0)20 …": the 0 in brackets is not dialled."""
    if len(window) > 2 and window[1].gap.endswith("(") and window[1].digits == "0":
        return window[0].digits + "".join(group.digits for group in window[2:])
    return digits


def _confidence(points: float) -> float:
    return round(1 / (1 + math.exp(-STEEPNESS * (points - EVEN))), 3)


def _best(windows: list[_Window]) -> list[_Window]:
    """The strongest windows that don't overlap; ties go to the first."""
    kept: list[_Window] = []
    taken: set[int] = set()
    for window in sorted(windows, key=lambda w: (-w.points, w.first, -w.last)):
        groups = range(window.first, window.last + 1)
        if taken.isdisjoint(groups):
            taken.update(groups)
            kept.append(window)
    kept = [window for window in kept if window.points - cut_out(window.it, taken) >= ENOUGH]
    return sorted(kept, key=lambda w: w.first)
