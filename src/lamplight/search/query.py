"""What a person typed into one box, and what it finds.

text -> readings_of -> Readings, the likeliest first
text -> search -> Answer, which says how the text was understood

A text in which the extractors read a phone, an e-mail address, a handle, an address or a wallet is
looked up as such; where that finds nothing, and for every other text, its words are looked up. A
reference as other commands print it (``phone:+12135550123``, ``network:n12``, ``ad:SOURCE/ID``) is
taken at its word.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from lamplight.errors import BadInput, NotFound
from lamplight.extract.places import Places
from lamplight.extract.read import signals_in
from lamplight.model import Actor
from lamplight.search.excerpt import Term
from lamplight.search.hits import Page, Window, load_hits, no_spans
from lamplight.search.pictures import find_hash
from lamplight.search.values import KINDS, Value, find_values
from lamplight.search.within import Within, why_nothing
from lamplight.search.words import find_words, read_terms
from lamplight.store import audit
from lamplight.store.ad_query import among_numbers
from lamplight.store.ads import number_of
from lamplight.store.clusters import load_members, resolve

MOST_CHARACTERS = 500
FEWEST_DIGITS = 5
MOST_NAMED = 3
_HASH = re.compile(r"[0-9a-fA-F]{64}")
_NAME = re.compile(r"@?[A-Za-z0-9](?:[A-Za-z0-9._-]{1,60})[A-Za-z0-9_]")
_DIGITS = re.compile(r"[\d\s().+/-]+")
_NOUNS = {"phone": "phone", "email": "e-mail", "handle": "handle", "url": "address"}
_CLUSTERS = ("network", "provider")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand what was typed.

    kind   "value", "words", "picture", "ad", "network" or "provider"
    values for "value"
    terms  for "words"
    name   the hash, the ad's SOURCE/ID or the cluster's id
    """

    kind: str
    values: tuple[Value, ...] = ()
    terms: tuple[Term, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found.

    kind        of the reading that was taken
    understood  how the text was read, a sentence for people
    values      for a value: those that were found, most ads first
    others      texts that ask for the other readings
    """

    page: Page
    kind: str
    understood: str
    values: tuple[Value, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A text and what its answer is narrowed to."""

    text: str
    window: Window = field(default_factory=Window)
    within: Within = field(default_factory=Within)


def search(db: Connection, actor: Actor, question: Question, places: Places) -> Answer:
    """What a text finds, read in the likeliest way that finds anything. Raises BadInput."""
    readings = readings_of(question.text, places)
    answers: list[Answer] = []
    for reading in readings:
        answers.append(_answer(db, actor, reading, question))
        if answers[-1].page.total:
            break
    taken = len(answers) - 1 if answers[-1].page.total else 0
    others = [asked_by(it) for at, it in enumerate(readings) if at != taken]
    where = "" if answers[taken].page.total else why_nothing(db, question.within)
    understood = f"{answers[taken].understood}{where}"
    return replace(answers[taken], understood=understood, others=tuple(others))


def make_ready(places: Callable[[], Places]) -> None:
    """Make what reads questions, which takes some seconds at its first use in a process."""
    signals_in("", None, places())


def readings_of(text: str, places: Places) -> tuple[Reading, ...]:
    """The ways to understand a text, the likeliest first. Raises BadInput where there is none."""
    text = text.strip()
    if not text:
        raise BadInput("nothing was asked; want a phone, an e-mail address, a handle or words")
    if len(text) > MOST_CHARACTERS:
        raise BadInput(f"{len(text)} characters were asked; want at most {MOST_CHARACTERS}")
    kind, _, rest = text.partition(":")
    if rest.strip() and (reading := _referred(kind.lower(), rest.strip(), places)):
        return (reading,)
    return tuple(_readings(text, places))


def asked_by(reading: Reading) -> str:
    """A text that asks for this reading and no other."""
    if reading.kind == "value":
        return " ".join(f"{value.kind}:{value.value}" for value in reading.values[:1])
    if reading.kind == "words":
        return "words:" + " ".join(f'"{term.text}"{"*" * term.prefix}' for term in reading.terms)
    return f"{reading.kind}:{reading.name}"


def _referred(kind: str, rest: str, places: Places) -> Reading | None:
    """What KIND:VALUE names; None where the text is no reference."""
    if kind in KINDS:
        read = [value for value in _values_in(rest, places) if value.kind == kind]
        return Reading("value", values=(*read[:1],) or (Value(kind, rest.lower()),))
    if kind == "words":
        return Reading("words", terms=read_terms(rest))
    if kind == "picture" and _HASH.fullmatch(rest):
        return Reading("picture", name=rest.lower())
    return Reading(kind, name=rest) if kind in ("ad", *_CLUSTERS) else None


def _readings(text: str, places: Places) -> Iterator[Reading]:
    if _HASH.fullmatch(text):
        yield Reading("picture", name=text.lower())
        return
    values = _values_in(text, places)
    digits = re.sub(r"\D", "", text)
    if not values and _DIGITS.fullmatch(text) and len(digits) >= FEWEST_DIGITS:
        values = [Value("phone", digits)]
    if values:
        yield Reading("value", values=tuple(values))
    words = Reading("words", terms=read_terms(text))
    if values or not _NAME.fullmatch(text):
        yield words
        return
    handle = Reading("value", values=(Value("handle", f"any:{text.lower().lstrip('@')}"),))
    yield from (words, handle) if text.isalpha() else (handle, words)


def _values_in(text: str, places: Places) -> list[Value]:
    # Without a region a number stays as it was typed; find_values tries every country code.
    found = (Value(signal.kind, signal.value) for signal in signals_in(text, None, places))
    return list(dict.fromkeys(value for value in found if value.kind in KINDS))


def _answer(db: Connection, actor: Actor, reading: Reading, question: Question) -> Answer:
    window, within = question.window, question.within
    if reading.kind == "value":
        page, found = find_values(db, actor, reading.values, window, within)
        return Answer(page, reading.kind, _looked_up(reading.values, found), found)
    if reading.kind == "words":
        page = find_words(db, actor, reading.terms, window, within)
        terms = ", ".join(f"“{term.text}{'…' * term.prefix}”" for term in reading.terms)
        return Answer(page, reading.kind, f"Ads that hold {terms}.")
    if reading.kind == "picture":
        page = find_hash(db, actor, reading.name, window, within).page
        return Answer(page, reading.kind, "Ads with a picture whose hash is near this one.")
    return _referred_to(db, actor, reading, question)


def _looked_up(values: tuple[Value, ...], found: tuple[Value, ...]) -> str:
    shown = found or values
    names = ", ".join(
        f"{_NOUNS.get(value.kind, value.kind)} {'ending in ' * value.ends}{value.value}"
        for value in shown[:MOST_NAMED]
    )
    more = f" and {len(shown) - MOST_NAMED} more" if len(shown) > MOST_NAMED else ""
    return f"Looked up as {names}{more}."


def _referred_to(db: Connection, actor: Actor, reading: Reading, question: Question) -> Answer:
    """The ad of a reference, or the ads of a cluster."""
    numbers: Sequence[int] = ()
    with suppress(NotFound):
        if reading.kind == "ad":
            numbers = [number_of(db, reading.name)]
        else:
            cluster = resolve(db, reading.name)
            numbers = [member.ad for member in load_members(db, cluster)]
    page = load_hits(db, among_numbers(numbers), question.window, question.within, no_spans)
    details = {"found": page.total, "shown": [hit.number for hit in page.hits]}
    audit.record(db, actor, "searched", audit.sealed(reading.kind, reading.name), details)
    what = "The ad" if reading.kind == "ad" else f"Ads of {reading.kind}"
    return Answer(page, reading.kind, f"{what} {reading.name}.")
