"""Misspelt digit words in plain Python: the slow twin of native/extract/slips.cpp."""

from collections import Counter
from functools import lru_cache

from lamplight.extract.number_words import LANGUAGES
from lamplight.extract.slips import (
    ALIKE,
    DIGITS,
    ENOUGH,
    EVERYDAY,
    LIMITS,
    LONGEST,
    SOFT,
    VOWELS,
)

_EVERYDAY = {language: frozenset(words.split()) for language, words in EVERYDAY.items()}


def spoken(words: list[str]) -> frozenset[str]:
    """Languages with enough digit words, but for those with half as many as another."""
    counts = Counter(language for word in words for language in LANGUAGES.get(word, "").split())
    most = max(counts.values(), default=0)
    return frozenset(
        language for language, count in counts.items() if count >= ENOUGH and count * 2 > most
    )


@lru_cache(maxsize=1 << 16)
def digit_of(word: str, languages: frozenset[str], *, everyday: bool) -> str:
    """The digit of the one nearest word of these languages, "" for none."""
    if not 2 <= len(word) <= LONGEST:
        return ""
    near: list[tuple[int, str]] = []
    for language in languages & DIGITS.keys():
        plain = word in _EVERYDAY.get(language, ())
        if plain and not everyday:
            return ""
        for digit, right in enumerate(DIGITS[language].split()):
            limit = 1 if plain else int(LIMITS[min(len(right), len(LIMITS) - 1)])
            if (off := _cost(word, right)) <= limit:
                near.append((off, str(digit)))
    least = min(near, default=(0, ""))[0]
    digits = {digit for off, digit in near if off == least}
    return digits.pop() if len(digits) == 1 else ""


@lru_cache(maxsize=1 << 16)
def _cost(word: str, right: str) -> int:
    """Half steps from one to the other."""
    costs = {(0, 0): 0}
    for i in range(len(word) + 1):
        for j in range(len(right) + 1):
            ways = [costs.get((i, j), 1 << 30)]
            if i:
                ways.append(costs[i - 1, j] + _dropped(word, i - 1))
            if j:
                ways.append(costs[i, j - 1] + _dropped(right, j - 1))
            if i and j:
                ways.append(costs[i - 1, j - 1] + _changed(word[i - 1], right[j - 1]))
            if i > 1 and j > 1 and word[i - 2 : i] == right[j - 1] + right[j - 2]:
                ways.append(costs[i - 2, j - 2] + 1)
            costs[i, j] = min(ways)
    return costs[len(word), len(right)]


def _dropped(word: str, at: int) -> int:
    twice = word[at] in (word[at - 1 : at], word[at + 1 : at + 2])
    return 1 if twice or word[at] in SOFT[0] else 2


def _changed(one: str, other: str) -> int:
    if one == other:
        return 0
    return 1 if any(one in like and other in like for like in (*VOWELS, *ALIKE)) else 2
