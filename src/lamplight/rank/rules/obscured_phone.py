"""Phones written so that a machine should not read them.

View -> find -> (number of the network, Finding)

Read from how the extractor had to undo the writing, not from words. Dots, spaces and brackets
between groups of digits are no disguise.
"""

from collections.abc import Iterator

import numpy as np

from lamplight.rank.facts import firsts
from lamplight.rank.finding import Finding
from lamplight.rank.view import View

DISGUISED = 0.4
"""Obfuscation from which on a writing counts as a disguise."""


def find(view: View) -> Iterator[tuple[int, Finding]]:
    signals = view.facts.signals
    phones = signals.of("phone")
    in_text = phones[signals.in_text[phones]]
    texts = np.intersect1d(view.text_ads, signals.ad[in_text])
    shown = view.count(texts)
    hidden = phones[signals.obfuscation[phones] >= DISGUISED]
    hidden = hidden[np.isin(signals.ad[hidden], texts)]
    hidden = hidden[firsts(signals.ad[hidden])]
    phone_of = dict(zip(signals.ad[hidden].tolist(), signals.value[hidden].tolist(), strict=True))
    for network, rows in view.by_network(signals.ad[hidden]):
        yield (
            network,
            Finding(
                f"The phone number is disguised in {len(rows)} of {shown[network]} different "
                "texts that show one",
                len(rows) / int(shown[network]),
                [(row, phone_of[row]) for row in rows],
            ),
        )
