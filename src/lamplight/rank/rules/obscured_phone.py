"""Phones written so that a machine should not read them.

View -> find -> Finding

Read from how the extractor had to undo the writing, not from words. Dots, spaces and brackets
between groups of digits are no disguise.
"""

from collections.abc import Iterator

from lamplight.rank.facts import AdFacts
from lamplight.rank.finding import Finding, Mark
from lamplight.rank.view import View, sure

DISGUISED = 0.4
"""Obfuscation from which on a writing counts as a disguise."""


def find(view: View) -> Iterator[Finding]:
    with_phone = [ad for ad in view.texts if any(one.field for one in sure(ad, "phone"))]
    hidden = [(ad, value) for ad in with_phone if (value := _disguised(ad)) is not None]
    if hidden:
        yield Finding(
            f"The phone number is disguised in {len(hidden)} of {len(with_phone)} different texts "
            "that show one",
            len(hidden) / len(with_phone),
            [Mark(ad, ("phone", value)) for ad, value in hidden],
        )


def _disguised(ad: AdFacts) -> str | None:
    values = (one.value for one in sure(ad, "phone") if one.obfuscation >= DISGUISED)
    return next(values, None)
