"""The reasons for a network's place: each sign's bits, weighed, capped by kind, summed.

View, indicators -> reasons_of -> Scored

Bits are log2 of odds, added as in a naive Bayes sum (Good, Probability and the Weighing of
Evidence, 1950); caps bound what signs that are not independent of one another may add up to.
Known limit: bits of untested signs are opinions, whatever their sum looks like.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import fsum
from operator import itemgetter
from typing import cast

import numpy as np

from lamplight.model import Reason
from lamplight.ordered import ordered
from lamplight.ragged import spread
from lamplight.rank.facts import firsts, unpacked
from lamplight.rank.finding import Finding, Mark, Span
from lamplight.rank.indicators import Indicator
from lamplight.rank.phrases import Phrases
from lamplight.rank.recency import Recency
from lamplight.rank.rules import DAILY, RULES, Again
from lamplight.rank.view import View

CAPS: dict[str, float] = {
    "words": 2.0,
    "contact": 1.5,
    "people": 2.0,
    "places": 1.5,
    "terms": 1.0,
    "minor": 6.0,
    "watch list": 8.0,
    "known picture": 12.0,
    "independence": 2.0,
    "activity": 1.0,
    "prior": 20.0,
}
"""Bits that signs of one kind may add, and may take away, together."""
OTHER_CAP = 1.0
"""The cap of a kind that an agency named itself."""

MARKED = 5
"""A reason is marked in at most so many ads, the newest; it says so where there are more."""
NO_EVIDENCE = frozenset(("prior", "activity"))
"""Kinds that say nothing of what happens to anybody."""
FLOOR_KINDS = 2
FLOOR_BITS = 1.5
ALONE_BITS = 3.0
"""Enough is known with two kinds of evidence that add up to FLOOR_BITS, or one of ALONE_BITS: of
17,362 ads 58 % showed one sign, so that one ordinary sign selects nobody (Giommoni & Ikwu 2021)."""
FLOOR = (
    f"{FLOOR_KINDS} independent kinds of evidence that add up to {FLOOR_BITS:g} bits, "
    f"or one kind of {ALONE_BITS:g}"
)
"""The same in words."""

PLAIN = frozenset(("prior", "activity", "watch list"))
"""Kinds whose reasons are what they are, whoever believes what."""

BASIS = {
    "tested": "tested on outcomes",
    "tested-negative": "tested on outcomes: speaks against",
    "expert": "opinion, untested",
    "untested": "untested, weighs nothing",
}


@dataclass(frozen=True, slots=True)
class Scored:
    """reasons strongest first; score their sum, in bits; enough: above the floor."""

    reasons: tuple[Reason, ...]
    score: float
    enough: bool


@dataclass(frozen=True, slots=True)
class Scorer:
    """Indicators made ready to be looked for, once for all networks.

    marked  in how many ads a reason is marked at most; None: in all
    """

    indicators: Sequence[Indicator]
    phrases: Phrases
    marked: int | None = MARKED

    @classmethod
    def of(cls, indicators: Sequence[Indicator], marked: int | None = MARKED) -> "Scorer":
        ready = sorted((one for one in indicators if one.status != "off"), key=lambda one: one.name)
        phrases = Phrases.compile(
            (number, expression, one.negatable)
            for number, one in enumerate(ready)
            for _, expression in one.patterns
        )
        return cls(ready, phrases, marked)

    def score(self, view: View) -> list[Scored]:
        """Each network's reasons with their bits after capping."""
        reasons: list[list[Reason]] = [[] for _ in view.facts.networks]
        for one, network, found in chain(self._by_words(view), self._by_rules(view)):
            reasons[network].append(_reason(one, found, view, self.marked))
        return [_scored(several) for several in reasons]

    def holds(self) -> bool:
        """Whether what was scored on another day can be told again without the network's ads: the
        signs that hang on the day share no cap with others, and are no evidence."""
        daily = [one for one, _ in self._daily()]
        others = {one.kind for one in self.indicators if one not in daily or one.patterns}
        kinds = {one.kind for one in daily}
        return kinds <= NO_EVIDENCE and kinds.isdisjoint(others)

    def again(self, reasons: Sequence[Reason], enough: bool, recency: Recency, now: int) -> Scored:
        """What was scored on an earlier day, as it is now; where it holds."""
        kinds = {one.kind for one, _ in self._daily()}
        lasting = [one for one in reasons if one.kind not in kinds]
        evidence = {one.text: one.evidence for one in reasons if one.kind in kinds}
        daily = [
            Reason(text, one.bits * found.strength, one.kind, evidence.get(text, ()))
            for one, told_again in self._daily()
            if (found := told_again(recency, now)) is not None
            for text in [_text(one, found)]
        ]
        return _summed(lasting + _capped(daily), enough)

    def _daily(self) -> Iterator[tuple[Indicator, Again]]:
        return ((one, DAILY[one.rule]) for one in self.indicators if one.rule in DAILY)

    def _by_rules(self, view: View) -> Iterator[tuple[Indicator, int, Finding]]:
        for one in self.indicators:
            if one.rule is not None:
                for network, found in RULES[one.rule](view):
                    yield one, network, found

    def _by_words(self, view: View) -> Iterator[tuple[Indicator, int, Finding]]:
        facts, texts, rows = view.facts, view.facts.texts, view.text_ads
        ads = rows[texts.marked()[facts.text[rows]]]
        starts, phrases = spread(texts.starts, facts.text[ads])
        ad, indicator = np.repeat(ads, np.diff(starts)), texts.indicator[phrases]
        order = ordered(facts.network[ad], indicator)
        keys = np.stack((facts.network[ad], indicator))[:, order]
        marks = list(zip(ad[order].tolist(), texts.where[phrases[order]].tolist(), strict=True))
        bounds = [*np.flatnonzero(firsts(keys)).tolist(), len(order)]
        texts_of = view.count(rows).tolist()
        for start, end in pairwise(bounds):
            network, one = int(keys[0, start]), self.indicators[keys[1, start]]
            several = [(row, _span(where)) for row, where in marks[start:end]]
            yield one, network, _worded(one, texts_of[network], several)


