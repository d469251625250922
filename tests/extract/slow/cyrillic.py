"""The slow twin of native/extract/cyrillic.cpp: one pattern of all words in all their cases."""

import re

from lamplight.extract.cyrillic import LETTERS, MEANS, SMALL, WORDS
from lamplight.extract.scripts import JOINED, READ_AS

_OTHERS = "|".join(map(re.escape, sorted(READ_AS, key=lambda word: (-len(word), word))))
CYRILLIC = re.compile(f"[а-яёА-ЯЁ]|{_OTHERS}")
PATTERN = (
    f"(?<![{JOINED}])(?:{_OTHERS})(?![{JOINED}])|"
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
    """ASCII, as many letters as the word has, but for words of other scripts."""
    if word in READ_AS:
        return READ_AS[word]
    low = word.lower()
    return MEANS.get(low) or low.translate(_LATIN)
