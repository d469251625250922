"""Telephone numbers found in plain Python: the slow twin of native/extract/kinds/phone.cpp."""

import dataclasses
import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lamplight.extract.kinds.phone import (
    AMBIGUOUS,
    AREAS,
    DRAWN,
    DRAWN_AS,
    ENOUGH,
    EVEN,
    FAR,
    LEADS_ON,
    LINK_HEADS,
    LINKED,
    LINKED_CONFIDENCE,
    LINKS,
    NEAR,
    PLUS,
    SPLIT_CONFIDENCE,
    STEEPNESS,
    WINDOWS,
    WINDOWS_IN_TEXT,
)
from lamplight.extract.places import Places
from lamplight.extract.plans import LONGEST, NANP, SHORTEST, TRUNK
from tests.extract.slow.areas import local_numbers
from tests.extract.slow.digits import digit_runs, may_hold_runs
from tests.extract.slow.found import Found
from tests.extract.slow.lists import GROUPINGS, Candidate
from tests.extract.slow.others import without_others
from tests.extract.slow.plans import Number, as_number
from tests.extract.slow.points import AMERICAN_DIGITS, cue, cut_out, points_of
from tests.extract.slow.reading import Reading
from tests.extract.slow.sums import Group, Run, is_remark


def _heads(means: str) -> str:
    return "|".join(re.escape(head) for head, abroad in LINK_HEADS.items() if abroad == means)


_LINK = re.compile(f"(?:({_heads('abroad')})|(?:{_heads('')})){LINKED.pattern}")


_MOST_FILLED = 7  # digits of a row
_LONGEST_FILL = 12
_FILLED_GROUPING = 1.5
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
        before, aside = aside, _aside_follows(run, reading.lower)
        few = (2 if american else 1) < sum(len(group.digits) for group in run) <= _MOST_FILLED
        if not found and (may_split or before or aside or few):
            left += filter(None, [_leading(run)])
    pieced = list(_split(left, reading, region))
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
    while run and not run[-1].sure:
        run = run[:-1]
    while run and not run[0].sure and run[0].digits != "0":
        run = run[1:]
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
    start = _start(reading.lower, window[0].start)
    tricks = _tricks(window)
    found = Found("phone", it.number.value, start, window[-1].end, _confidence(points), tricks)
    return _Window(points, it.first, it.last, found, it)


def _without_trunk(window: Sequence[Group], digits: str) -> str:
    """ "+44 (0)20 …": the 0 in brackets is not dialled."""
    if len(window) > 2 and window[1].gap.endswith("(") and window[1].digits == "0":
        return window[0].digits + "".join(group.digits for group in window[2:])
    return digits


def _start(lower: str, start: int) -> int:
    """With a "+" or "(" that stands directly before the first digit, or "plus" in a word."""
    while start and lower[start - 1] in "+(":
        start -= 1
    return start - 5 * lower.startswith("plus ", max(0, start - 5))


def _tricks(window: Sequence[Group]) -> frozenset[str]:
    tricks = {group.trick for group in window if group.trick}
    gaps = [group.gap for group in window[1:]]
    if any(re.search("[a-z]", gap) for gap in gaps):
        tricks.add("words for signs")
    if (
        any(set(gap) - set(" -.()/\n\x01") for gap in gaps if not gap.isalpha())
        and "words for signs" not in tricks
    ):
        tricks.add("odd separators")
    if any("\x01" in gap for gap in gaps):
        tricks.add("symbols")
    if len(window) > 5 and all(len(group.digits) == 1 for group in window):
        tricks.add("spaced out")
    return frozenset(tricks)


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


def _split(runs: list[Run], reading: Reading, region: str | None) -> Iterator[Found]:
    """ "call 213 … then 555 … 0123": two to four short rows that lead on to one another."""
    at = 0
    while at < len(runs):
        if split := _split_at(runs[at : at + 5], reading, region):
            yield split[0]
            at += split[1] - 1
        at += 1


