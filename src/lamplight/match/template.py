"""What the variants of a text have in common, and where they differ.

texts of one group -> find_template -> Template, constant words and slots in turn

The idea of showing a group as constants and slots is InfoShield's (Lee et al., ICDE 2021). Here the
text that shares most words with the others is the ruler; each other text is aligned to it by
longest matching blocks; words of the ruler found in most texts are constant. Limits: at most
``TEXTS`` texts of ``WORDS`` words are aligned, and what moved within a text is a slot in both
places.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from lamplight.match.text import fold

TEXTS = 50
WORDS = 400
CONSTANT_SHARE = 0.8
"""A word is constant that so large a share of the texts has in its place."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where the texts differ.

    fillings  (words, how many of the aligned texts have them), the most frequent first; "" where
              nothing stands there
    """

    fillings: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Template:
    """pieces: constant words (text) and slots; texts: how many different ones were aligned."""

    pieces: tuple[str | Slot, ...]
    texts: int


Words = list[str]


def find_template(texts: Sequence[str]) -> Template:
    """Of the different texts among these, at least one; their order does not matter."""
    different = sorted({tuple(text.split()[:WORDS]) for text in texts})[:TEXTS]
    split = [list(words) for words in different]
    folded = [[fold(word) for word in words] for words in split]
    ruler = _ruler(folded)
    aligned = [_aligned(folded[ruler], words) for words in folded]
    counts = Counter(place for pairs in aligned for place in pairs)
    constant = [
        place
        for place in range(len(folded[ruler]))
        if counts[place] >= CONSTANT_SHARE * len(different)
    ]
    return Template(tuple(_pieces(split, ruler, aligned, constant)), len(different))


def _ruler(folded: Sequence[Words]) -> int:
    """The text whose words are in most of the texts; the first of several."""
    spread = Counter(word for words in folded for word in set(words))
    worth = [sum(spread[word] for word in set(words)) - len(words) for words in folded]
    return max(range(len(folded)), key=lambda at: (worth[at], -at))


def _aligned(ruler: Words, words: Words) -> dict[int, int]:
    """Place in the ruler -> place of the same word in the text; both rise."""
    matcher = SequenceMatcher(None, ruler, words, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _pieces(
    split: Sequence[Words], ruler: int, aligned: Sequence[dict[int, int]], constant: Sequence[int]
) -> list[str | Slot]:
    """Constants with the slots before, between and after them; empty slots left out."""
    pieces: list[str | Slot] = []
    row: Words = []
    borders = [-1, *constant, len(split[ruler])]
    for before, after in pairwise(borders):
        fillings = Counter(
            " ".join(words[_place(pairs, before, 0) : _place(pairs, after, len(words))])
            for words, pairs in zip(split, aligned, strict=True)
            if _has(pairs, before, -1) and _has(pairs, after, len(split[ruler]))
        )
        if any(fillings):
            pieces += [" ".join(row)] if row else []
            row = []
            ordered = sorted(fillings.items(), key=lambda one: (-one[1], one[0]))
            pieces.append(Slot(tuple(ordered)))
        if after < len(split[ruler]):
            row.append(split[ruler][after])
    return pieces + ([" ".join(row)] if row else [])


def _has(pairs: dict[int, int], place: int, border: int) -> bool:
    return place == border or place in pairs


def _place(pairs: dict[int, int], place: int, end: int) -> int:
    """Where a text's words after (or before) a place of the ruler begin (or end)."""
    if place not in pairs:
        return end
    return pairs[place] + (1 if end == 0 else 0)
