"""What a rule found in a network.

View -> rules.<name>.find -> Finding
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lamplight.model import Evidence, Field
from lamplight.rank.facts import AdFacts


class Mark(NamedTuple):
    """An ad that shows the sign; evidence is made of the few that a reason keeps.

    signal  (kind, value) that shows it
    span    (field, start, end) of the words that show it
    """

    ad: AdFacts
    signal: tuple[str, str] | None = None
    span: tuple[Field, int, int] | None = None

    @property
    def evidence(self) -> Evidence:
        """The ad, and where in it the sign stands if it stands in a text."""
        if self.span is not None:
            return Evidence(self.ad.source, self.ad.id, *self.span)
        for one in self.ad.shown.signals if self.signal else ():
            if (one.kind, one.value) == self.signal:
                return Evidence(self.ad.source, self.ad.id, one.field, one.start, one.end)
        return Evidence(self.ad.source, self.ad.id)


@dataclass(frozen=True, slots=True)
class Finding:
    """One sign, seen.

    text      a sentence that an investigator can check, without a final stop
    strength  0..1, the part of the indicator's bits that it is worth
    marks     where it was seen
    """

    text: str
    strength: float = 1.0
    marks: Sequence[Mark] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All of it."""
        return tuple(mark.evidence for mark in self.marks)
