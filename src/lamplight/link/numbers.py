"""Take a telephone number written without its country for the one that the ads know with it.

Corpus, decided values -> with_countries -> Corpus, Short

An ad of no known region shows "213 555 0123", another "+1 213 555 0123". Where one number alone
among all ads is the same but for its country code, they are one value; where two are, or the bare
one is shorter than nine digits, it stays for itself. Limit: a number of another country that
nobody shows with its code, but for whose digits somebody else's code is known, is taken for his.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import numpy as np

from lamplight.link.corpus import Corpus

Value = tuple[str, str]
Short = frozenset[tuple[int, int]]
"""Row of an ad and index of the number in Corpus.values that it shows without its country."""

SHORTEST = 9
"""Digits; of shorter national numbers several countries have the same."""

_TWO_DIGIT_TEXT = """
20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66
81 82 84 86 90 91 92 93 94 95 98
"""
_TWO_DIGITS = frozenset(_TWO_DIGIT_TEXT.split())
"""Country codes of two digits (ITU-T E.164); 1 and 7 stand alone, all others have three."""


def with_countries(corpus: Corpus, left_alone: Collection[Value]) -> tuple[Corpus, Short]:
    """The corpus with each bare number that is known with its country in that form.

    left_alone  numbers that people decided about as they are written
    """
    full = full_numbers(corpus.values)
    named = {*full.keys(), *full.values()}
    index = {value: place for place, value in enumerate(corpus.values) if value in named}
    becomes = np.arange(len(corpus.values))
    for bare, known in full.items():
        if bare not in left_alone:
            becomes[index[bare]] = index[known]
    meant = becomes[corpus.signal_value]
    changed = meant != corpus.signal_value
    pairs = np.stack([corpus.signal_row[changed], meant[changed]], axis=1)
    short = frozenset(map(tuple, pairs.tolist()))
    return replace(corpus, signal_value=meant), short


def full_numbers(values: Iterable[Value]) -> Mapping[Value, Value]:
    """Each bare telephone number, and the one number that it can only be."""
    numbers = [value for kind, value in values if kind == "phone"]
    bare = {number: _forms(number) for number in numbers if not number.startswith("+")}
    known: dict[str, set[str]] = {form: set() for forms in bare.values() for form in forms}
    for number in numbers if known else ():
        if number.startswith("+"):
            for form in (number[1:], _national(number)):
                if form in known:
                    known[form].add(number)
    found = {}
    for number, forms in bare.items():
        meant = {it for form in forms for it in known[form]}
        if len(meant) == 1:
            found["phone", number] = ("phone", meant.pop())
    return found


def _forms(number: str) -> set[str]:
    """How a bare number may stand behind a country code: with its leading 0, or without."""
    return {form for form in (number, number.removeprefix("0")) if len(form) >= SHORTEST}


def _national(number: str) -> str:
    code = 1 if number[1] in "17" else 2 if number[1:3] in _TWO_DIGITS else 3
    return number[1 + code :]
