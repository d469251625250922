"""Number words added up in plain Python: the slow twin of native/extract/sums.cpp."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lamplight.extract.number_words import LANGUAGES
from lamplight.extract.sums import JOINS
from tests.extract.slow.numerals import Part


class Group(NamedTuple):
    """Digits without a separator between.

    digits      their value
    start, end  span in the reading's plain text
    sure        False: homophones and look-alike letters, digits only if their neighbours are
    trick       how they are written; "" for digits
    gap         lower-case text between the group before and this one; "" for the first of a run
    other       the digits where the same words can also be said of: "6002" for "six hundred two"
    """

    digits: str
    start: int
    end: int
    sure: bool
    trick: str
    gap: str
    other: str = ""
    guess: bool = False


Run = list[Group]

_APART = re.compile(r"\s-|-\s")
_REMARK = re.compile(r"\([^][(){}]+\)|\[[^][(){}]+\]|\{[^][(){}]+\}")
_BESIDE_TIMES = 2  # characters between "double" and its digit
_SINGLES = ("unit", "homophone")
_TRICKS = {
    "digits": "",
    "letters": "letters for digits",
    "homophone": "homophones",
    "several": "homophones",
    "guess": "homophones",
}


class Row:
    """Parts added one by one: tens and units summed, doubles doubled, what touches joined."""

    def __init__(self, lower: str) -> None:
        self.lower = lower
        self.groups: Run = []
        self._was: Part | None = None
        self._times: tuple[int, int, int] | None = None
        self._unit = (0, 0)  # where the last sum's first words end, and its last begins

    def add(self, part: Part, offset: int) -> None:
        start, end = part.start + offset, part.end + offset
        if part.role == "times":
            self._times = int(part.digits), start, end
            self._was = None
            return
        digits = part.digits
        guess = part.role in ("guess", "several")
        if self._times and len(digits) == 1 and start - self._times[2] <= _BESIDE_TIMES:
            digits, start, guess = digits * self._times[0], self._times[1], False
        self._times = None
        gap = self.lower[self.groups[-1].end : start] if self.groups else ""
        if self._moves_on(part, gap, end) or self._sums(part, gap, start, end):
            return
        if self.groups and self.groups[-1].other and part.role in _SINGLES:
            self.groups[-1] = _turned(self.groups[-1])
        trick = _TRICKS.get(part.role, "digit words")
        if part.role == "plural" and digits == part.digits and self.lower[end - 2].isdigit():
            digits, trick = digits + "5", "letters for digits"  # "3S"
        sure = part.role not in ("letters", "homophone") and not guess
        group = Group(digits, start, end, sure, trick, gap, guess=guess)
        if self.groups and not gap and "homophones" not in (trick, self.groups[-1].trick):
            self.groups[-1] = _touching(self.groups[-1], group)
        else:
            self.groups.append(group)
        self._was = part

    def settled(self) -> Iterator[Run]:
        """The row, in which "sei" beside "sette" is as sure as that, cut at wrong guesses."""
        groups = self.groups
        for at, group in enumerate(groups):
            if group.trick == "homophones" and not group.sure:
                beside = groups[max(at - 1, 0) : at] + groups[at + 1 : at + 2]
                if any(map(self._speaks(group).intersection, map(self._speaks, beside))):
                    groups[at] = group._replace(sure=True, trick="digit words")
        piece: Run = []
        for group in groups:
            if not group.guess or group.sure:
                piece.append(group if piece else group._replace(gap=""))
            elif piece:
                yield piece
                piece = []
        yield piece

    def _speaks(self, group: Group) -> frozenset[str]:
        """Languages that have this digit word."""
        return frozenset(LANGUAGES.get(self.lower[group.start : group.end], "").split())

    def _moves_on(self, part: Part, gap: str, end: int) -> bool:
        """ "nine hundred two hundred": whether the two belongs to what follows."""
        if part.role != "hundred" or not self.groups or not self.groups[-1].other:
            return False
        if gap.strip(" -"):
            return False
        hundreds, (before, unit) = self.groups[-1], self._unit
        other = hundreds.other
        digits, between = other[-1] + part.digits, self.lower[before:unit]
        self.groups[-1] = hundreds._replace(digits=other[:-1], other="", end=before)
        self.groups.append(Group(digits, unit, end, True, "digit words", between))
        self._was = Part(digits, "tens", 0, 0)
        return True

    def _sums(self, part: Part, gap: str, start: int, end: int) -> bool:
        """Whether the part was taken into the last group: "fifty five", "three fives"."""
        was, self._was = self._was, None
        joined = gap.strip(" -")
        if was is None or joined not in JOINS or _APART.search(gap):
            return False
        group = self.groups[-1]
        quatre = self.lower.endswith("quatre", 0, group.end)
        vingt = quatre and part.digits == "20"
        sum_ = was.digits[:-2] + "80" if vingt else _sum(was, part, joined)
        if gap in ("", "-") and part.role == "digits" and _is_unit_of(was, part):
            sum_ = was.digits[0] + part.digits
        if sum_ is None:
            return False
        head = group.digits[: len(group.digits) - len(was.digits)]
        other = head + was.digits + part.digits if _is_hundreds(was, part) else ""
        trick = "digit words" if group.trick == "homophones" else group.trick
        self._unit = group.end, start
        self.groups[-1] = group._replace(
            digits=head + sum_, end=end, sure=True, trick=trick, other=other
        )
        if _is_hundreds(was, part) and self.lower.endswith("quatre", 0, end):
            self._was = Part(sum_, "unit", 0, 0)
        elif sum_.endswith("0") and sum_[0] != "0" and part.role != "turned":
            self._was = Part(sum_, "tens", 0, 0)
        return True


def _turned(group: Group) -> Group:
    """ "eight hundred five five": rather 800 5 than 805, but its reader tries both."""
    return group._replace(digits=group.other, other=group.digits)


def _touching(left: Group, right: Group) -> Group:
    trick = left.trick or right.trick
    sure = left.sure or right.sure
    digits = left.digits + right.digits
    return left._replace(digits=digits, end=right.end, sure=sure, trick=trick, other="")


def _sum(was: Part, part: Part, joined: str) -> str | None:
    """Digits of two number words read as one; None: they are two. joined: what stands between."""
    if part.role == "hundred" and was.role == "homophone" and was.digits == "0":
        return "100"  # Romanian "o suta"
    if was.role in _SINGLES and len(was.digits) == 1 and was.digits != "0":
        return _times_or_turned(was, part, joined)
    if was.role == "homophone" and was.digits == "10":
        return _after_dix(part)
    if was.role == "tens" and len(was.digits) == 3:
        return _above_hundred(was.digits, part)
    if was.role != "tens" or len(was.digits) != 2:
        return None
    if part.role in _SINGLES and len(part.digits) == 1 and part.digits != "0":
        return was.digits[0] + part.digits
    to_teens = was.digits in ("60", "80") and _is_two_digits(part) and part.digits[0] == "1"
    return str(int(was.digits) + int(part.digits)) if to_teens else None


def _is_unit_of(was: Part, part: Part) -> bool:
    """ "trente9"."""
    one = len(part.digits) == 1 and part.digits != "0"
    return one and was.role == "tens" and len(was.digits) == 2


def _after_dix(part: Part) -> str | None:
    """French "dix-sept" to "dix-neuf"."""
    return "1" + part.digits if part.role == "unit" and part.digits in ("7", "8", "9") else None


def _times_or_turned(was: Part, part: Part, joined: str) -> str | None:
    """ "two hundred", "three fives", German "acht und zwanzig"."""
    if part.role == "hundred":
        return was.digits + part.digits
    if part.role in ("plural", "several") and was.digits in "234":
        return part.digits * int(was.digits)
    turned = joined == "und" and part.role == "turned"
    return part.digits[0] + was.digits if turned else None


def _is_two_digits(part: Part) -> bool:
    """Below a hundred, and no figures; "seize" and "dix" are homophones."""
    return len(part.digits) == 2 and part.role in ("teen", "tens", "turned", "homophone")


def _is_hundreds(was: Part, part: Part) -> bool:
    """Whether a unit follows a round hundred; it may belong to what comes after."""
    return was.role == "tens" and was.digits.endswith("00") and part.role in _SINGLES


def _above_hundred(hundreds: str, part: Part) -> str | None:
    """ "two hundred thirteen", "five hundred fifty five", "cent soixante-dix"."""
    if hundreds.endswith("00") and _is_two_digits(part):
        return hundreds[0] + part.digits
    if hundreds[1:] in ("60", "80") and _is_two_digits(part) and part.digits[0] == "1":
        return str(int(hundreds) + int(part.digits))
    if hundreds[-1] == "0" and part.role in _SINGLES and part.digits != "0":
        return hundreds[:2] + part.digits
    return None


def is_remark(text: str) -> bool:
    """ "(south bay)": brackets around words, alone."""
    text = text.strip()
    return 3 <= len(text) <= 40 and bool(_REMARK.fullmatch(text))
