"""Ads as they come in, part after part, laid out as linking and ranking read them.

AdColumns of those known, rows, signals, pictures -> Gathering -> AdColumns

Each different text is read when it is first met; groups of texts and of pictures are found at the
end, and of those known they need not be found again.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np

from lamplight.arrays import I64, U8, Bool
from lamplight.link.words import Reading, without_groups
from lamplight.match.hamming import group_near
from lamplight.ragged import in_a_row, starts_of
from lamplight.rank.facts import Known, Numbers
from lamplight.rank.phrases import Phrases
from lamplight.rank.texts import joined, read_texts
from lamplight.store.ad_columns import AdColumns, no_columns
from lamplight.store.ad_facts import AdFacts, Shown
from lamplight.store.ad_log import Range


class Gathering:
    """Rows are numbered from 0, those known before those that come in."""

    def __init__(self, phrases: Phrases, known: AdColumns | None = None) -> None:
        """phrases: are looked for, as they were in those known."""
        known = no_columns() if known is None else known
        facts, shown = known.facts, known.facts.shown
        self._known, self._phrases = known, phrases
        self._reading = Reading(known.wording)
        self._sources, self._names = Numbers(facts.sources), Numbers(facts.names)
        self._values = Numbers(shown.values)
        self._keys, self._texts = [*facts.keys], [facts.texts]
        self._rows: list[tuple[Any, ...]] = [
            (facts.number, facts.source, facts.seen, facts.name, facts.lat, facts.lon, facts.age)
        ]
        none = np.empty(0, np.int64)
        self._signals = [(none, shown.value, shown.how)]
        picture_row = np.searchsorted(facts.number, known.picture_ad)
        self._pictures = [(picture_row, known.picture_hash)]
        self._gone = none

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, rows: Sequence[Sequence[Any]]) -> I64:
        """Ads side by side: number, source, id, title, body, when seen, city, region, country,
        latitude, longitude, age, as in AdFacts. Gives back the numbers."""
        number, source, id, title, body, seen, *names, lat, lon, age = rows
        self._keys += [f"{of}/{own}" for of, own in zip(source, id, strict=True)]
        numbers = np.array(number, np.int64)
        self._rows.append(
            (
                numbers,
                self._sources.of(source),
                np.array(seen, np.int64),
                self._names.of(zip(*names, strict=True)),
                np.array(lat, np.float64),
                np.array(lon, np.float64),
                np.array(age, np.int64),
            )
        )
        lines = list(map(_line, title))
        texts = [f"{line}\n{words}" for line, words in zip(lines, body, strict=True)]
        new = self._reading.add(texts)
        some = [lines[at] for at in new], [body[at] for at in new]
        self._texts.append(read_texts(*some, self._phrases))
        return numbers

    def add_signals(self, row: I64, values: Iterable[Known], how: I64) -> None:
        """Of rows that came in, in their order; values and how as in Shown."""
        self._signals.append((row, self._values.of(values), how))

    def add_pictures(self, row: I64, hashes: Sequence[bytes]) -> None:
        """Of rows that came in, in their order."""
        found = np.frombuffer(b"".join(hashes), np.uint8).reshape(-1, 32)
        self._pictures.append((row, found))

    def drop(self, ranges: Sequence[Range]) -> None:
        """The ads so far that have these numbers, joined and in order."""
        number = np.concatenate([it[0] for it in self._rows])
        self._gone = np.flatnonzero(_within(number, ranges))

    def done(self) -> AdColumns:
        """Those that are left, in order of their numbers; once, at the end."""
        parts, self._rows = self._rows, []
        number, source, seen, name, lat, lon, age = (
            np.concatenate(column) for column in zip(*parts, strict=True)
        )
        del parts
        left = np.delete(np.arange(len(number)), self._gone)
        rows = left[np.argsort(number[left], kind="stable")]
        with ThreadPoolExecutor(1, "pictures") as pool:
            pictures = pool.submit(self._grouped_pictures, number, left)
            wording, used = self._reading.done(rows)
            facts = AdFacts(
                number=number,
                keys=self._keys,
                sources=self._sources.values(),
                source=source,
                seen=seen,
                names=self._names.values(),
                name=name,
                lat=lat,
                lon=lon,
                age=age,
                texts=joined(self._texts).at(np.flatnonzero(used)),
                text=np.empty(len(number), np.int64),
                shown=self._shown(),
            )
            if len(rows) < len(number) or (np.diff(rows) < 0).any():
                facts = facts.at(rows)
            return AdColumns(replace(facts, text=wording.text), wording, *pictures.result())

    def _shown(self) -> Shown:
        known = self._known.facts.shown.starts
        row, value, how = map(np.concatenate, zip(*self._signals, strict=True))
        counts = np.bincount(row - len(known) + 1, minlength=len(self) - len(known) + 1)
        starts = in_a_row([known, starts_of(counts)])
        return Shown(self._values.values(), starts, value, how)

    def _grouped_pictures(self, number: I64, left: I64) -> tuple[I64, U8, I64]:
        """Of the ads that are left, with groups of known ones but of those that lost a picture."""
        row, hashes = map(np.concatenate, zip(*self._pictures, strict=True))
        group = np.full(len(row), -1)
        group[: len(self._known.picture_group)] = self._known.picture_group
        there = np.isin(row, left)
        group = without_groups(group, ~there)[there]
        hashes = hashes[there]
        return number[row[there]], hashes, group_near(hashes, before=group)


def _line(title: str) -> str:
    """Of one line, so that where the body begins is told by the words of both."""
    return title.replace("\n", "\v") if "\n" in title else title


def _within(numbers: I64, ranges: Sequence[Range]) -> Bool:
    """Which of these numbers are in one of the ranges, which are in order."""
    first, last = np.array([*ranges, (2**62, 2**62)], np.int64).T
    return numbers <= np.append(last, -1)[np.searchsorted(first, numbers, side="right") - 1]
