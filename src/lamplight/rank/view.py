"""Networks laid out for the rules: different texts, persons, contacts, times, areas.

Facts, now -> view_of -> View

Repeating is not evidence: texts that differ only in numbers, capitals, accents and protected words
are one. Known limit: a text with a word changed is another text; the share of texts is what weighs,
so that it moves a score little.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby, pairwise

import numpy as np

from lamplight.arrays import I64
from lamplight.model import Evidence
from lamplight.ordered import ordered
from lamplight.rank.areas import areas_of
from lamplight.rank.facts import (
    CONTACTS,
    NEVER,
    NONE,
    Facts,
    Known,
    different_pairs,
    firsts,
    microseconds,
)
from lamplight.rank.finding import Mark


@dataclass(frozen=True, eq=False)
class View:
    """Some networks; what a rule does not ask for is not made.

    now  microseconds since 1970, UTC
    """

    facts: Facts
    now: int

    @cached_property
    def text_ads(self) -> I64:
        """The row of the first ad of each different text of a network."""
        keys = np.stack((self.facts.network, self.facts.texts.words[self.facts.text]))
        order = ordered(*keys)
        return np.sort(order[firsts(keys[:, order])])

    @cached_property
    def person(self) -> I64:
        """Of each ad the first provider with whom its own has a title in common: these may be one
        person with two albums."""
        facts = self.facts
        title = facts.texts.title[facts.text]
        several = facts.distinct(facts.provider) > 1
        rows = np.flatnonzero(several[facts.network] & (title != NONE))
        titles, title = np.unique(title[rows], return_inverse=True)
        keys = facts.network[rows] * len(titles) + title
        keys, provider = different_pairs(keys, facts.provider[rows])
        again = np.flatnonzero(keys[1:] == keys[:-1])
        same = np.arange(int(facts.provider.max(initial=NONE)) + 1).tolist()
        for pair in zip(provider[again].tolist(), provider[again + 1].tolist(), strict=True):
            one, other = (_root(same, provider) for provider in pair)
            same[max(one, other)] = min(one, other)
        return np.array([_root(same, one) for one in range(len(same))], np.int64)[facts.provider]

    @cached_property
    def area(self) -> I64:
        """Of each ad the number of the area that its place lies in."""
        return areas_of(self.facts)

    @cached_property
    def past(self) -> I64:
        """Rows of ads with a time that is not after now; network by network, oldest first."""
        facts = self.facts
        rows = np.flatnonzero((facts.seen != NEVER) & (facts.seen <= self.now))
        return rows[ordered(facts.network[rows], facts.seen[rows])]

    @cached_property
    def contacts(self) -> I64:
        """Network, value and row of each phone, e-mail address and handle that an ad shows, each
        once, in this order."""
        signals = self.facts.signals
        at = signals.of(*CONTACTS)
        shown = np.stack((self.facts.network[signals.ad[at]], signals.value[at], signals.ad[at]))
        shown = shown[:, ordered(*shown)]
        return shown[:, firsts(shown)]

    def shared_contacts(self, owner: I64) -> Iterator[tuple[int, list[tuple[int, list[int]]]]]:
        """(number of a network, [(value, rows of the ads that show it)]): contacts that several
        owners show, where owner says of each ad whose it is."""
        network, value, ad = self.contacts
        if not len(ad):
            return
        starts = np.flatnonzero(firsts(self.contacts[:2]))
        ends = np.append(starts[1:], len(ad))
        least, most = (it.reduceat(owner[ad], starts) for it in (np.minimum, np.maximum))
        several = np.flatnonzero(least != most).tolist()
        for number, runs in groupby(several, key=lambda run: int(network[starts[run]])):
            yield (
                number,
                [(int(value[starts[run]]), ad[starts[run] : ends[run]].tolist()) for run in runs],
            )

    def different(self, kind: str) -> I64:
        """How many different values of a kind each network shows."""
        signals = self.facts.signals
        at = signals.of(kind)
        network, _ = different_pairs(self.facts.network[signals.ad[at]], signals.value[at])
        return np.bincount(network, minlength=len(self.facts.networks))

    @cached_property
    def first_of_provider(self) -> list[int]:
        """Of each provider, by its number, the first row that is its own."""
        _, first = np.unique(self.facts.provider, return_index=True)
        return list(first.tolist())

    def count(self, rows: I64) -> I64:
        """How many of these rows each network has."""
        return np.bincount(self.facts.network[rows], minlength=len(self.facts.networks))

    def by_network(self, rows: I64) -> Iterator[tuple[int, list[int]]]:
        """(number of a network, its rows), of rows that stand network by network."""
        networks = self.facts.network[rows]
        bounds = [*np.flatnonzero(firsts(networks)).tolist(), len(rows)]
        for start, end in pairwise(bounds):
            yield int(networks[start]), rows[start:end].tolist()

    def number_of(self, known: Known) -> int:
        """Of a kind and value, if any ad shows it."""
        return self._numbers.get(known, NONE)

    def evidence(self, mark: Mark) -> Evidence:
        """The ad, and where in it the sign stands if it stands in a text."""
        ad, where = mark
        source, id = self.facts.name(ad)
        if isinstance(where, tuple):
            return Evidence(source, id, *where)
        signals = self.facts.signals
        for at in range(self._begins[ad], self._begins[ad + 1]) if where != NONE else ():
            if self._values[at] == where:
                return Evidence(source, id, *signals.where(at))
        return Evidence(source, id)

    @cached_property
    def _numbers(self) -> dict[Known, int]:
        return {known: number for number, known in enumerate(self.facts.signals.known)}

    @cached_property
    def _values(self) -> list[int]:
        return list(self.facts.signals.value.tolist())

    @cached_property
    def _begins(self) -> list[int]:
        """Where each ad's signals begin."""
        rows = np.arange(len(self.facts.network) + 1)
        return list(np.searchsorted(self.facts.signals.ad, rows).tolist())


def view_of(facts: Facts, now: datetime) -> View:
    return View(facts, microseconds(now))


def first_of_each(owners: I64, rows: Sequence[int]) -> dict[int, int]:
    """Owner -> the first of the rows that is theirs, in the order of the rows."""
    first: dict[int, int] = {}
    for owner, row in zip(owners[rows].tolist(), rows, strict=True):
        first.setdefault(owner, row)
    return first


def _root(same: list[int], one: int) -> int:
    while same[one] != one:
        same[one] = same[same[one]]
        one = same[one]
    return one
