"""Take a telephone number for the one that other ads know with its right country.

Corpus, decided values -> with_countries -> Corpus, Short

An ad of no known region shows "213 555 0123", one in London the same, and it was read as a British
number; others show "+1 213 555 0123". Where all who know a number with a country agree, or its ten
digits or more are the same under several countries, they are one value: of several countries the
one of most ads. A bare number of nine digits that two countries know stays for itself, a shorter
one always. Limits: a number of another country that nobody shows with its code, but for whose
digits somebody else's code is known, is taken for his; so are two people's numbers that differ in
the country alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import numpy as np

from lamplight.link.corpus import Corpus

Value = tuple[str, str]
Short = frozenset[tuple[int, int]]
"""Row of an ad and index of the number in Corpus.values that it shows without its country, or
with another."""

SHORTEST = 9
"""Digits; of shorter national numbers several countries have the same."""
LONG = 10
"""Digits; as long a national number comes up in two countries by chance once in some 10^10."""

_TWO_DIGIT_TEXT = """
20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66
81 82 84 86 90 91 92 93 94 95 98
"""
_TWO_DIGITS = frozenset(_TWO_DIGIT_TEXT.split())
"""Country codes of two digits (ITU-T E.164); 1 and 7 stand alone, all others have three."""


def with_countries(corpus: Corpus, left_alone: Collection[Value]) -> tuple[Corpus, Short]:
    """The corpus with each number that is known with another country, or with any, in that form.

    left_alone  numbers that people decided about as they are written
    """
    shown = np.bincount(corpus.signal_value, minlength=len(corpus.values)).tolist()
    phones = [at for at, (kind, _) in enumerate(corpus.values) if kind == "phone"]
    phones.sort(key=lambda at: (-shown[at], corpus.values[at][1]))
    index = {corpus.values[at]: at for at in phones}
    full = full_numbers(index)
    becomes = np.arange(len(corpus.values))
    for other, known in full.items():
        if other not in left_alone:
            becomes[index[other]] = index[known]
    meant = becomes[corpus.signal_value]
    changed = meant != corpus.signal_value
    pairs = np.stack([corpus.signal_row[changed], meant[changed]], axis=1)
    short = frozenset(map(tuple, pairs.tolist()))
    return replace(corpus, signal_value=meant), short


def full_numbers(values: Iterable[Value]) -> Mapping[Value, Value]:
    """Each telephone number that stands for another, and that one.

    values  the most shown first: of one number under several countries, the first counts
    """
    numbers = [value for kind, value in values if kind == "phone"]
    bare = {number: _forms(number) for number in numbers if not number.startswith("+")}
    wanted = {form for forms in bare.values() for form in forms}
    known: dict[str, set[str]] = defaultdict(set)
    first: dict[str, str] = {}
    found = {}
    for number in numbers:
        if number.startswith("+"):
            national = national_of(number)
            meant = first.setdefault(national, number) if len(national) >= LONG else number
            if meant != number:
                found["phone", number] = ("phone", meant)
            for form in wanted.intersection((number[1:], national)):
                known[form].add(meant)
    for number, forms in bare.items():
        could_be = {it for form in forms for it in known[form]}
        if len(could_be) == 1:
            found["phone", number] = ("phone", could_be.pop())
    return found


def national_of(number: str) -> str:
    """The digits of "+…" without its country's code."""
    code = 1 if number[1] in "17" else 2 if number[1:3] in _TWO_DIGITS else 3
    return number[1 + code :]


def _forms(number: str) -> set[str]:
    """How a bare number may stand behind a country code: with its leading 0, or without."""
    return {form for form in (number, number.removeprefix("0")) if len(form) >= SHORTEST}
