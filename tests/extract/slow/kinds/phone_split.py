"""Numbers split over several rows of digits: twin of native/extract/kinds/phone_split.cpp."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lamplight.extract.kinds.phone import (
    AREAS,
    FAR,
    JOINING,
    LEADS_ON,
    NEAR,
    SPLIT_CONFIDENCE,
)
from lamplight.extract.plans import NANP, TRUNK
from tests.extract.slow.found import Found
from tests.extract.slow.lists import GROUPINGS
from tests.extract.slow.plans import Number, as_number
from tests.extract.slow.points import AMERICAN_DIGITS, cue
from tests.extract.slow.reading import Reading
from tests.extract.slow.sums import Group, Run, is_remark

_LONGEST_FILL = 12
_FILLED_GROUPING = 1.5


def start_of(lower: str, start: int) -> int:
    """With a "+" or "(" that stands directly before the first digit, or "plus" in a word."""
    while start and lower[start - 1] in "+(":
        start -= 1
    return start - 5 * lower.startswith("plus ", max(0, start - 5))


def tricks_of(window: Sequence[Group]) -> frozenset[str]:
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


def split_numbers(runs: list[Run], reading: Reading, region: str | None) -> Iterator[Found]:
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
            tricks = tricks_of(pieces) - {"words for signs", "odd separators"}
            start, end = start_of(reading.lower, pieces[0].start), pieces[-1].end
            tricks |= {"split over a sentence"}
            return Found("phone", number.value, start, end, SPLIT_CONFIDENCE, tricks), count
    return None


def _uncounted(run: Run, nth: int) -> Sequence[Group]:
    """Without the number that a piece begins with, "part two: 555", "part two 555"."""
    if len(run) < 2 or run[0].digits != str(nth):
        return run
    in_words = run[0].trick == "digit words" and len(run) == 2 and len(run[1].digits) > 2
    apart = re.fullmatch(r"\s+[-=).]\s*|[-=).]\s+", run[1].gap)
    if not in_words and not apart and ":" not in run[1].gap:
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
    if not (_grouped(pieces) if american else not _counted(pieces, reading)):
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
        (not prices and (is_remark(gap) or (sure and is_aside(gap))))
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
    area = "area" in reading.lower[pieces[0].end : pieces[1].start]
    spoken = area or cue(reading, start) > 0
    goes_on = pieces[-1].digits[0] != "0" and not _ends(pieces, reading.lower)
    if (prices and not area) or (not spoken and goes_on):
        return False
    return any(leading) if spoken or called else len(leading) > 1 and all(leading)


def is_aside(between: str) -> bool:
    """ ", yes really,": words between two commas, or two dashes."""
    between = between.strip()
    aside = re.fullmatch(r"([,-])\s*([a-z '\x7f]{2,})\s*\1", between)
    return aside is not None and 4 <= len(between) <= 30 and len(aside[2].strip()) > 1


def aside_follows(run: Run, lower: str) -> bool:
    """Whether such words, and then a figure, stand behind the run."""
    after = re.match(r"( *[,-][^0-9]*)[0-9]", lower[run[-1].end : run[-1].end + 34])
    return after is not None and is_aside(after[1])


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


def _grouped(pieces: Sequence[Group]) -> bool:
    return _lengths(pieces) in GROUPINGS or _lengths(_rows(pieces)) in GROUPINGS


def _filled(pieces: Sequence[Group], reading: Reading, number: Number, *, american: bool) -> bool:
    """ "602 baby 555 baby 0143": words between that say nothing, not beside them.

    Others each time, "602 blue 555 sky 0143", where somebody is called, or nothing else is meant.
    """
    rows, lower = _rows(pieces), reading.lower
    if not (number.known or (rows[0].digits[0] == "0" and not american)):
        return False
    if not _may_be_filled(rows, lower, american=american):
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
    nought, over = last.digits[0] == "0", _ends(rows, lower)
    if _holds_year(rows) or (not american and _like_days(rows)):
        return False
    if not american:
        free = same and (not named or rows[0].digits[0] == "0")
        return (plain and (called or free)) or (near and called and over)
    before = re.findall("[a-z]+", lower[max(0, start - 20) : start])
    led = called or not named or not LEADS_ON.isdisjoint(before)
    alone = plain and (nought or over) and (called or not named)
    return alone or (near and nought and over and led)


def _ends(rows: Sequence[Group], lower: str) -> bool:
    """Whether nothing is said right after them that they could count."""
    return not re.match(r"\x20*[a-z0-9\x7f%]", lower[rows[-1].end :])


def _may_be_filled(rows: Sequence[Group], lower: str, *, american: bool) -> bool:
    if len(rows) < (2 if american else 3) or _like_prices(rows, american=american):
        return False
    grouped = not american or GROUPINGS.get(_lengths(rows), 0) >= _FILLED_GROUPING
    return grouped and not _counts(rows, lower)


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
    known = LEADS_ON | JOINING
    return any(len(word) > 2 and word not in known and word in text for word, text in said)
