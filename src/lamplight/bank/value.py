"""A value as somebody wrote it, to the form in which ads are compared.

"(213) 555-0123" -> normal_value -> ("phone", "+12135550123")
what is to stand on a list -> listed_value -> the same, and no phone without its country

The same extractors read it as read the ads, so that both sides always agree.
"""

import re
from typing import NamedTuple

from lamplight.bank.match import KINDS
from lamplight.errors import BadInput
from lamplight.extract.places import Places
from lamplight.extract.read import signals_in

_HASH = re.compile(r"[0-9a-f]{64}")
_HANDLE = re.compile(r"[a-z]+:[^\s:]+")
_TRIES = {"handle": ("{}", "@{}"), "phone": ("{}", "call {}")}


class Value(NamedTuple):
    """In normal form."""

    kind: str
    value: str


def normal_value(text: str, kind: str | None, region: str | None, places: Places) -> Value:
    """kind: what it must be, or None; "KIND:VALUE" says it too. Raises BadInput."""
    said, colon, rest = text.strip().partition(":")
    if kind is None and colon and said in KINDS:
        kind, text = said, rest
    if kind is not None and kind not in KINDS:
        raise BadInput(f"{kind!r} is no kind of value; want one of {', '.join(sorted(KINDS))}")
    text = text.strip()
    if kind in (None, "picture") and _HASH.fullmatch(text.lower()):
        return Value("picture", text.lower())
    if kind == "handle" and _HANDLE.fullmatch(text.lower()):
        return Value("handle", text.lower())
    found = next((it for way in _ways(text, kind) if (it := _read(way, kind, region, places))), [])
    if len(found) != 1:
        raise BadInput(f"{text[:80]!r} is {_what(found, kind)}")
    return found[0]


def listed_value(text: str, kind: str | None, region: str | None, places: Places) -> Value:
    """As normal_value, of what is looked for in ads to come: a phone needs its country."""
    value = normal_value(text, kind, region, places)
    if value.kind == "phone" and not value.value.startswith("+"):
        raise BadInput(f"phone {text!r} has no country; write it with + or name a region")
    return value


def _ways(text: str, kind: str | None) -> list[str]:
    return [way.format(text) for way in _TRIES.get(kind or "", ("{}",))]


def _read(text: str, kind: str | None, region: str | None, places: Places) -> list[Value]:
    kinds = KINDS if kind is None else (kind,)
    found = signals_in(text, region, places)
    return sorted({Value(one.kind, one.value) for one in found if one.kind in kinds})


def _what(found: list[Value], kind: str | None) -> str:
    if found:
        return f"{len(found)} values, not one"
    return f"no {kind}" if kind else "no phone, e-mail address, handle, web address or wallet"
