"""The texts of a corpus, read once for everything that compares them.

texts -> read_words -> Wording
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lamplight.arrays import F64, I64
from lamplight.match.text import Shingles, collapse, group_shingles, jaccard, shingle_texts


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The words of n ads, whose different texts are t.

    text      I64[n] number of the ad's text
    shingles  of the t texts
    group     I64[t] near-duplicate group of each text
    """

    text: I64
    shingles: Shingles
    group: I64

    def alike(self, left: I64, right: I64) -> F64:
        """Share of shingles that two ads have in common, 0..1, rows I64[k], I64[k] -> F64[k]."""
        return jaccard(self.shingles, self.text[left], self.text[right])


def read_words(texts: Sequence[str]) -> Wording:
    """The different texts, shingled and grouped."""
    different, text = collapse(texts)
    shingles = shingle_texts(different)
    return Wording(text, shingles, group_shingles(shingles))
