"""What a rule found in a network.

View -> rules.<name>.find -> Finding
"""

from dataclasses import dataclass

from lamplight.model import Evidence


@dataclass(frozen=True, slots=True)
class Finding:
    """One sign, seen.

    text      a sentence that an investigator can check, without a final stop
    strength  0..1, the part of the indicator's bits that it is worth
    """

    text: str
    strength: float = 1.0
    evidence: tuple[Evidence, ...] = ()
