"""The slow twin of native/extract/descriptions.cpp: each rule over a text, by Python's re."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from lamplight.extract.descriptions import LETTERS, NUMBERS, ROMANS, RULES
from tests.extract.slow.reading import Reading

_TOKEN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789@._%+-")
_LONGEST_TOKEN = 80
_PIECE = re.compile("[a-z0-9]+")
_FEW_LETTERS = 3
_MOST_JOINED = 4
_FARTHEST_LETTER = 5
_KNOWN: Mapping[str, Mapping[str, str]] = {"^": LETTERS, "#": NUMBERS, "!": ROMANS}

Place = tuple[int, int]
Character = tuple[str, Place, bool]
"""Of a new reading: what it is, where it came from, whether it was put there."""


class Rule(NamedTuple):
    pattern: re.Pattern[str]
    meant: str
    back: int
    words: frozenset[str]
    signs: tuple[str, ...]
    needs: frozenset[str]


def _rule(pattern: str, shape: str) -> Rule:
    back, meant, triggers, needs = shape.split("|")
    words = frozenset(one for one in triggers.split() if one == "*" or one.isalpha())
    signs = tuple(one for one in triggers.split() if one not in words)
    return Rule(
        re.compile(pattern, re.ASCII), meant, int(back), words, signs, frozenset(needs.split())
    )


_RULES = [_rule(pattern, shape) for pattern, shape in RULES.items()]


def written(reading: Reading) -> Reading:
    """The reading with what is meant in the place of what is said."""
    for rule in _RULES:
        reading = _applied(rule, reading)
    return reading


def _applied(rule: Rule, reading: Reading) -> Reading:
    characters: list[Character] = []
    done = 0
    for at in sorted(set(_starts(rule, reading.lower))):
        match = rule.pattern.match(reading.lower, at) if at >= done else None
        if match:
            characters += _kept(reading, done, match.start())
            characters += _meant(rule, match, reading)
            done = match.end()
    if not done:
        return reading
    characters += _kept(reading, done, len(reading.plain))
    plain = "".join(c for c, _, _ in characters)
    return Reading(
        reading.text,
        plain,
        plain.lower(),
        frozenset(re.findall("[a-z]+", plain.lower())),
        [start for _, (start, _), _ in characters],
        [end for _, (_, end), _ in characters],
        [described for _, _, described in characters],
    )


def _starts(rule: Rule, lower: str) -> Iterator[int]:
    words = list(re.finditer("[a-z]+", lower))
    signs = {sign for sign in rule.needs if sign in lower and not sign.isalpha()}
    if rule.needs and not signs and rule.needs.isdisjoint(word.group() for word in words):
        return
    places = [word.start() for word in words if word.group() in rule.words]
    if "*" in rule.words:
        places += _letters(words)
    places += [
        sign.start() for one in rule.signs for sign in re.finditer(f"(?={re.escape(one)})", lower)
    ]
    for at in places:
        yield at
        if rule.back:
            at = _token_start(lower, at)
            yield at
        for _ in range(rule.back):
            while at > 0 and lower[at - 1] not in _TOKEN:
                at -= 1
            at = _token_start(lower, at)
            yield at


def _letters(words: list[re.Match[str]]) -> Iterator[int]:
    """Those that stand alone where two more follow, each a few words on."""
    alone = [at for at, word in enumerate(words) if len(word.group()) == 1]
    if len({words[at].group() for at in alone}) < _FEW_LETTERS:
        return
    for one, two, three in zip(alone, alone[1:], alone[2:], strict=False):
        if two - one <= _FARTHEST_LETTER and three - two <= _FARTHEST_LETTER:
            yield words[one].start()


def _token_start(lower: str, end: int) -> int:
    start = end
    while start > 0 and end - start < _LONGEST_TOKEN and lower[start - 1] in _TOKEN:
        start -= 1
    return start


def _kept(reading: Reading, start: int, end: int) -> Iterator[Character]:
    for at in range(start, end):
        described = bool(reading.described) and reading.described[at]
        yield reading.plain[at], reading.span(at, at + 1), described


def _meant(rule: Rule, match: re.Match[str], reading: Reading) -> list[Character]:
    whole = reading.span(*match.span())
    found: list[Character] = []
    read: list[Place] = []
    pieces = iter(rule.meant)
    for sign in pieces:
        if sign not in "$<*^#!":
            start = min(found[-1][1][1], whole[1] - 1) if found else whole[0]
            found.append((sign, (start, whole[1]), True))
            continue
        new = list(_of_group(sign, int(next(pieces)), match, reading))
        found += [(c, place, True) for c, place in new]
        read += [place for _, place in new]
    if all(one[0] <= next_[0] for one, next_ in pairwise([(whole[0], 0), *read])):
        return found
    hull = min(start for start, _ in read), max(end for _, end in read)
    return [(c, hull, described) for c, _, described in found]


def _of_group(
    sign: str, group: int, match: re.Match[str], reading: Reading
) -> Iterator[tuple[str, Place]]:
    start, end = match.span(group)
    if start < 0:
        return
    each = range(start, end)
    if sign in "$<":
        turned = each if sign == "$" else reversed(each)
        for at, of in zip(each, turned, strict=True):
            yield reading.plain[of], reading.span(at, at + 1)
        return
    pieces = [one.span() for one in _PIECE.finditer(reading.lower, start, end)]
    if sign == "*":
        for first, last in pieces:
            if last - first == 1 or reading.lower[first].isdigit():
                for at in range(first, last):
                    yield reading.plain[at], reading.span(at, at + 1)
        return
    yield from _known(_KNOWN[sign], pieces, reading)


def _known(
    known: Mapping[str, str], pieces: list[tuple[int, int]], reading: Reading
) -> Iterator[tuple[str, Place]]:
    texts = [reading.lower[start:end] for start, end in pieces]
    at = 0
    while at < len(pieces):
        means, step = (texts[at], 1) if texts[at].isdigit() else ("", 1)
        for count in range(1, 0 if means else min(len(pieces) - at, _MOST_JOINED) + 1):
            joined = "".join(texts[at : at + count])
            if joined in known:
                means, step = known[joined], count
        place = reading.span(pieces[at][0], pieces[at + step - 1][1])
        yield from ((c, place) for c in means)
        at += step
