"""Of the slow twin of native/extract/kinds/handle_meant.cpp: what looks like a name."""

import re

from lamplight.extract.kinds.handle import (
    COMMON,
    HOSTS_END,
    MADE_UP,
    MEASURE,
    NO_WORDS,
    NUMBER_WORDS,
    SHORTEST_ALONE,
)
from lamplight.extract.name_parts import CALLED, JOINERS, PARTS, SHORTEST, WHOLE


def odd(name: str) -> bool:
    """No word of any language: a digit, a sign or an underscore in it."""
    return any(c in "_.0123456789" for c in name)


def is_made_up(name: str) -> bool:
    """Surely a name: an underscore in it, or letters that are no number word before digits."""
    made_up = MADE_UP.fullmatch(name)
    return (made_up is not None and made_up[1] not in NUMBER_WORDS) or is_compound(name)


def is_compound(name: str) -> bool:
    """ "hazelhands": a first name or the like and other such parts, and nothing else."""
    if not SHORTEST <= len(name) <= 32 or not re.fullmatch("[a-z]+", name):
        return False
    return name not in CALLED | WHOLE and _ends_in_parts(name, 0, called=False)


def _ends_in_parts(left: str, parts: int, *, called: bool) -> bool:
    if not left:
        return called and parts > 1
    if parts == 4:
        return False
    for size in range(len(left), 1, -1):
        part, rest = left[:size], left[size:]
        known = part in CALLED or part in PARTS or (part in JOINERS and rest)
        if known and _ends_in_parts(rest, parts + 1, called=called or part in CALLED):
            return True
    return False


def is_dotted(name: str) -> bool:
    """A name with full stops that is no address and no end of a sentence."""
    pieces = name.split(".")
    if len(name) < SHORTEST_ALONE or len(pieces) < 2 or re.search("[0-9]", name):
        return False
    return all(pieces) and COMMON.isdisjoint(pieces) and pieces[-1] not in HOSTS_END


def plausible(name: str) -> bool:
    return (
        len(name) > 2
        and name not in NO_WORDS
        and not name.replace(".", "").replace("-", "").isdigit()
        and not MEASURE.fullmatch(name)
    )
