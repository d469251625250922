"""The words and patterns of this room's modules, as the native extractor takes them.

modules of lamplight.extract -> tables -> dict of dicts, by "module.NAME"

Every constant in capitals is a table: a pattern, a set or row of words, pairs of words, a number, a
text. Words and patterns are written in the bytes of a plain reading: ASCII, and one byte for each
currency sign. Limit: a table with other characters is left out, the native kernels can't use it.
"""

import importlib
import pkgutil
import re
from collections.abc import Collection, Iterator, Mapping
from types import ModuleType

from lamplight.extract import kinds
from lamplight.extract.characters import CURRENCY, ascii_of

_ENCODED = {sign: 0x80 + at for at, sign in enumerate(CURRENCY)}
_DECODED = {code: sign for sign, code in _ENCODED.items()}
_PAGE = 256

Tables = dict[str, dict[str, object]]


def encoded(plain: str) -> bytes:
    """A byte for each character of a plain reading; ValueError for any other character."""
    try:
        return bytes(ord(char) if char <= "\x7f" else _ENCODED[char] for char in plain)
    except KeyError as error:
        raise ValueError(f"{plain!r} is no plain reading") from error


def decoded(plain: bytes) -> str:
    """The way back."""
    return plain.decode() if plain.isascii() else "".join(_DECODED.get(c, chr(c)) for c in plain)


def page(number: int) -> list[bytes]:
    """What the 256 characters from 256 · number on stand for."""
    return [encoded(ascii_of(chr(at))) for at in range(number * _PAGE, (number + 1) * _PAGE)]


def tables(room: ModuleType) -> Tables:
    """Of all modules of the room and of its kinds."""
    found: Tables = {"patterns": {}, "words": {}, "pairs": {}, "numbers": {}, "texts": {}}
    for module, name, value in constants(room):
        try:
            what, table = _table(value)
        except ValueError:  # holds what no reading has
            continue
        if what:
            found[what][f"{module}.{name}"] = table
    return found


def constants(room: ModuleType) -> Iterator[tuple[str, str, object]]:
    """Module, name and value of each constant in capitals."""
    for package in (room, kinds):
        for one in pkgutil.iter_modules(package.__path__):
            if one.name not in _READERS:
                module = importlib.import_module(f"{package.__name__}.{one.name}")
                yield from (
                    (one.name, name, value)
                    for name, value in vars(module).items()
                    if name.isupper()
                )


_READERS = {"read", "tables"}
"""Modules that use the tables and have none."""


def _table(value: object) -> tuple[str, object]:
    """Which kind of table it is, and in which form it is handed over; "" for none."""
    match value:
        case re.Pattern():
            return "patterns", (encoded(value.pattern), bool(value.flags & re.VERBOSE))
        case str():
            return "texts", value
        case int() | float():
            return "numbers", float(value)
        case Mapping():
            if all(isinstance(one, str) for pair in value.items() for one in pair):
                return "pairs", {encoded(key): encoded(means) for key, means in value.items()}
        case Collection():
            if all(isinstance(word, str) for word in value):
                ordered = sorted(value) if isinstance(value, set | frozenset) else value
                return "words", [encoded(word) for word in ordered]
    return "", None
