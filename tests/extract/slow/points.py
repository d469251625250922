"""Points given in plain Python: the slow twin of native/extract/points.cpp."""

import re

from lamplight.extract.plans import NANP, TRUNK
from lamplight.extract.points import (
    ACRONYM,
    CUES,
    CUES_IN_ONE_SENTENCE,
    EVERYDAY,
    IN_PATH,
    SIGNS,
)
from tests.extract.slow.lists import GROUPINGS, Candidate, is_list
from tests.extract.slow.reading import Reading
from tests.extract.slow.sums import Group, Run, is_remark

AMERICAN_DIGITS = 10
_LIST = -4.0
_UNASSIGNED = 1.5
_ANYWHERE = 3.0
_LONGEST_DIALLED = 13
_ENDS = [cue if len(cue) > 3 else rf"(?<![a-z]){cue}" for cue in CUES]
_CUE = re.compile(
    rf"(?:{'|'.join(_ENDS)}|(?:{'|'.join(CUES_IN_ONE_SENTENCE)})(?![^0-9]*[.!?]\s))"
    r"\b[^a-z0-9]*(?:[a-z]+[^a-z0-9]+){0,3}$"
)
_SIGNS = re.compile(f"[{SIGNS}]")

_BEFORE = re.compile("([A-Za-z]*)_?$")
_SECONDS = re.compile("1[678][0-9]{8}")
"""Since 1970: the years 2020 to 2030."""

_SENTENCE = re.compile("[A-Z][a-z]")
_AFTER = re.compile("(-?)([A-Za-z]*)([0-9]?)")


def _is_remarked(groups: Run, lower: str) -> bool:
    """ "12 (blue) 34 (red) 5678 (green)": what stands in brackets is said of each number."""
    remarked = any(is_remark(group.gap) for group in groups[1:])
    return remarked and lower[groups[-1].end :].lstrip()[:1] in ("(", "[", "{")


def points_of(it: Candidate, reading: Reading, region: str | None) -> float:
    """Groups that look like a list or a code stay far below what a number needs."""
    groups = it.groups
    lengths = tuple(len(group.digits) for group in groups)
    shaped = it.number.value.startswith("+1") and lengths in GROUPINGS
    if is_list(it) or (_is_remarked(groups, reading.lower) and not shaped):
        return _LIST
    points = _shape(it, region) + it.number.known + 3 * it.plus
    called = cue(reading, groups[0].start)
    points += _borders(it.run, it.first, it.last) + called
    points -= _unsure(it, reading.plain, region)
    if not it.plus and region is None:
        points -= _nowhere(it, called=called)
    elif not it.plus and region and region not in NANP:
        points -= _undialled(it, region, called=called) + _lettered(reading, groups[0].start)
    elif not it.plus and groups[0].digits.startswith("00"):
        points -= _unlike_abroad(it)
    start = groups[0].start
    if _in_a_code(reading.plain, groups) or IN_PATH.search(
        reading.lower, max(0, start - 20), start
    ):
        points += _LIST
    return points


def _shape(it: Candidate, region: str | None) -> float:
    """Points for how the digits are grouped."""
    groups = it.groups
    lengths = tuple(len(group.digits) for group in groups)
    words = sum(group.trick == "digit words" for group in groups)
    if words:
        return 2.5 if words > 2 or len(groups) < 8 else 1.5
    if it.number.value.startswith("+1") or (region is None and len(it.number.value) == 10):
        return GROUPINGS.get(lengths, 2.0 if max(lengths) == 1 else -0.5)
    if max(lengths) == 1:
        return 2.0
    return (2.0 if groups[0].digits[0] == "0" else 0.5) + (0.5 if len(groups) <= 5 else -0.5)


def _borders(run: Run, first: int, last: int) -> float:
    """Points for how cleanly the window is cut out of its row."""
    before = run[first].gap if first else None
    after = run[last + 1].gap if last + 1 < len(run) else None
    inside = {group.gap for group in run[first + 1 : last + 1]}
    points = 2.0
    for gap in (before, after):
        if gap is None:
            continue
        points -= 0.7 if gap not in inside else 1.5
        if gap in ("-", ".", ""):
            points -= 1.0
    return points


def cue(reading: Reading, start: int) -> float:
    """Two points for a word such as "call" or a telephone sign before this place."""
    before = reading.lower[max(0, start - 40) : start]
    if _CUE.search(before):
        return 2.0
    if reading.starts is None:
        return 0.0
    begin = reading.span(start, start + 1)[0]
    return 2.0 if _SIGNS.search(reading.text[max(0, begin - 8) : begin]) else 0.0


