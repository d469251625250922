"""Lists told in plain Python: the slow twin of native/extract/lists.cpp."""

import re
from itertools import pairwise, takewhile
from typing import NamedTuple

from lamplight.extract import lists
from lamplight.extract.sums import JOINS
from tests.extract.slow.plans import Number
from tests.extract.slow.sums import Group, Run, is_remark

GROUPINGS = {
    tuple(map(int, lengths.split())): float(points) for lengths, points in lists.GROUPINGS.items()
}


class Candidate(NamedTuple):
    """Groups first to last of a run, as a number.

    plus  a "+" stands before them
    """

    run: Run
    first: int
    last: int
    number: Number
    plus: bool

    @property
    def groups(self) -> Run:
        """Those of the number alone."""
        return self.run[self.first : self.last + 1]


_NEAR = 8
"""Groups of a row that are looked at on either side of a number."""

_CUT_TWO_WAYS = {*((("", sign)) for sign in "./-|"), *zip("--/|", "/|--", strict=True), (".", "")}
"""Signs inside pairs of digits, and between them."""


def is_list(it: Candidate) -> bool:
    """One digit over and over, counting, or a row that goes on beside the number."""
    groups = it.groups
    if len(set(it.number.national)) == 1:
        return True
    if len(groups) == 1:
        return _counts(groups[0].digits)
    return (len(groups) > 2 and _looks_listed(groups, it)) or _in_a_row(it)


def _looks_listed(groups: Run, it: Candidate) -> bool:
    """Round prices, rising numbers, counting, pairs."""
    lengths = tuple(len(group.digits) for group in groups)
    if _prices(groups):
        return True
    values = [int(group.digits) for group in groups]
    steps = [right - left for left, right in pairwise(values)]
    if len(steps) > 2 and (_steps_by_one(it, steps) or _each_once(groups) or _priced(it)):
        return True
    if _in_beats(it) or _in_halves(groups):
        return True
    if any(group.trick for group in groups):
        return False
    if it.plus or groups[0].digits[0] == "0":
        return _in_pairs(it, 5)
    if it.number.value.startswith("+1") and GROUPINGS.get(lengths, 0.0) > 1.0:
        return False
    rising = min(steps) > 0 and max(lengths) > 1 and (max(lengths) < 3 or len(groups) > 3)
    return _in_pairs(it, 4) or (rising and max(lengths) < 5)


def _steps_by_one(it: Candidate, steps: list[int]) -> bool:
    """One more each time, or one less in a row that began before it or with ten."""
    if set(steps) != {-1}:
        return set(steps) == {1}
    first = int(it.run[it.first].digits)
    before = int(it.run[it.first - 1].digits) if it.first else None
    return it.run[it.first].digits == "10" or before == first + 1


def _each_once(groups: Run) -> bool:
    """ "5 3 4 6 7 8 9 1 2": each digit but 0 once, for itself, as in a puzzle."""
    digits = "".join(group.digits for group in groups)
    plain = not any(group.trick for group in groups)
    return plain and len(groups) == 9 and sorted(digits) == [*"123456789"]


def _priced(it: Candidate) -> bool:
    """ "one 100, two 180, three 250": prices, a word before each; the last may be money."""
    run, prices = it.run, 0
    for at in range(max(1, it.first - 1), min(len(run), it.last + 2)):
        prices += run[at].gap.strip() == "," and _is_price(run, at, last=at + 1 == len(run))
    return prices + (it.first == 0 and it.last > 0 and _is_price(run, 0)) > 1


def _is_price(run: Run, at: int, *, last: bool = False) -> bool:
    worded = run[at].trick in ("digit words", "homophones") and len(run[at].digits) == 1
    if last or not worded:
        return worded
    price = run[at + 1]
    round_ = 1 < len(price.digits) < 5 and price.digits[-1] == "0" != price.digits[0]
    return not price.trick and round_ and not price.gap.strip()