def _split_at(
    runs: Sequence[Run], reading: Reading, region: str | None
) -> tuple[Found, int] | None:
    """A number that begins with the first of these, and how many it takes: the most."""
    american = region is None or region in NANP
    most = _near(runs, american=american)
    for count in range(most, 1 if not american else max(1, most - 1), -1):
        pieces = [piece for nth in range(count) for piece in _uncounted(runs[nth], nth + 1)]
        digits = "".join(piece.digits for piece in pieces)
        if not (len(digits) in (10, 11) if american else _may_be_abroad(pieces)):
            continue
        number = as_number(digits, region)
        if number is None or not (american or _is_dialled(number, pieces, reading, region)):
            continue
        if _filled(pieces, reading, number, american=american) or _lead_on(
            pieces, reading, american=american
        ):
            tricks = _tricks(pieces) - {"words for signs", "odd separators"}
            start, end = _start(reading.lower, pieces[0].start), pieces[-1].end
            tricks |= {"split over a sentence"}
            return Found("phone", number.value, start, end, SPLIT_CONFIDENCE, tricks), count
    return None


def _uncounted(run: Run, nth: int) -> Sequence[Group]:
    """Without the number that a piece begins with, "part two: 555", "part two 555"."""
    if len(run) < 2 or run[0].digits != str(nth):
        return run
    in_words = run[0].trick == "digit words" and len(run) == 2 and len(run[1].digits) > 2
    if not in_words and ":" not in run[1].gap:
        return run
    return [run[1]._replace(gap=""), *run[2:]]


def _near(runs: Sequence[Run], *, american: bool) -> int:
    """How many of these stand near one another, up to ten digits in America."""
    digits = 0
    for nth, run in enumerate(runs):
        if nth and run[0].start - runs[nth - 1][-1].end > FAR:
            return nth
        digits += sum(len(piece.digits) for piece in _uncounted(run, nth + 1))
        if american and digits >= AMERICAN_DIGITS:
            return nth + 1
    return len(runs)


def _lead_on(pieces: Sequence[Group], reading: Reading, *, american: bool) -> bool:
    if american and _lengths(pieces) not in GROUPINGS and _lengths(_rows(pieces)) not in GROUPINGS:
        return False
    if not american and _counted(pieces, reading):
        return False
    between = [
        reading.lower[left.end : right.start] for left, right in pairwise(pieces) if not right.gap
    ]
    start = pieces[0].start
    before = reading.lower[max(0, start - 20) : start]
    called = cue(reading, start) > 0 or not LEADS_ON.isdisjoint(re.findall("[a-z]+", before))
    sure = called or pieces[0].digits[0] == "0"
    prices = _like_prices(pieces, american=american)
    leading = [
        (not prices and (is_remark(gap) or (sure and _is_aside(gap))))
        or not LEADS_ON.isdisjoint(re.findall("[a-z]+", gap))
        for gap in between
    ]
    if any(len(gap) > NEAR and not leads for gap, leads in zip(between, leading, strict=True)):
        return False
    if not american:
        if called:
            return any(leading)
        if _holds_year(pieces):
            return False
        named = re.search(r"[a-z\x7f]\s*$", before)
        near = len(leading) > 1 and not named and all(len(gap) <= NEAR for gap in between)
        return all(leading) and (near or pieces[0].digits[0] == "0")
    if len(leading) > 1 and _counts(pieces, reading.lower):
        return False
    called = called or "area" in reading.lower[pieces[0].end : pieces[1].start]
    return any(leading) if called else len(leading) > 1 and all(leading)


def _is_aside(between: str) -> bool:
    """ ", yes really,": words between two commas, or two dashes."""
    between = between.strip()
    aside = re.fullmatch(r"([,-])\s*([a-z '\x7f]{2,})\s*\1", between)
    return aside is not None and 4 <= len(between) <= 30 and len(aside[2].strip()) > 1


def _aside_follows(run: Run, lower: str) -> bool:
    """Whether such words, and then a figure, stand behind the run."""
    after = re.match(r"( *[,-][^0-9]*)[0-9]", lower[run[-1].end : run[-1].end + 34])
    return after is not None and _is_aside(after[1])


def _is_dialled(
    number: Number, pieces: Sequence[Group], reading: Reading, region: str | None
) -> bool:
    """As people there write it: with the 0 or the code that they dial, or the area code named."""
    start, digits = pieces[0].start, "".join(piece.digits for piece in pieces)
    if digits[0] == "0" or not number.known:
        return digits[0] == "0"
    named = AREAS.intersection(re.findall("[a-z]+", reading.lower[max(0, start - 20) : start]))
    return region not in TRUNK or digits != number.national or bool(named)


def _may_be_abroad(pieces: Sequence[Group]) -> bool:
    """Enough digits, and no prices."""
    enough = sum(len(one.digits) for one in pieces) >= 8
    return enough and not _like_prices(pieces, american=False)