def _span(where: int) -> Span:
    field, start, end = unpacked(where)
    return cast(Span, (field, start, end))


def _worded(one: Indicator, texts: int, marks: Sequence[Mark]) -> Finding:
    share = 1.0 if one.scope == "any" else len(marks) / texts
    where = "" if texts == 1 else f", in {len(marks)} of {texts} different texts"
    return Finding(f"{one.says}{where}", share, marks)


def _reason(one: Indicator, found: Finding, view: View, most: int | None) -> Reason:
    """Before capping."""
    marks, told = _newest(found.marks, view, most)
    evidence = tuple([view.evidence(mark) for mark in marks])
    return Reason(_text(one, found, told), one.bits * found.strength, one.kind, evidence)


def _text(one: Indicator, found: Finding, told: str = "") -> str:
    basis = BASIS[one.status]
    if one.status == "tested" and not one.bits:
        basis = "tested on outcomes: makes no difference"
    notes = [note for note in ("" if one.kind in PLAIN else basis, told) if note]
    return f"{found.text} ({'; '.join(notes)})" if notes else found.text


def _newest(marks: Sequence[Mark], view: View, most: int | None) -> tuple[Sequence[Mark], str]:
    """Those in the newest ads, and words that say how many there are; all where they are few."""
    if most is None or len(marks) <= most:
        return marks, ""
    by_ad: dict[int, list[Mark]] = {}
    for mark in marks:
        by_ad.setdefault(mark[0], []).append(mark)
    if len(by_ad) <= most:
        return marks, ""
    seen = view.facts.seen[list(by_ad)].tolist()  # NEVER comes before every time
    newest = sorted(zip(by_ad, seen, strict=True), key=itemgetter(1), reverse=True)[:most]
    kept = [mark for ad, _ in newest for mark in by_ad[ad]]
    return kept, f"marked in the {most} newest of {len(by_ad)} ads"


def _scored(reasons: Sequence[Reason]) -> Scored:
    capped = _capped(reasons)
    if not (enough := _enough(capped)):
        capped.append(_not_enough(capped))
    return _summed(capped, enough)


def _summed(capped: list[Reason], enough: bool) -> Scored:
    capped.sort(key=lambda reason: (-abs(reason.bits), reason.kind, reason.text))
    return Scored(tuple(capped), round(fsum(one.bits for one in capped), 6), enough)


def _capped(reasons: Sequence[Reason]) -> list[Reason]:
    """Bits of one kind and sign scaled down together where they pass the kind's cap."""
    total: dict[tuple[str, bool], float] = {}
    for one in reasons:
        key = one.kind, one.bits > 0
        total[key] = total.get(key, 0.0) + abs(one.bits)
    return [
        Reason(one.text, round(one.bits * _scale(one, total), 3), one.kind, one.evidence)
        for one in reasons
    ]


def _scale(one: Reason, total: Mapping[tuple[str, bool], float]) -> float:
    cap, sum_ = CAPS.get(one.kind, OTHER_CAP), total[one.kind, one.bits > 0]
    return cap / sum_ if sum_ > cap else 1.0


def _enough(reasons: Sequence[Reason]) -> bool:
    """Whether independent evidence speaks for looking here first."""
    by_kind: dict[str, float] = {}
    for one in reasons:
        if one.bits > 0 and one.kind not in NO_EVIDENCE:
            by_kind[one.kind] = by_kind.get(one.kind, 0.0) + one.bits
    several = len(by_kind) >= FLOOR_KINDS and sum(by_kind.values()) >= FLOOR_BITS
    return several or max(by_kind.values(), default=0.0) >= ALONE_BITS


def _not_enough(reasons: Sequence[Reason]) -> Reason:
    kinds = sorted({one.kind for one in reasons if one.bits > 0} - NO_EVIDENCE)
    what = (
        f"the only evidence for it is of the kind “{kinds[0]}”"
        if len(kinds) == 1
        else ("several signs, but weak ones" if kinds else "no evidence for it was found")
    )
    return Reason(f"Not enough to say: {what}", 0.0, "floor")
