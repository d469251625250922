"""Rows of digits read in plain Python: the slow twin of native/extract/digits.cpp."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from string import ascii_lowercase

from lamplight.extract.characters import LETTER
from lamplight.extract.digits import BETWEEN, LONGEST_GAP, SPACED, TOKEN_SIGNS
from lamplight.extract.number_words import LANGUAGES
from lamplight.extract.numerals import WHOLE
from lamplight.extract.slips import BEYOND, ENOUGH, MANY
from tests.extract.slow.numerals import WORDS, Part, spell, unmasked
from tests.extract.slow.reading import Reading
from tests.extract.slow.slips import digit_of, spoken
from tests.extract.slow.sums import Row, Run, is_remark

_TOKEN = re.compile(rf"([a-z0-9]+|[{''.join(TOKEN_SIGNS)}])")
_CUT = re.compile(
    "(?<![a-z0-9._/|-])(?=([a-z]{1,6})[._/|-]([a-z]{1,6})(?![a-z0-9-]|[._/|][a-z0-9]))"
)
_REMARK = re.compile(r"\(([^()]{0,39})\)")
_MASK = re.compile(r"[*#@](?:(?<=[a-z].)|(?=[a-z]))")
_LETTERS_BEFORE = re.compile("(?<![a-z0-9*])[a-z]{0,6}$")
_LETTERS_AFTER = re.compile("[a-z]{0,6}(?![a-z0-9*])")
_Spelled = list[tuple[Part, ...] | None]
_OTHER = LETTER
_UNITS = ("unit", "guess")
_SINGLE = frozenset(ascii_lowercase)


def digit_runs(reading: Reading) -> Iterator[Run]:
    """In order; groups of a run have only separators, or two words such as "dash", between."""
    lower = reading.lower
    tokens, starts, spelled = _tokens(lower)
    row, before = Row(lower), -1
    for at in [at for at, parts in enumerate(spelled) if parts]:
        word, start, parts = tokens[at], starts[at], spelled[at] or ()
        if row.groups and not _goes_on(tokens[before + 1 : at], lower[row.groups[-1].end : start]):
            yield from row.settled()
            row = Row(lower)
        before, end = at, 0
        for part in parts:
            if word[end : part.start].strip("x") and row.groups:
                yield from row.settled()
                row = Row(lower)
            row.add(part, start)
            end = part.end
        if end < len(word):
            yield from row.settled()
            row = Row(lower)
    yield from row.settled()


def may_hold_runs(reading: Reading) -> bool:
    """False where no digit is sure, as some of each number's are; so many texts are passed over.

    Words cut, starred or written apart can be digits.
    """
    lower, words = reading.lower, reading.words
    if any(map(lower.__contains__, "0123456789")) or any(map(_cut_word, _CUT.finditer(lower))):
        return True
    if len(words & _SINGLE) > 2 or any(map(lower.__contains__, "*#@")):
        return True
    return any(map(_is_sure, words))


@lru_cache(maxsize=1 << 16)
def _is_sure(word: str) -> bool:
    return any(
        part.role not in ("letters", "homophone", "several", "guess") for part in spell(word) or ()
    )


def _tokens(lower: str) -> tuple[list[str], list[int], list[tuple[Part, ...] | None]]:
    """Words, where they begin, and what they are worth; words written apart are one."""
    pieces = _TOKEN.split(lower)
    ends = list(accumulate(map(len, pieces)))
    tokens, starts = pieces[1::2], ends[0::2]
    spelled = [
        None
        if token.isalpha() and LETTER in lower[max(0, end - len(token) - 1) : end + 1]
        else spell(token)
        for token, end in zip(tokens, ends[1::2], strict=True)
    ]
    apart = sorted(_written_apart(lower, tokens))
    units = [parts for parts in spelled if parts and parts[-1].role in _UNITS]
    if apart:
        tokens, starts, spelled = _merged(tokens, starts, spelled, apart)
    if units:
        _pass_remarks(lower, starts, spelled)
    if len(units) >= ENOUGH:
        _Slips(lower, tokens, starts, spelled)
    return tokens, starts, spelled


class _Slips:
    """Words among digit words of one language that are near one of its digits are that digit."""

    def __init__(self, lower: str, tokens: list[str], starts: list[int], spelled: _Spelled) -> None:
        self.lower, self.spelled = lower, spelled
        ends = [start + len(token) for start, token in zip(starts, tokens, strict=False)]
        self.starts, self.ends = starts, ends
        self.words = [lower[start:end] for start, end in zip(starts, ends, strict=False)]
        for first, last in list(_rows(tokens, spelled)):
            said = [word for word in self._digits(first, last) if word in LANGUAGES]
            self.languages = spoken(said) if len(said) * 2 > last - first else frozenset()
            if self.languages:
                self._read(first, last, many=len(said) >= MANY)

    def _digits(self, first: int, last: int) -> list[str]:
        return [self.words[at] for at in range(first, last + 1) if self.spelled[at]]

    def _read(self, first: int, last: int, *, many: bool) -> None:
        spelled, ends, lower = self.spelled, self.ends, self.lower
        for at in range(first, last + 1):
            self._is_slip(at, everyday=False)
        before = range(first - 1, max(-1, first - BEYOND - 1), -1)
        gap = self._between(first)
        all(self._is_beside(at, gap) and self._is_slip(at, everyday=False) for at in before)
        for at in range(last + 1, min(len(spelled), last + BEYOND + 1)):
            over = lower[ends[at] : ends[at] + 1] in ("", *"\n.!?")
            if not self._is_beside(at - 1, gap) or not self._is_slip(at, everyday=many and over):
                break
        for at in range(first, last + 1):
            if many and not spelled[at] and spelled[at - 1] and spelled[at + 1]:
                self._is_slip(at, everyday=True)

    def _between(self, at: int) -> str:
        """What stands behind this word."""
        return self.lower[self.ends[at] : self.starts[at + 1]]

    def _is_beside(self, at: int, gap: str) -> bool:
        """Whether what is said goes on behind this word, or stops as it does in the row."""
        between = self._between(at)
        return between == gap or not any(map(between.__contains__, ".!?:;()\n"))

    def _is_slip(self, at: int, *, everyday: bool) -> bool:
        word, parts = self.words[at], self.spelled[at]
        if parts:
            said = self.languages.intersection(LANGUAGES.get(word, "").split())
            if said or parts[0].role != "guess":
                if said and len(parts[0].digits) == 1 and parts[0].role in ("guess", "homophone"):
                    self.spelled[at] = (parts[0]._replace(role="unit"), *parts[1:])
                return True
        if not re.fullmatch("[a-z]+", word) or word in BETWEEN:
            return False
        digit = digit_of(word, self.languages, everyday=everyday)
        if digit:
            self.spelled[at] = (Part(digit, "unit", 0, len(word)),)
        return bool(digit)


def _rows(tokens: list[str], spelled: _Spelled) -> Iterator[tuple[int, int]]:
    """First and last of digit words with a few others between."""
    first = last = -1
    for at, token in enumerate(tokens):
        if spelled[at]:
            first, last = (at if first < 0 else first), at
        elif first >= 0 and (at - last > BEYOND or not token.isalnum()):
            yield first, last
            first = -1
    if first >= 0:
        yield first, last


def _merged(
    tokens: list[str],
    starts: list[int],
    spelled: _Spelled,
    apart: list[tuple[int, int, tuple[Part, ...]]],
) -> tuple[list[str], list[int], list[tuple[Part, ...] | None]]:
    """With one token for each span apart, in place of those it covers."""
    words: list[str] = []
    begins: list[int] = []
    worths: list[tuple[Part, ...] | None] = []
    at = 0
    for start, end, parts in apart:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if first >= at:
            words += [*tokens[at:first], " " * (end - start)]
            begins += [*starts[at:first], start]
            worths += [*spelled[at:first], parts]
            at = last
    return words + tokens[at:], begins + starts[at:], worths + spelled[at:]


def _written_apart(lower: str, tokens: list[str]) -> Iterator[tuple[int, int, tuple[Part, ...]]]:
    """ "t w o", "f*ur": spans that are digit words once the signs inside them are dropped."""
    apart = len(_SINGLE.intersection(tokens)) > 2  # every digit word has three letters of its own
    for spaced in SPACED.finditer(lower) if apart else ():
        parts = spell(re.sub("[^a-z]", "", spaced.group()))
        if parts and parts[0].role == "unit":
            length = spaced.end() - spaced.start()
            yield *spaced.span(), (Part(parts[0].digits, "unit", 0, length),)
    for cut in _CUT.finditer(lower):
        if digit := _cut_word(cut):
            yield cut.start(1), cut.end(2), (Part(digit, "unit", 0, cut.end(2) - cut.start(1)),)
    for mask in _MASK.finditer(lower):
        before = _LETTERS_BEFORE.search(lower, max(0, mask.start() - 7), mask.start())
        after = _LETTERS_AFTER.match(lower, mask.end())
        if before and after and (parts := unmasked(lower[before.start() : after.end()])):
            yield before.start(), after.end(), parts


def _cut_word(cut: re.Match[str]) -> str:
    """The digit of a word cut in two by a sign, "" for none."""
    joined = cut[1] + cut[2]
    whole, tail = WORDS.get(joined, ("", "")), WORDS.get(cut[2], ("", ""))
    said = whole[1] == "unit" or (whole[1] == "homophone" and joined in LANGUAGES)
    return whole[0] if said and len(whole[0]) == 1 and tail[1] not in WHOLE else ""


def _pass_remarks(lower: str, starts: list[int], spelled: _Spelled) -> None:
    """ "(easy one)": one digit word among others in brackets is none."""
    for remark in _REMARK.finditer(lower):
        inside = range(bisect_left(starts, remark.start()), bisect_left(starts, remark.end()))
        words = [at for at in inside if at < len(spelled)]
        counted = [at for at in words if spelled[at]]
        letters = all(lower[starts[at]] in _SINGLE for at in words)
        if len(counted) == 1 and len(words) > 1 and letters:
            spelled[counted[0]] = None


def _goes_on(between: list[str], gap: str) -> bool:
    """Whether a run bridges these words and so many characters."""
    if between and is_remark(gap):
        return True
    if len(gap) > LONGEST_GAP + 6 * len(between) or len(between) > 2:
        return False
    return all(word in BETWEEN for word in between)