def cut_out(it: Candidate, taken: set[int]) -> float:
    """What it costs abroad that groups written alike stay over at its ends: those not taken.

    One short group beside a number that a plan assigns is free: a price, an age.
    """
    if it.number.value.startswith("+1"):
        return 0.0
    gaps = {group.gap for group in it.groups[1:]} - {"\n"}
    cost = 0.0
    if it.first - 1 not in taken and it.first and it.run[it.first].gap in gaps:
        cost += _left_over(it.run[it.first - 1])
    after = it.last + 1
    if after not in taken and after < len(it.run) and it.run[after].gap in gaps:
        cost += _left_over(it.run[after])
    return max(cost - _SHORT, 0.0) if it.number.known else cost


_SHORT, _LONG = 0.7, 2.5


def _left_over(group: Group) -> float:
    return _LONG if len(group.digits) > 3 else _SHORT


def _unsure(it: Candidate, plain: str, region: str | None) -> float:
    """What homophones and letters cost at either end; half where ten groups are all there are.

    An "oh" in front is a figure where numbers are dialled with a 0. A last word with a capital, as
    no other group has, begins the next sentence.
    """
    groups = it.groups
    last, left = groups[-1], groups[-2:-1]
    if left and _SENTENCE.match(plain, last.start) and not plain[left[0].start].isupper():
        return 2.0
    loose = 1.0 if len(groups) == len(it.run) == AMERICAN_DIGITS else 2.0
    ends = (
        groups[-1:]
        if groups[0].digits[0] == "0" and region in TRUNK
        else [*groups[:1], *groups[-1:]]
    )
    return sum(loose for end in ends if not end.sure and end.gap != "-")


def _nowhere(it: Candidate, *, called: float) -> float:
    """What it costs, where no region is known, to look like no region's number."""
    length = len(it.number.value)
    if it.number.known or (called and length <= _LONGEST_DIALLED):
        return 0.0
    dialled = it.groups[0].digits[0] == "0" and 1 < len(it.groups) <= 5
    return 0.0 if dialled and length <= AMERICAN_DIGITS + 1 else _ANYWHERE


def _lettered(reading: Reading, start: int) -> float:
    """What capitals before the number cost, "NX 4348 5521"; they say what it is."""
    return 2.0 if ACRONYM.search(reading.plain, max(0, start - 9), start) else 0.0


def _undialled(it: Candidate, region: str, *, called: float) -> float:
    """What it costs not to be written as the region dials."""
    first, known = it.groups[0].digits, it.number.known
    if first[0] == "0":
        return 0.0 if known or len(it.number.national) <= AMERICAN_DIGITS else _UNASSIGNED
    digits = "".join(group.digits for group in it.groups)
    national = it.number.national
    if digits != national and it.number.value == "+" + digits:
        return 0.0 if known else 0.5
    if len(it.groups) == 1 and not called and (not known or _SECONDS.fullmatch(first)):
        return _ANYWHERE
    cost = (0.0 if known else _UNASSIGNED) + (2.5 if region in TRUNK and digits == national else 0)
    return min(cost, 2.5) if len(it.groups) <= 3 and 9 <= len(national) <= 11 else cost


def _unlike_abroad(it: Candidate) -> float:
    """What "00" costs where another code leads abroad; nothing if a country code stands apart."""
    groups, value = it.groups, it.number.value
    if it.number.known or len(groups) == 1:
        return 0.0
    code = value[1 : len(value) - len(it.number.national)]
    apart = groups[0].digits == "00" + code or (groups[0].digits, groups[1].digits) == ("00", code)
    return 0.0 if apart and len(groups) < 6 else 3.0


def _in_a_code(plain: str, groups: Run) -> bool:
    """Letters glued to the digits that are no word: "5035550114X9", "DE123456789", "…-K2"."""
    if any(end.trick for end in (groups[0], groups[-1])):
        return False
    start, end = groups[0].start, groups[-1].end
    before = _BEFORE.search(plain, max(0, start - 12), start)
    after = _AFTER.match(plain, end)
    if before and _is_code(before[1]):
        return True
    if after is None or not after[2]:
        return False
    if after[1]:
        return after[2].isupper() and (bool(after[3]) or _is_code(after[2]))
    return _is_code(after[2]) and after[2] != "x"


def _is_code(letters: str) -> bool:
    if not letters or letters.lower() in EVERYDAY:
        return False
    return len(letters) == 1 or (letters.isupper() and len(letters) <= 4)
