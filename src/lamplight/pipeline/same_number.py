"""One telephone number in its writings: what ads show without its country is linked with it.

kind, value -> with_country -> the form under which it is linked
kind, value -> writings -> all forms that are linked so
kind, value -> meant -> the form of which a decision speaks

Limit: a number that people decided about in another of its writings is told as the others are.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from lamplight.errors import BadInput
from lamplight.link.numbers import full_numbers, national_of
from lamplight.search.values import Value, writings_of
from lamplight.store import signals


def with_country(db: Connection, kind: str, value: str) -> str:
    """A number may be read without its country, or under that of the ad."""
    return _linked(_stored(db, kind, value), value)


def writings(db: Connection, kind: str, value: str) -> Sequence[str]:
    """The value first."""
    meant = with_country(db, kind, value)
    stored = _stored(db, kind, meant)
    same = (it for it in stored if _linked(stored, it) == meant)
    return list(dict.fromkeys([value, meant, *same]))


def meant(db: Connection, kind: str, value: str) -> str:
    """Raises BadInput of a number without its country that no ad shows, or several could be."""
    stored = _stored(db, kind, value)
    found = _linked(stored, value)
    if kind == "phone" and found not in stored and not found.startswith("+"):
        wanted = could_be(db, kind, value) or "; write it with + and its country"
        raise BadInput(f"phone {value!r} has no country{wanted}")
    return found


def could_be(db: Connection, kind: str, value: str) -> str:
    """What to ask for in place of a number that no ad shows so; of anything else nothing."""
    if kind != "phone" or value.startswith("+"):
        return ""
    full = sorted(it for it in _stored(db, kind, value) if it.startswith("+"))
    return f"; ads show {', '.join(full)}" if full else ""


def _linked(stored: Collection[str], value: str) -> str:
    """Of a value among what is stored, most ads first."""
    numbers = [("phone", it) for it in dict.fromkeys([*stored, value])]
    return full_numbers(numbers).get(("phone", value), ("phone", value))[1]


def _stored(db: Connection, kind: str, value: str) -> Sequence[str]:
    """Forms in which ads show a number, under any country, most ads first; of others none."""
    if kind != "phone":
        return ()
    bare = national_of(value) if value.startswith("+") else value
    forms = {value, *(it.value for it in writings_of(Value(kind, bare)))}
    forms |= {form.lstrip("+") for form in forms}
    forms |= {f"0{form}" for form in forms if form[0] != "+"}
    return signals.stored_among(db, kind, forms)
