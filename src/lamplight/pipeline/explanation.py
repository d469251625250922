"""What an explanation is made of, and lines that several kinds of them share.

Cuts, decisions -> lines -> Part
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from lamplight.bank.known import short
from lamplight.counted import counted
from lamplight.decide.because import sentence_of
from lamplight.decide.decision import Decision
from lamplight.model import Actor, Cut
from lamplight.store.decisions import all_decisions


@dataclass(frozen=True, slots=True)
class Part:
    """One question answered: a heading and its sentences."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    subject: str
    parts: tuple[Part, ...]


def part(heading: str, lines: Sequence[str], *, otherwise: str = "none") -> Part:
    return Part(heading, tuple(lines) or (otherwise,))


def cut_lines(cuts: Sequence[Cut], number: int | None = None) -> list[str]:
    return [
        f"{cut.kind}:{_shown(cut)} has {counted(len(cut.senses), 'sense')}"
        f"{_sense(cut, number)}: {cut.text}"
        for cut in cuts
    ]


def _shown(cut: Cut) -> str:
    """The value; of a picture's hash only the beginning."""
    return short(cut.kind, cut.value)


def _sense(cut: Cut, number: int | None) -> str:
    at = next((at for at, sense in enumerate(cut.senses, 1) if number in sense), None)
    return "" if at is None else f", this ad shows the {at}."


def decided(
    db: Connection, actor: Actor, about: Callable[[Decision], bool], name: Callable[[int], str]
) -> tuple[Part, ...]:
    """What people said that holds, of which this is so; nothing where nobody said anything."""
    said: dict[tuple[object, ...], list[Decision]] = {}
    for one in all_decisions(db, actor):
        if one.undone_at is None and about(one):
            said.setdefault((one.at, one.actor, one.kind, one.network, one.value), []).append(one)
    lines = [_said(several, name) for several in said.values()]
    return (Part("What people decided", tuple(lines)),) if lines else ()


def _said(several: Sequence[Decision], name: Callable[[int], str]) -> str:
    one = several[0]
    if one.left is None or one.right is None:
        return sentence_of(one)
    more = f" and {counted(len(several) - 1, 'pair')} more" if len(several) > 1 else ""
    return f"{name(one.left)} and {name(one.right)}{more}: {sentence_of(one)}"
