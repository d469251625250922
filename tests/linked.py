"""What linking returns, from a few rows by hand."""

from collections.abc import Mapping, Sequence

import numpy as np

from lamplight.link.corpus import ValueUse
from lamplight.link.evidence import EVIDENCE
from lamplight.link.linked import Linked
from lamplight.link.reasons import LinkTable
from lamplight.link.values import CutTable, UseTable

Senses = Sequence[Sequence[int]]


def linked_by_hand(
    networks: Sequence[str],
    links: Sequence[Mapping[str, float]],
    uses: Sequence[ValueUse],
    cuts: Mapping[int, Senses],
) -> Linked:
    """links: fields of EVIDENCE; values are named by their place in uses, and so are cuts."""
    evidence = np.zeros(len(links), EVIDENCE)
    evidence["second"] = -1
    for at, link in enumerate(links):
        for name, it in link.items():
            evidence[name][at] = it
    counts = [(it.ads, it.atoms, it.senses) for it in uses]
    ads, atoms, senses = np.array(counts, np.int64).reshape(-1, 3).T
    kinds, values = [it.kind for it in uses], [it.value for it in uses]
    table = UseTable(kinds, values, (ads, atoms, senses), np.array([it.bits for it in uses]))
    entries = [
        (row, place, sense)
        for place, groups in enumerate(cuts.values())
        for sense, group in enumerate(groups)
        for row in group
    ]
    row, cut, sense = np.array(entries, np.int64).reshape(-1, 3).T
    _, network = np.unique(np.array(networks), return_inverse=True)
    return Linked(
        provider=np.arange(len(networks)),
        network=network,
        links=LinkTable(evidence, table.name_of),
        cuts=CutTable(table, np.array([*cuts], np.int64), row, cut, sense),
        uses=table,
        weights={},
    )
