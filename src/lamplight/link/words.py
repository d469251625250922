"""The texts of a corpus, read once for everything that compares them.

texts -> read_words -> Wording; what is known, part after part of them -> Reading -> Wording

Of each different text its shingles stay; the texts themselves are not held.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from zlib import crc32

import numpy as np

from lamplight import _native
from lamplight.arrays import F64, I64, U8, U32, U64, Bool
from lamplight.match.text import Shingles, group_shingles, jaccard, shingle_texts

PART = 20_000  # texts held at a time
DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The words of n ads, whose different texts are t.

    text      I64[n] number of the ad's text
    checksum  U64[t] of each text as it was written
    digest    U8[t, DIGEST_BYTES] by which it is known when it comes again
    shingles  of the t texts
    group     I64[t] one number for variants of one text
    """

    text: I64
    checksum: U64
    digest: U8
    shingles: Shingles
    group: I64

    def alike(self, left: I64, right: I64) -> F64:
        """Share of shingles that two ads have in common, 0..1, rows I64[k], I64[k] -> F64[k]."""
        return jaccard(self.shingles, self.text[left], self.text[right])

    def nearest(self, rows: I64, homes: tuple[I64, I64, I64], tried: int) -> I64:
        """Of each row, the home whose words are most alike, the first of these -> I64[k].

        homes  rows; where those of each row begin among these, and how many they are, 1 or more
        tried  so many of them are compared, evenly taken
        """
        shingles = self.shingles.hashes, self.shingles.starts
        return _native.nearest_words(shingles, self.text, rows, homes, tried)


class Reading:
    """Texts as they come in: each different one is shingled once, and known by its digest."""

    def __init__(self, known: Wording | None = None) -> None:
        """known: of the first ads; where some of its texts have none any more, these go."""
        known = _nothing() if known is None else known
        self._number = {bytes(it): number for number, it in enumerate(known.digest)}
        self._texts = [known.text]
        self._checksums: list[int] = known.checksum.tolist()
        self._hashes: list[U32] = [known.shingles.hashes]
        self._sizes = [known.shingles.sizes()]
        self._group = known.group

    def add(self, texts: Sequence[str]) -> list[int]:
        """The next ads' texts; gives back the places of those that are met for the first time."""
        number, new = self._number, list[int]()
        of_each = np.empty(len(texts), np.int64)
        for place, text in enumerate(texts):
            raw = text.encode("utf-8", "surrogatepass")
            known = number.setdefault(sha256(raw).digest()[:DIGEST_BYTES], len(number))
            if known == len(self._checksums):
                self._checksums.append(crc32(raw))
                new.append(place)
            of_each[place] = known
        self._texts.append(of_each)
        part = shingle_texts([texts[place] for place in new])
        self._hashes.append(part.hashes)
        self._sizes.append(part.sizes())
        return new

    def done(self, rows: I64 | None = None) -> tuple[Wording, Bool]:
        """What was read, and which of the texts met are in it; once, at the end.

        rows: of these ads, in this order; None: all.
        """
        text = np.concatenate(self._texts)
        text = text if rows is None else text[rows]
        digest = np.frombuffer(b"".join(self._number), np.uint8).reshape(-1, DIGEST_BYTES)
        checksum = np.array(self._checksums, np.uint64)
        sizes, hashes = np.concatenate(self._sizes), np.concatenate(self._hashes)
        group = np.append(self._group, np.full(len(sizes) - len(self._group), -1))
        used = np.bincount(text, minlength=len(sizes)) > 0
        if not used.all():
            group = without_groups(group, ~used)[used]
            text, hashes = (np.cumsum(used) - 1)[text], hashes[np.repeat(used, sizes)]
            digest, checksum, sizes = digest[used], checksum[used], sizes[used]
        shingles = Shingles(hashes, np.append(0, np.cumsum(sizes)))
        group = group_shingles(shingles, before=group)
        return Wording(text, checksum, digest, shingles, group), used


def without_groups(group: I64, lost: Bool) -> I64:
    """The groups that lost no member; -1 for those of all others."""
    gone = np.zeros(int(group.max(initial=-1)) + 2, np.bool_)  # the last: of those of no group
    gone[group[lost]] = True
    return np.where(gone[group], -1, group)


def _nothing() -> Wording:
    none = np.empty(0, np.int64)
    digest, shingles = np.empty((0, DIGEST_BYTES), np.uint8), shingle_texts([])
    return Wording(none, none.astype(np.uint64), digest, shingles, none)


def read_words(texts: Iterable[str]) -> Wording:
    """The words of each text."""
    reading, waiting = Reading(), iter(texts)
    while part := list(islice(waiting, PART)):
        reading.add(part)
    return reading.done()[0]
