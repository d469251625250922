"""Find texts that are variants of one another.

texts -> shingle_texts -> Shingles -> group_shingles -> labels; jaccard for single pairs

Method: pairs of neighbouring words; one-permutation MinHash of 128 bins (Li, Owen, Zhang 2012;
densified after Shrivastava 2017), 32 bands of 4, and every candidate verified by the exact Jaccard
share before it is joined. Digits count by position only and addresses and @names not at all, so
that a changed number leaves a text what it was; emoji, symbols and ideographs are words of their
own.
Limit: two texts that share 40 % meet in a band in half of all cases, at 60 % in 99 of 100; families
of several variants are found all the same, since one chain of near ones is enough.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lamplight import _native
from lamplight.arrays import F64, I64, U8, U32
from lamplight.match.hamming import number_by_first

WIDTH_WORDS = 2
LEAST_SHARE = 0.4  # chosen on development worlds, see docs/linking.md
CHUNK = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Shingles:
    """Hashed pairs of words of n texts.

    hashes  U32[s] sorted within each text, each once
    starts  I64[n + 1] where each text's begin
    """

    hashes: U32
    starts: I64

    def sizes(self) -> I64:
        """Shingles of each text -> I64[n]."""
        return np.diff(self.starts)


def fold(text: str) -> str:
    """The text without what writing it otherwise would change: case and compatibility forms."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.is_normalized("NFKC", text)
    return (text if plain else unicodedata.normalize("NFKC", text)).casefold()


def shingle_texts(texts: Sequence[str]) -> Shingles:
    """Pairs of neighbouring words of each text; a one-word text is that word."""
    hashes: list[U32] = []
    sizes: list[I64] = [np.zeros(1, np.int64)]
    for begin in range(0, len(texts), CHUNK):
        utf8, starts = _joined(texts[begin : begin + CHUNK])
        part, part_starts = _native.shingle_texts(utf8, starts, WIDTH_WORDS)
        hashes.append(part)
        sizes.append(np.diff(part_starts))
    return Shingles(
        np.concatenate(hashes) if hashes else np.empty(0, np.uint32),
        np.cumsum(np.concatenate(sizes)),
    )


def group_shingles(
    shingles: Shingles, least_share: float = LEAST_SHARE, before: I64 | None = None
) -> I64:
    """Single linkage of texts that share least_share of their shingles -> I64[n], numbered from 0
    in order of first row; a text without words is a group of its own.

    before: I64[n] whole groups that are known already, -1 for the texts of which none is.
    """
    known = np.full(len(shingles.starts) - 1, -1) if before is None else before
    return _native.group_shingles(shingles.hashes, shingles.starts, least_share, known)


def group_texts(texts: Sequence[str]) -> I64:
    """Near-duplicate groups -> I64[n], numbered from 0 in order of first row; texts without words
    are one group."""
    different, rows = collapse(texts)
    return number_by_first(group_shingles(shingle_texts(different))[rows])


def collapse(texts: Sequence[str]) -> tuple[list[str], I64]:
    """The different texts in order of first appearance, and for each text its row among them."""
    number: dict[str, int] = {}
    rows = np.fromiter((number.setdefault(t, len(number)) for t in texts), np.int64, len(texts))
    return list(number), rows


def jaccard(shingles: Shingles, left: I64, right: I64) -> F64:
    """Share of shingles that two texts have in common, rows I64[k], I64[k] -> F64[k], 0..1."""
    return _native.jaccard_pairs(shingles.hashes, shingles.starts, left, right)


def _joined(texts: Sequence[str]) -> tuple[U8, I64]:
    parts = [fold(text).encode("utf-8", "surrogatepass") for text in texts]
    starts = np.zeros(len(parts) + 1, np.int64)
    np.cumsum([len(part) for part in parts], out=starts[1:])
    return np.frombuffer(b"".join(parts), np.uint8), starts
