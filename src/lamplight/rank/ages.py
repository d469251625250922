"""Ages that ads state, in their words or in a field of their own.

View, ages -> stated -> rows of ads, years
"""

import numpy as np

from lamplight.arrays import I64, Bool
from lamplight.rank.facts import NONE, firsts
from lamplight.rank.view import View


def stated(view: View, ages: range) -> tuple[I64, I64]:
    """Each ad that states an age among these, and the first that it states, words before field."""
    signals = view.facts.signals
    years = np.array([_years(*known) for known in signals.known], np.int64)
    at = signals.of("age")
    at = at[_among(years[signals.value[at]], ages)]
    at = at[firsts(signals.ad[at])]
    found = np.where(_among(view.facts.age, ages), view.facts.age, NONE)
    found[signals.ad[at]] = years[signals.value[at]]
    rows = np.flatnonzero(found != NONE)
    return rows, found[rows]


def _among(years: I64, ages: range) -> Bool:
    return (years >= ages.start) & (years < ages.stop)


def _years(kind: str, value: str) -> int:
    return int(value) if kind == "age" and value.isdecimal() and len(value) < 4 else NONE
