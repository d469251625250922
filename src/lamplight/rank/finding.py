"""What a rule found in a network.

View -> rules.<name>.find -> (number of the network, Finding)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lamplight.model import Field

Span = tuple[Field, int, int]
"""Field, start and end of words in an ad."""
Mark = tuple[int, int | Span]
"""Row of an ad, and where in it the sign stands: the number of a value, NONE, or words. Evidence is
made of those marks alone that a reason keeps."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sign, seen.

    text      a sentence that an investigator can check, without a final stop
    strength  0..1, the part of the indicator's bits that it is worth
    """

    text: str
    strength: float = 1.0
    marks: Sequence[Mark] = ()
