"""What the variants of a text have in common, and where they differ.

texts of one group -> find_template -> Template, constant words and slots in turn

The idea of showing a group as constants and slots is InfoShield's (Lee et al., ICDE 2021). Here the
text that shares most words with the others is the ruler; each other text is aligned to it by
longest matching blocks; words of the ruler found in most texts are constant. Words are the same
whatever their case and the signs at their ends. Limits: at most ``TEXTS`` texts of ``WORDS`` words
are aligned, and what moved within a text is a slot in both places.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from lamplight.match.text import fold

TEXTS = 50
WORDS = 400
CONSTANT_SHARE = 0.8
"""A word is constant that so large a share of the texts has in its place."""

_BARE = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where the texts differ.

    fillings  (words as most write them, how many of the aligned texts have them), the most frequent
              first; "" where nothing stands there
    """

    fillings: tuple[tuple[str, int], ...]

    @property
    def is_rare(self) -> bool:
        """Whether in most texts nothing stands there."""
        texts = sum(texts for _, texts in self.fillings)
        return any(not words and of >= CONSTANT_SHARE * texts for words, of in self.fillings)


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
    folded = [list(map(_bare, words)) for words in split]
    ruler = _ruler(folded)
    aligned = [_aligned(folded[ruler], words) for words in folded]
    counts = Counter(place for pairs in aligned for place in pairs)
    constant = [
        place
        for place in range(len(folded[ruler]))
        if counts[place] >= CONSTANT_SHARE * len(different)
    ]
    variants = list(zip(split, aligned, strict=True))
    return Template(tuple(_pieces(variants, constant, len(folded[ruler]))), len(different))


def _bare(word: str) -> str:
    """Without the signs at its ends; a word of signs alone as it is."""
    folded = fold(word)
    return _BARE.sub("", folded) or folded


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
    texts: Sequence[tuple[Words, dict[int, int]]], constant: Sequence[int], end: int
) -> list[str | Slot]:
    """Constants with the slots before, between and after them; empty slots left out.

    texts  words, and where in them those of the ruler stand, which has so many as end says
    """
    pieces: list[str | Slot] = []
    row: Words = []
    for before, after in pairwise([-1, *constant, end]):
        fillings = _fillings(
            words[_place(pairs, before, 0) : _place(pairs, after, len(words))]
            for words, pairs in texts
            if _has(pairs, before, -1) and _has(pairs, after, end)
        )
        if any(words for words, _ in fillings):
            pieces += [" ".join(row)] if row else []
            row = []
            pieces.append(Slot(fillings))
        if after < end:
            row.append(_as_most(words[pairs[after]] for words, pairs in texts if after in pairs))
    return pieces + ([" ".join(row)] if row else [])


def _fillings(found: Iterable[Words]) -> tuple[tuple[str, int], ...]:
    """What stands in one slot, and in how many texts."""
    writings: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for words in found:
        writings[tuple(map(_bare, words))].append(" ".join(words))
    counted = [(_as_most(several), len(several)) for several in writings.values()]
    return tuple(sorted(counted, key=lambda one: (-one[1], one[0])))


def _as_most(writings: Iterable[str]) -> str:
    """The most frequent; of several the first by its letters."""
    return min(Counter(writings).items(), key=lambda one: (-one[1], one[0]))[0]


def _has(pairs: dict[int, int], place: int, border: int) -> bool:
    return place == border or place in pairs


def _place(pairs: dict[int, int], place: int, end: int) -> int:
    """Where a text's words after (or before) a place of the ruler begin (or end)."""
    if place not in pairs:
        return end
    return pairs[place] + (1 if end == 0 else 0)
