"""The slow twin of native/extract/cyrillic.cpp: one pattern of all words in all their cases."""

import re

from lamplight.extract.cyrillic import LETTERS, MEANS, SMALL, WORDS

CYRILLIC = re.compile("[а-яёА-ЯЁ]")
PATTERN = (
    "(?<![а-яёА-ЯЁa-zA-Z])(?:"
    + "|".join(
        f"{word}|{word.capitalize()}|{word.upper()}"
        for word in sorted(WORDS, key=lambda word: (-len(word), word))
    )
    + ")+(?![а-яёА-ЯЁa-zA-Z])"
)
"""One known word or several glued together."""

WORD = re.compile(PATTERN)
_LATIN = str.maketrans(SMALL, LETTERS[0])


def latin(word: str) -> str:
    """Small ASCII letters, as many as the word has."""
    low = word.lower()
    return MEANS.get(low) or low.translate(_LATIN)
