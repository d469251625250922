"""Put sentences together into an ad's text, and change them a little for the next posting.

random, signs -> compose -> Draft -> edited -> sentences

What is only known at posting time (city, name, prices, age) stands as a control character until
then. Method: whole sentences from a pool with slots; edits are those of hasty copying (a word lost,
two letters swapped, sentences moved, an emoji more).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from lamplight.simulate import phrases
from lamplight.simulate.draw import between, pick
from lamplight.simulate.signs import SIGNS
from lamplight.simulate.words import WORDS

CITY, NAME, OTHER_NAME, HALF, HOUR, AGE = "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"
_HOUSE = "\x07"
_LATE = {
    **{"city": CITY, "name": NAME, "name2": OTHER_NAME},
    **{"half": HALF, "hour": HOUR, "age": AGE, "house": _HOUSE},
}
_EMOJI = ("✨", "🌹", "💕", "🌸", "☀️", "🍃", "📞", "⭐", "🌙", "🦋", "💐", "❤️")
_JOINTS = (". ", ". ", ". ", "\n", "\n", " ", ", ", " - ", "! ", " * ", "\n\n", " | ", "... ")
_SHOUTING = 0.06
_SHORT = (
    ("and", "&"),
    ("with", "w/"),
    ("you", "u"),
    ("your", "ur"),
    ("please", "pls"),
    ("are", "r"),
)

Pattern = tuple[str, tuple[Sequence[str], ...]]


def _pattern(phrase: str) -> Pattern:
    """A phrase as a %-format and the pools that fill it, so that it begins with a capital."""
    pools: list[Sequence[str]] = []

    def slot(match: re.Match[str]) -> str:
        if late := _LATE.get(match[1]):
            return late
        pool = WORDS[match[1]]
        pools.append(pool if match.start() else tuple(map(_capital, pool)))
        return "%s"

    return _capital(re.sub(r"\{(\w+)\}", slot, phrase)), tuple(pools)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _patterns(pool: Sequence[str]) -> tuple[Pattern, ...]:
    return tuple(map(_pattern, pool))


_OPENING, _SELF, _PLACE = map(_patterns, (phrases.OPENING, phrases.SELF, phrases.PLACE))
_HOURS, _WELCOME, _RATES = map(_patterns, (phrases.HOURS, phrases.WELCOME, phrases.RATES))
_CLOSING, _TEAM, _TITLES = map(_patterns, (phrases.CLOSING, phrases.TEAM, phrases.TITLES))
_SPAM = tuple(_patterns(template.split("|")) for template in phrases.SPAM)
_SIGNS = {name: _patterns(sign.phrases) for name, sign in SIGNS.items()}


@dataclass(frozen=True, slots=True)
class Draft:
    """A text before it is posted.

    title, lines  with control characters for what is only known at posting time
    joint         what stands between the lines
    signs         the indicators it was made to show
    shout         all in capitals
    """

    title: str
    lines: tuple[str, ...]
    joint: str
    signs: frozenset[str] = frozenset()
    shout: bool = False


def _fill(pattern: Pattern, random: Random) -> str:
    text, pools = pattern
    if not pools:
        return text
    chance = random.random
    return text % tuple([pool[int(chance() * len(pool))] for pool in pools])


def _some(pool: Sequence[Pattern], most: int, random: Random) -> list[str]:
    """One to `most` sentences, none from the same pattern; quicker than random.sample."""
    first = int(random.random() * len(pool))
    count = 1 + int(random.random() * most)
    return [_fill(pool[at % len(pool)], random) for at in range(first, first + 5 * count, 5)]


def _perhaps(pool: Sequence[Pattern], share: float, random: Random) -> list[str]:
    return [_one(pool, random)] if random.random() < share else []


def _one(pool: Sequence[Pattern], random: Random) -> str:
    return _fill(pick(pool, random), random)


def compose(random: Random, signs: frozenset[str], house: str | None = None) -> Draft:
    """A text of its own that shows the signs; house: the open name of an agency."""
    middle = _some(_SELF, 4, random) + _some(_WELCOME, 4, random) + _some(_PLACE, 3, random)
    middle += _perhaps(_HOURS, 0.6, random) + _perhaps(_RATES, 0.6, random)
    middle += [_one(_SIGNS[sign], random) for sign in sorted(signs) if _SIGNS[sign]]
    if house is not None:
        middle += [line.replace(_HOUSE, house) for line in _some(_TEAM, 3, random)]
    middle.sort(key=lambda line: random.random())
    lines = _perhaps(_OPENING, 0.8, random) + middle + _perhaps(_CLOSING, 0.7, random)
    shout = random.random() < _SHOUTING
    lines = [line.upper() for line in lines] if shout else _styled(lines, random)
    return Draft(_one(_TITLES, random), tuple(lines), pick(_JOINTS, random), signs, shout)


def compose_spam(random: Random) -> Draft:
    """One of a few templates, with its slots filled."""
    lines = [_fill(pattern, random) for pattern in pick(_SPAM, random)]
    return Draft(_one(_TITLES, random), tuple(lines), pick((". ", "\n"), random))


def _styled(lines: list[str], random: Random) -> list[str]:
    """The manner of one writer: no capitals, shortened words, emoji."""
    if random.random() < 0.25:
        lines = [line.lower() for line in lines]
    if random.random() < 0.15:
        lines = [_shortened(line) for line in lines]
    if random.random() < 0.4:
        for _ in range(between(1, 3, random)):
            _add_emoji(lines, int(random.random() * len(lines)), random)
    return lines


def _shortened(line: str) -> str:
    for word, short in _SHORT:
        line = line.replace(f" {word} ", f" {short} ")
    return line


def edited(lines: list[str], count: int, random: Random) -> None:
    """Change the list in place, count times."""
    for _ in range(count):
        at = int(random.random() * len(lines))
        pick(_EDITS, random)(lines, at, random)


def rewritten(draft: Draft, random: Random) -> Draft:
    """The draft with one sentence of its own replaced by another."""
    lines = list(draft.lines)
    pool = pick((_SELF, _WELCOME, _PLACE, _HOURS), random)
    line = _one(pool, random)
    lines[int(random.random() * len(lines))] = line.upper() if draft.shout else line
    return Draft(draft.title, tuple(lines), draft.joint, draft.signs, draft.shout)


def _lose_line(lines: list[str], at: int, random: Random) -> None:
    if len(lines) > 4:
        del lines[at]


def _swap_lines(lines: list[str], at: int, random: Random) -> None:
    lines[at - 1], lines[at] = lines[at], lines[at - 1]


def _lose_word(lines: list[str], at: int, random: Random) -> None:
    words = lines[at].split(" ")
    if len(words) > 3:
        del words[int(random.random() * len(words))]
        lines[at] = " ".join(words)


def _swap_letters(lines: list[str], at: int, random: Random) -> None:
    words = lines[at].split(" ")
    which = int(random.random() * len(words))
    word = words[which]
    if len(word) >= 6 and word.isascii() and word.isalpha():
        cut = 1 + int(random.random() * (len(word) - 3))
        words[which] = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
        lines[at] = " ".join(words)


def _add_emoji(lines: list[str], at: int, random: Random) -> None:
    lines[at] += f" {pick(_EMOJI, random)}"


def _add_line(lines: list[str], at: int, random: Random) -> None:
    lines.insert(at, _one(_WELCOME, random))


_EDITS: Sequence[Callable[[list[str], int, Random], None]] = (
    *(_lose_line, _swap_lines, _lose_word, _lose_word, _swap_letters, _swap_letters),
    *(_add_emoji, _add_line),
)
