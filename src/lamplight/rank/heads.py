"""How every match of a regular expression must begin, so that it is tried only where it may match.

expression -> heads_of -> texts, one of which begins each match

Literal letters, groups, alternatives, small sets and optional parts are followed; anything else
ends a head there, so that a head may be shorter than it could be, and never wrong. What looks ahead
is passed over.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import product

MOST = 1_000
"""Heads of one expression; where it would have more, they end earlier."""

_TOKEN = re.compile(r"\\.|\(\?[:=!]|\[(?:\\.|[^\]\\])+\]|.", re.DOTALL)
_SPECIAL = frozenset("^$.*+?{}[]()|\\")

Head = tuple[str, bool]
"""A beginning, and whether the match may go on after it in a way that is known."""


def heads_of(expression: str) -> list[str]:
    """ASCII; at least one, and the empty one where nothing is known."""
    tokens: list[str] = _TOKEN.findall(expression)
    return sorted({text for text, _ in _alternatives(tokens, 0)[0]})


def _alternatives(tokens: Sequence[str], at: int) -> tuple[set[Head], int]:
    """The heads of what stands between at and the bracket that closes it, and the place of that."""
    heads: set[Head] = set()
    while True:
        some, at = _sequence(tokens, at)
        heads |= some
        if at == len(tokens) or tokens[at] == ")":
            return heads, at
        at += 1


def _sequence(tokens: Sequence[str], at: int) -> tuple[set[Head], int]:
    """Up to the next bar or closing bracket."""
    heads: set[Head] = {("", True)}
    while at < len(tokens) and tokens[at] not in "|)":
        part, at = _part(tokens, at)
        if at < len(tokens) and tokens[at] in "*+{":
            part = {("", False)}
        elif at < len(tokens) and tokens[at] == "?":
            part, at = part | {("", True)}, at + 1
        heads = _followed(heads, part)
    return heads, at


def _part(tokens: Sequence[str], at: int) -> tuple[set[Head], int]:
    """One letter, set or group; what follows it."""
    token = tokens[at]
    if token in ("(", "(?:", "(?=", "(?!"):
        inside, end = _alternatives(tokens, at + 1)
        return ({("", True)} if token in ("(?=", "(?!") else inside), end + 1
    return {(letter, True) for letter in _letters(token)} or {("", False)}, at + 1


def _letters(token: str) -> Iterable[str]:
    """Those that a token stands for; none where that is not known."""
    if token[0] == "[" and len(token) > 2:
        inside = token[1:-1]
        return inside if inside.isascii() and not re.search(r"[\\^-]", inside) else ""
    letter = token[1:] if token[0] == "\\" and not token[1:].isalnum() else token
    return letter if len(letter) == 1 and letter.isascii() and _is_plain(token) else ""


def _is_plain(token: str) -> bool:
    return len(token) == 2 or token not in _SPECIAL


def _followed(heads: set[Head], part: set[Head]) -> set[Head]:
    """Each head that may go on, with each of the parts behind it."""
    ended = {head for head in heads if not head[1]}
    longer = {(text + more, on) for (text, _), (more, on) in product(heads - ended, part)}
    if len(ended | longer) > MOST:
        return {(text, False) for text, _ in heads}
    return ended | longer
