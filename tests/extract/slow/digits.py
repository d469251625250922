"""Rows of digits read in plain Python: the slow twin of native/extract/digits.cpp."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from string import ascii_lowercase

from lamplight.extract.digits import BETWEEN, CUTS, LONGEST_GAP, SPACED, TOKEN_SIGNS
from tests.extract.slow.numerals import WORDS, Part, spell, unmasked
from tests.extract.slow.reading import Reading
from tests.extract.slow.sums import Row, Run

_TOKEN = re.compile(rf"([a-z0-9]+|[{''.join(TOKEN_SIGNS)}])")
_CUT = re.compile("(?<![a-z0-9-])([a-z]{2,3})-([a-z]{2,3})(?![a-z0-9-])")
_MASK = re.compile(r"[*#@](?:(?<=[a-z].)|(?=[a-z]))")
_LETTERS_BEFORE = re.compile("(?<![a-z0-9*])[a-z]{0,6}$")
_LETTERS_AFTER = re.compile("[a-z]{0,6}(?![a-z0-9*])")
_SINGLE = frozenset(ascii_lowercase)


def digit_runs(reading: Reading) -> Iterator[Run]:
    """In order; groups of a run have only separators, or two words such as "dash", between."""
    lower = reading.lower
    tokens, starts, spelled = _tokens(lower)
    row, before = Row(lower), -1
    for at in [at for at, parts in enumerate(spelled) if parts]:
        word, start, parts = tokens[at], starts[at], spelled[at] or ()
        if row.groups and not _goes_on(tokens[before + 1 : at], start - row.groups[-1].end):
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
    if any(map(lower.__contains__, "0123456789")) or not CUTS.isdisjoint(words):
        return True
    if len(words & _SINGLE) > 2 or any(map(lower.__contains__, "*#@")):
        return True
    return any(map(_is_sure, words))


@lru_cache(maxsize=1 << 16)
def _is_sure(word: str) -> bool:
    return any(part.role not in ("letters", "homophone", "guess") for part in spell(word) or ())


def _tokens(lower: str) -> tuple[list[str], list[int], list[tuple[Part, ...] | None]]:
    """Words, where they begin, and what they are worth; words written apart are one."""
    pieces = _TOKEN.split(lower)
    ends = list(accumulate(map(len, pieces)))
    tokens, starts = pieces[1::2], ends[0::2]
    spelled = list(map(spell, tokens))
    apart = sorted(_written_apart(lower, tokens))
    return _merged(tokens, starts, spelled, apart) if apart else (tokens, starts, spelled)


def _merged(
    tokens: list[str],
    starts: list[int],
    spelled: list[tuple[Part, ...] | None],
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
    for cut in _CUT.finditer(lower) if not CUTS.isdisjoint(tokens) else ():
        whole = WORDS.get(cut[1] + cut[2])
        if whole and whole[1] == "unit" and not WORDS.get(cut[2]):
            yield *cut.span(), (Part(whole[0], "unit", 0, cut.end() - cut.start()),)
    for mask in _MASK.finditer(lower):
        before = _LETTERS_BEFORE.search(lower, max(0, mask.start() - 7), mask.start())
        after = _LETTERS_AFTER.match(lower, mask.end())
        if before and after and (parts := unmasked(lower[before.start() : after.end()])):
            yield before.start(), after.end(), parts


def _goes_on(between: list[str], gap: int) -> bool:
    """Whether a run bridges these words and so many characters."""
    if gap > LONGEST_GAP + 6 * len(between) or len(between) > 2:
        return False
    return all(word in BETWEEN for word in between)
