"""The texts of a corpus, read once for everything that compares them.

texts -> read_words -> Wording; part after part of them -> Reading -> Wording

Of each different text its shingles stay; the texts themselves are not held.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from zlib import crc32

import numpy as np

from lamplight.arrays import F64, I64, U32, U64
from lamplight.match.text import Shingles, jaccard, shingle_texts

PART = 20_000  # texts held at a time


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The words of n ads, whose different texts are t.

    text      I64[n] number of the ad's text
    checksum  U64[t] of each text as it was written
    shingles  of the t texts
    """

    text: I64
    checksum: U64
    shingles: Shingles

    def alike(self, left: I64, right: I64) -> F64:
        """Share of shingles that two ads have in common, 0..1, rows I64[k], I64[k] -> F64[k]."""
        return jaccard(self.shingles, self.text[left], self.text[right])


@dataclass(slots=True)
class Reading:
    """Texts as they come in: each different one is shingled once, and known by its digest."""

    _number: dict[bytes, int] = field(default_factory=dict)
    _texts: list[I64] = field(default_factory=list)
    _checksums: list[int] = field(default_factory=list)
    _hashes: list[U32] = field(default_factory=list)
    _sizes: list[I64] = field(default_factory=list)

    def add(self, texts: Sequence[str]) -> None:
        """The next ads' texts."""
        number, new = self._number, []
        of_each = np.empty(len(texts), np.int64)
        for place, text in enumerate(texts):
            raw = text.encode("utf-8", "surrogatepass")
            known = number.setdefault(sha256(raw).digest(), len(number))
            if known == len(self._checksums):
                self._checksums.append(crc32(raw))
                new.append(text)
            of_each[place] = known
        self._texts.append(of_each)
        part = shingle_texts(new)
        self._hashes.append(part.hashes)
        self._sizes.append(part.sizes())

    def done(self) -> Wording:
        """All that was read; once, at the end."""
        nothing = np.empty(0, np.int64)
        shingles = Shingles(
            np.concatenate([np.empty(0, np.uint32), *self._hashes]),
            np.cumsum(np.concatenate([np.zeros(1, np.int64), *self._sizes])),
        )
        checksums = np.array(self._checksums, np.uint64)
        return Wording(np.concatenate([nothing, *self._texts]), checksums, shingles)


def read_words(texts: Iterable[str]) -> Wording:
    """The words of each text."""
    reading, waiting = Reading(), iter(texts)
    while part := list(islice(waiting, PART)):
        reading.add(part)
    return reading.done()
