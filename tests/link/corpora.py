"""Small corpora with dull defaults."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from lamplight.arrays import I64
from lamplight.link.corpus import Constraints, Corpus
from lamplight.link.words import read_words
from lamplight.match.hamming import group_near


@dataclass(frozen=True)
class Row:
    """An ad: what it shows, when and where it stood."""

    key: str
    shows: tuple[tuple[str, str], ...] = ()
    text: str = ""
    pictures: tuple[bytes, ...] = ()
    day: float = 20_000.0
    place: int = 0


def phone(number: int) -> tuple[str, str]:
    return ("phone", f"+1213555{number:04d}")


def picture(seed: int) -> bytes:
    return np.random.default_rng(seed).bytes(32)


def story(seed: int, words: int = 40) -> str:
    random = np.random.default_rng(seed)
    letters = random.choice(list("abcdefghijklmnop"), (words, 6))
    return " ".join("".join(word) for word in letters)


def corpus(rows: Sequence[Row]) -> Corpus:
    values = list(dict.fromkeys(value for row in rows for value in row.shows))
    number = {value: place for place, value in enumerate(values)}
    signals = [
        (i, number[value]) for i, row in enumerate(rows) for value in dict.fromkeys(row.shows)
    ]
    hashes = [(i, it) for i, row in enumerate(rows) for it in row.pictures]
    raw = np.frombuffer(b"".join(it for _, it in hashes), np.uint8).reshape(-1, 32)
    unknown = np.full(len(rows), np.nan)
    return Corpus(
        keys=[row.key for row in rows],
        day=np.array([row.day for row in rows], np.float64),
        lat=unknown,
        lon=unknown,
        place=np.array([row.place for row in rows], np.int64),
        wording=read_words(row.text for row in rows),
        values=values,
        signal_row=np.array([row for row, _ in signals], np.int64),
        signal_value=np.array([value for _, value in signals], np.int64),
        picture_row=np.array([row for row, _ in hashes], np.int64),
        picture_hash=raw,
        picture_group=group_near(raw),
    )


def pairs(*rows: tuple[int, int]) -> I64:
    return np.array(rows, np.int64).reshape(-1, 2)


@dataclass(frozen=True)
class World:
    """Operators who post again and again, a line that strangers share, a stolen picture."""

    rows: list[Row] = field(default_factory=list)
    truth: list[int] = field(default_factory=list)

    def shuffled(self, seed: int) -> tuple["World", I64]:
        order = np.random.default_rng(seed).permutation(len(self.rows))
        rows = [self.rows[i] for i in order]
        return World(rows, [self.truth[i] for i in order]), order

    def renamed(self, prefix: str) -> "World":
        return World([replace(row, key=prefix + row.key) for row in self.rows], self.truth)


def world(operators: int = 40, ads: int = 6, seed: int = 1) -> World:
    random = np.random.default_rng(seed)
    out = World()
    for operator in range(operators):
        home = int(random.integers(0, 20))
        words = story(operator).split()
        for ad in range(ads):
            edited = list(words)
            edited[int(random.integers(0, len(words)))] = f"edit{operator}x{ad}"
            shows = [phone(operator)] if random.random() < 0.9 else []
            if random.random() < 0.3:
                shows.append(("phone", "+18005550100"))
            pictures: tuple[bytes, ...] = (picture(1000 * operator + int(random.integers(0, 3))),)
            if random.random() < 0.1:
                pictures += (picture(7),)
            key = f"site{int(random.integers(0, 3))}/{len(out.rows)}"
            day = 20_000 + float(random.uniform(0, 30))
            out.rows.append(Row(key, tuple(shows), " ".join(edited), pictures, day, home))
            out.truth.append(operator)
    return out


NOTHING_DECIDED = Constraints()
