"""What a value joins, and why it does not join more.

kind, value -> explain_value -> Explanation
"""

from collections import Counter

from sqlalchemy import Connection

from lamplight.counted import counted
from lamplight.errors import NotFound
from lamplight.extract.shown import ANY
from lamplight.link.corpus import ValueUse
from lamplight.model import Actor
from lamplight.pipeline.explanation import Explanation, Part, cut_lines, decided, part
from lamplight.pipeline.same_number import could_be, with_country, writings
from lamplight.store import clusters, signals, value_uses
from lamplight.store.signals import platforms_of


def explain_value(db: Connection, actor: Actor, kind: str, value: str) -> Explanation:
    meant = with_country(db, kind, value)
    found = [signals.ads_with(db, actor, kind, it) for it in writings(db, kind, value)]
    numbers = sorted({ad for ads in found for ad in ads})
    cuts = value_uses.cuts_of_value(db, kind, meant)
    use = value_uses.use_of(db, kind, meant)
    named = _platforms(db, actor, kind, value)
    if not numbers and not cuts and use is None and not named:
        raise NotFound(f"no ad shows {kind}:{value}{could_be(db, kind, value)}")
    if named and not numbers:
        return Explanation(f"{kind}:{value}", named)
    counts = Counter(member.network for member in clusters.members_of(db, numbers).values())
    shown = sorted(counts, key=lambda network: (-counts[network], network))
    in_each = [f"network:{it}, {counted(counts[it], 'ad')}" for it in shown]
    return Explanation(
        f"{kind}:{value}",
        (
            Part("Use", (_use_line(use, len(numbers)),)),
            *named,
            *_linked_as(value, meant),
            part("Networks that show it", in_each),
            part("Cuts", cut_lines(cuts), otherwise="none: it was not split"),
            *decided(db, actor, lambda it: it.value == (kind, meant), str),
        ),
    )


def _use_line(use: ValueUse | None, showing: int) -> str:
    """As it stands when all is joined: what it was worth in a join is said by the link."""
    if use is None:
        return f"{counted(showing, 'ad')} {_verb(showing)} it; it joins nothing"
    if use.senses == 1:
        return f"{counted(use.ads, 'ad')} {_verb(use.ads)} it, all of one network"
    return (
        f"{counted(use.ads, 'ad')} of {use.senses:,} networks {_verb(use.ads)} it; "
        f"to two of these it is worth {use.bits:+.1f} bits, if it is all that they share"
    )


def _verb(ads: int) -> str:
    return "shows" if ads == 1 else "show"


def _linked_as(value: str, meant: str) -> tuple[Part, ...]:
    line = f"phone:{meant}, the form under which most ads show that number"
    return () if value == meant else (Part("Linked as", (line,)),)


def _platforms(db: Connection, actor: Actor, kind: str, value: str) -> tuple[Part, ...]:
    """Where a handle that came without its platform was seen; each may be somebody else's."""
    name = value.removeprefix(ANY)
    if kind != "handle" or name == value:
        return ()
    found = platforms_of(db, actor, name)
    lines = [f"handle:{it}, {counted(ads, 'ad')}" for it, ads in found.items() if it != value]
    return (part("The name on each platform that shows it", lines),) if lines else ()
