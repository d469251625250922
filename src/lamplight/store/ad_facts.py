"""What ranking reads of the ads, as columns: what each says of itself, and what was found in it.

columns -> AdFacts -> at(rows) -> some of them
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from lamplight.arrays import F64, I64
from lamplight.ragged import spread
from lamplight.rank.facts import Known, Texts

Names = tuple[str | None, ...]
"""City, region and country of an ad, as it says them."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What n ads show, s signals in their order.

    values  different ones
    starts  I64[n + 1] where each ad's begin
    value   I64[s] number of one of values
    how     I64[s] packed as in rank.facts
    """

    values: Sequence[Known]
    starts: I64
    value: I64
    how: I64

    def at(self, rows: I64) -> "Shown":
        """Of some ads, in the order given."""
        starts, signals = spread(self.starts, rows)
        return Shown(self.values, starts, self.value[signals], self.how[signals])


@dataclass(frozen=True, slots=True, eq=False)
class AdFacts:
    """n ads.

    number    I64[n]
    keys      "source/id" of each
    source    I64[n] number of one of sources
    seen      I64[n] posted_at, else collected_at, microseconds since 1970; NEVER without either
    name      I64[n] number of one of names
    lat, lon  F64[n] degrees, NaN where unknown
    age       I64[n] years, NONE where unknown
    text      I64[n] number of one of texts
    """

    number: I64
    keys: Sequence[str]
    sources: Sequence[str]
    source: I64
    seen: I64
    names: Sequence[Names]
    name: I64
    lat: F64
    lon: F64
    age: I64
    texts: Texts
    text: I64
    shown: Shown

    def at(self, rows: I64) -> "AdFacts":
        """Some of them, in the order given."""
        return replace(
            self,
            number=self.number[rows],
            keys=list(map(self.keys.__getitem__, rows.tolist())),
            source=self.source[rows],
            seen=self.seen[rows],
            name=self.name[rows],
            lat=self.lat[rows],
            lon=self.lon[rows],
            age=self.age[rows],
            text=self.text[rows],
            shown=self.shown.at(rows),
        )


def no_facts() -> AdFacts:
    none, unknown = np.empty(0, np.int64), np.empty(0)
    start = np.zeros(1, np.int64)
    texts, shown = Texts(none, none, start, none, none), Shown([], start, none, none)
    return AdFacts(none, [], [], none, none, [], none, unknown, unknown, none, texts, none, shown)
