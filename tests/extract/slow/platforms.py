"""The slow twin of native/extract/platforms.cpp: names in disguise, by one pattern."""

import re
from string import ascii_lowercase

from lamplight.extract.platforms import DISGUISED, HIDDEN, LEFT, RARE

_SINGLE = frozenset(ascii_lowercase)


def undisguised(lower: str, words: frozenset[str]) -> str:
    """The same length; a name that was drawn or written apart stands at the end of its place.

    words: the rows of letters in lower, to pass over most texts quickly.
    """
    held_down = re.search(r"([a-z])\1\1", lower)
    if (
        not held_down
        and words.isdisjoint(LEFT)
        and (words.isdisjoint(RARE) or len(words & _SINGLE) < 2)
    ):
        return lower
    return DISGUISED.sub(_plainly, lower)


def _plainly(hidden: re.Match[str]) -> str:
    word = next(word for word in HIDDEN if hidden[word] is not None)
    return word.rjust(hidden.end() - hidden.start())