def _in_a_row(it: Candidate) -> bool:
    """Part of a longer row: equally long groups, as postcodes are, or short ones that rise."""
    groups, run = it.groups, it.run
    if it.plus or len(groups) < 2 or groups[0].digits[0] == "0" or any(g.trick for g in groups):
        return False
    first, last, gap = it.first, it.last, groups[1].gap
    while first > max(it.first - _NEAR, 0) and run[first].gap == gap:
        first -= 1
    while last < min(it.last + _NEAR, len(run) - 1) and run[last + 1].gap == gap:
        last += 1
    row = run[first : last + 1]
    if len(row) == len(groups) or {group.gap for group in groups[1:]} != {gap}:
        return False
    lengths = {len(group.digits) for group in row}
    values = [int(group.digits) for group in row]
    rising = all(left < right for left, right in pairwise(values))
    return (len(lengths) == 1 and lengths < {4, 5, 6}) or (rising and max(lengths) < 4)


def _prices(groups: Run) -> bool:
    """ "100, 150 and 1000", "200 for 30 then 1500": joined by words, they rise."""
    if all(_like_price(it, in_words=False) for it in groups):
        return True
    numbers = [it for it in groups if it.trick != "homophones"]
    words = {word for it in groups[1:] for word in re.findall("[a-z]+", it.gap)}
    joined = any(it.trick == "homophones" for it in groups[1:])
    if not (joined or words & JOINS) or not all(_like_price(it, in_words=True) for it in numbers):
        return False
    long = [int(it.digits) for it in numbers if len(it.digits) > 2]
    return bool(long) and all(left < right for left, right in pairwise(long))


def _like_price(group: Group, *, in_words: bool) -> bool:
    """A round number that stands apart; among words one that ends in 5 is round."""
    ends = group.digits[-1] in ("05" if in_words else "0")
    round_ = ends and group.digits[0] != "0" and 2 <= len(group.digits) <= 4
    return (
        round_
        and group.trick != "letters for digits"
        and (is_remark(group.gap) or not set(group.gap) & set("-.()"))
    )


def _in_pairs(it: Candidate, least: int) -> bool:
    """ "12/05, 13/05, 14/05": two kinds of separator that take turns; but not "0-6/3-9/9-8"."""
    groups = it.groups
    if len(groups) < least:
        return False
    gaps = [group.gap.strip() for group in groups[1:]]
    cut = (*gaps[:2],) in _CUT_TWO_WAYS and len(groups) > 8
    cut = cut and (it.number.known or groups[0].digits[0] == "0")
    if cut and all(len(group.digits) == 1 for group in groups):
        return False
    return len(set(gaps[::2])) == len(set(gaps[1::2])) == 1 and gaps[0] != gaps[1]


def _in_halves(groups: Run) -> bool:
    """ "00447 11, 00447 20": two readings alike in shape, a comma between."""
    lengths = [len(group.digits) for group in groups]
    gaps = [group.gap.strip() for group in groups[1:]]
    return lengths[:2] == lengths[2:] and gaps == ["", ",", ""]


def _in_beats(it: Candidate) -> bool:
    """Ends in "five six seven eight, one two three four": rows of three or more."""
    if not any(group.trick for group in it.groups):
        return False
    rows: list[list[str]] = []
    for at in range(it.first, len(it.run)):
        digit = it.run[at].digits
        if rows and len(digit) == len(rows[-1][-1]) == 1 and int(digit) - int(rows[-1][-1]) == 1:
            rows[-1].append(digit)
        elif at > it.last:
            break
        else:
            rows.append([digit])
    lengths = [*takewhile(lambda length: length > 2, map(len, reversed(rows)))]
    return len(lengths) > 1 and sum(lengths) > 7


def _counts(digits: str) -> bool:
    """ "0123456789", "987654321"."""
    return len({(int(right) - int(left)) % 10 for left, right in pairwise(digits)} - {1}) == 0