def _like_prices(pieces: Sequence[Group], *, american: bool) -> bool:
    """Whether they are, or may be; "0600" may be an hour, "415 555 0105" is none in America."""
    if american and pieces[-1].digits[0] == "0":
        return False
    return all(re.fullmatch("[1-9][0-9]*[05]|0[0-9]{2}[05]|5", one.digits) for one in pieces)


def _holds_year(pieces: Sequence[Group]) -> bool:
    return any(map(_like_year, pieces[1:]))


def _like_year(group: Group) -> bool:
    return len(group.digits) == 4 and not group.trick and group.digits[:2] in ("19", "20")


def _counted(pieces: Sequence[Group], reading: Reading) -> bool:
    """Whether a word stands right after a piece that it would count."""
    between = [reading.lower[left.end : right.start] for left, right in pairwise(pieces)]
    words = [re.match(r"\s*([a-z]{5,})", gap) for gap in between]
    return any(word and word[1] not in LEADS_ON for word in words)


def _rows(pieces: Sequence[Group]) -> Run:
    """Each row of the pieces as one group, cut at words."""
    rows: Run = []
    for piece in pieces:
        if rows and piece.gap and not re.search("[a-z]", piece.gap):
            digits = rows[-1].digits + piece.digits
            rows[-1] = rows[-1]._replace(digits=digits, end=piece.end)
        else:
            rows.append(piece)
    return rows


def _lengths(groups: Sequence[Group]) -> tuple[int, ...]:
    return tuple(len(group.digits) for group in groups)


def _filled(pieces: Sequence[Group], reading: Reading, number: Number, *, american: bool) -> bool:
    """ "602 baby 555 baby 0143": words between that say nothing, not beside them.

    Others each time, "602 blue 555 sky 0143", where somebody is called, or nothing else is meant.
    """
    rows, lower = _rows(pieces), reading.lower
    if not number.known and (american or rows[0].digits[0] != "0"):
        return False
    if len(rows) < (2 if american else 3) or _like_prices(rows, american=american):
        return False
    ungrouped = american and GROUPINGS.get(_lengths(rows), 0) < _FILLED_GROUPING
    if ungrouped or _counts(rows, lower):
        return False
    fills = [lower[left.end : right.start] for left, right in pairwise(rows)]
    short = max(map(len, fills)) <= _LONGEST_FILL
    same, plain = short and len(set(fills)) == 1, all(map(_is_fill, fills))
    glued = short and not re.search(r"\s", "".join(fills))
    near = max(map(len, fills)) <= NEAR and not set("".join(fills)) & set("\n$\x02")
    start, last = rows[0].start, rows[-1]
    called = cue(reading, start) > 0
    named = bool(re.search(r"[a-z\x7f]\s*$", lower[max(0, start - 20) : start]))
    if len(rows) < 3:
        return called and plain and len(last.digits) == 7
    if american and (same or glued):
        return True
    if _holds_year(rows):
        return False
    if not american:
        free = not _like_days(rows) and (not named or rows[0].digits[0] == "0")
        return plain and (called or (same and free))
    nought, over = last.digits[0] == "0", not re.match(r"\x20*[a-z0-9\x7f%]", lower[last.end :])
    before = re.findall("[a-z]+", lower[max(0, start - 20) : start])
    led = called or not named or not LEADS_ON.isdisjoint(before)
    filled = plain and (called or (not named and (nought or over)))
    return filled or (near and nought and over and led)


def _like_days(rows: Sequence[Group]) -> bool:
    """ "06 … 12 … 18": days of a month."""
    days = [row.digits for row in rows]
    return all(len(day) == 2 for day in days) and days == sorted(set(days))


def _is_fill(between: str) -> bool:
    """ "sky", "my love": a word or two that say nothing of what stands around them."""
    return bool(re.fullmatch(r"(?=.*[a-z\x7f])[a-z\x7f ,'*~_.!\x01-]{1,20}", between))


def _counts(pieces: Sequence[Group], lower: str) -> bool:
    """What the numbers count, or are called, stands after the last as well, or before the first."""
    words = re.findall("[a-z]+", lower[pieces[0].end : pieces[1].start])
    before, after = (
        lower[max(0, pieces[0].start - 12) : pieces[0].start],
        lower[pieces[-1].end :][:12],
    )
    said = [(words[-1], before), (words[0], after)] if words else []
    return any(len(word) > 2 and word not in LEADS_ON and word in text for word, text in said)
