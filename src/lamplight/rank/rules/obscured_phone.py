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


def find(view: View) -> Iterator[tuple[int, Finding]]:
    signals = view.facts.signals
    phones = signals.of("phone")
    of_text = np.zeros(len(view.facts.network), np.bool_)
    of_text[view.text_ads] = True
    phones = phones[of_text[signals.ad[phones]]]
    showing = np.zeros(len(view.facts.network), np.bool_)
    showing[signals.ad[phones[signals.in_text[phones]]]] = True
    shown = view.count(np.flatnonzero(showing))
    hidden = phones[signals.disguised[phones] & showing[signals.ad[phones]]]
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
