"""What linking and ranking read of the ads, as columns: words, days, places, signals, pictures.

Connection, which ads, what is known of others -> read_columns -> AdColumns

Groups of texts and of pictures are among them: of what is known they need not be found again.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, func, select

from lamplight.arrays import I64, U8, Bool
from lamplight.bank.match import LEAST_QUALITY
from lamplight.link.words import Reading, Wording, read_words, without_groups
from lamplight.match.hamming import group_near
from lamplight.rank.facts import Numbers
from lamplight.rank.phrases import Phrases
from lamplight.rank.texts import joined, read_texts
from lamplight.store.ad_facts import AdFacts, Told, Wanted, no_facts, read_rows, read_shown
from lamplight.store.ad_log import Range
from lamplight.store.parts import read_parts
from lamplight.store.tables import ad_pictures


@dataclass(frozen=True, slots=True, eq=False)
class AdColumns:
    """n ads in order of their numbers, and p pictures.

    facts          what ranking reads of them, and linking too
    wording        the words of title, newline, body; its texts are those of facts
    picture_ad     I64[p] the number of its ad; picture_hash U8[p, 32]
    picture_group  I64[p] one number for near copies of one picture
    """

    facts: AdFacts
    wording: Wording
    picture_ad: I64
    picture_hash: U8
    picture_group: I64


def read_columns(
    db: Connection,
    wanted: Sequence[Wanted],
    phrases: Phrases,
    known: AdColumns | None = None,
    told: Told = lambda _: None,
) -> AdColumns:
    """The ads known, and after them those that are wanted, none of which is among them.

    phrases  are looked for, as they were in those known
    """
    known = _nothing() if known is None else known
    ad, hashes = _pictures(db, wanted)
    ad = np.concatenate([known.picture_ad, ad])
    hashes = np.concatenate([known.picture_hash, hashes])
    before = np.append(known.picture_group, np.full(len(ad) - len(known.picture_ad), -1))
    with ThreadPoolExecutor(1, "pictures") as pool:  # while the database gives the words
        groups = pool.submit(group_near, hashes, before=before)
        facts, wording = _rows(db, wanted, phrases, known, told)
        columns = AdColumns(facts, wording, ad, hashes, groups.result())
    order = np.argsort(facts.number, kind="stable")
    return columns if (np.diff(order) > 0).all() else _at(columns, order)


def without(columns: AdColumns, ranges: Sequence[Range]) -> AdColumns:
    """The columns without the ads of these numbers; -1 for each group that lost one."""
    kept, shown = (~_within(it, ranges) for it in (columns.facts.number, columns.picture_ad))
    return replace(
        _at(columns, np.flatnonzero(kept)),
        picture_ad=columns.picture_ad[shown],
        picture_hash=columns.picture_hash[shown],
        picture_group=without_groups(columns.picture_group, ~shown)[shown],
    )


def _within(numbers: I64, ranges: Sequence[Range]) -> Bool:
    """Which of these numbers are in one of the ranges, which are in order."""
    first, last = np.array([*ranges, (2**62, 2**62)], np.int64).T
    return numbers <= np.append(last, -1)[np.searchsorted(first, numbers, side="right") - 1]


def _at(columns: AdColumns, rows: I64) -> AdColumns:
    """Some ads in the order given; all pictures."""
    wording = columns.wording
    wording = replace(wording, text=wording.text[rows])
    return replace(columns, facts=columns.facts.at(rows), wording=wording)


def _nothing() -> AdColumns:
    none, hashes = np.empty(0, np.int64), np.empty((0, 32), np.uint8)
    return AdColumns(no_facts(), read_words([]), none, hashes, none)


class _Rows:
    """Rows of ads as they come in, after those known."""

    def __init__(self, known: AdColumns, phrases: Phrases) -> None:
        facts = known.facts
        self._known, self._phrases = facts, phrases
        self._reading = Reading(known.wording)
        self._sources, self._names = Numbers(facts.sources), Numbers(facts.names)
        self._keys, self._texts = [*facts.keys], [facts.texts]
        self._parts: list[tuple[Any, ...]] = [
            (facts.number, facts.source, facts.seen, facts.name, facts.lat, facts.lon, facts.age)
        ]

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        number, source, id, title, body, seen, *names, lat, lon, age = zip(*rows, strict=True)
        self._keys += [f"{of}/{own}" for of, own in zip(source, id, strict=True)]
        self._parts.append(
            (
                np.array(number, np.int64),
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

    def done(self) -> tuple[AdFacts, Wording]:
        """Without what they show."""
        wording, used = self._reading.done()
        columns = map(np.concatenate, zip(*self._parts, strict=True))
        number, source, seen, name, lat, lon, age = columns
        facts = replace(
            self._known,
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
            text=wording.text,
        )
        return facts, wording


def _line(title: str) -> str:
    """Of one line, so that where the body begins is told by the words of both."""
    return title.replace("\n", "\v") if "\n" in title else title


def _rows(
    db: Connection, wanted: Sequence[Wanted], phrases: Phrases, known: AdColumns, told: Told
) -> tuple[AdFacts, Wording]:
    rows = _Rows(known, phrases)
    for part in read_rows(db, wanted):
        rows.add(part)
        told(len(rows))
    facts, wording = rows.done()
    numbers = facts.number[len(known.facts.number) :]
    return replace(facts, shown=read_shown(db, wanted, known.facts.shown, numbers)), wording


def _pictures(db: Connection, wanted: Sequence[Wanted]) -> tuple[I64, U8]:
    owners: list[I64] = [np.empty(0, np.int64)]
    hashes = bytearray()
    for some in wanted:
        for part in read_parts(db, _good_pictures(some)):
            ad, pdq = zip(*part, strict=True)
            owners.append(np.array(ad, np.int64))
            hashes += b"".join(pdq)
    found = np.frombuffer(bytes(hashes), np.uint8).reshape(-1, 32)
    return np.concatenate(owners), found


def _good_pictures(wanted: Wanted) -> Select[Any]:
    table = ad_pictures.c
    return (
        select(table.ad, table.pdq)
        .where(table.pdq.is_not(None), wanted(table.ad))
        .where(func.coalesce(table.quality, 100) >= LEAST_QUALITY)
        .order_by(table.ad, table.position)
    )
