"""What linking and ranking read of the ads, as columns: words, times, places, signals, pictures.

AdFacts, Wording, pictures -> AdColumns
"""

from dataclasses import dataclass

import numpy as np

from lamplight.arrays import I64, U8
from lamplight.link.words import Wording, read_words
from lamplight.store.ad_facts import AdFacts, no_facts


@dataclass(frozen=True, slots=True, eq=False)
class AdColumns:
    """n ads in order of their numbers, and p pictures.

    facts          what ranking reads of them, and linking too
    wording        the words of title, newline, body; its texts are those of facts
    picture_ad     I64[p] the number of its ad; picture_hash U8[p, 32]
    picture_group  I64[p] one number for near copies of one picture
    """

    facts: AdFacts
    wording: Wording
    picture_ad: I64
    picture_hash: U8
    picture_group: I64


def no_columns() -> AdColumns:
    none, hashes = np.empty(0, np.int64), np.empty((0, 32), np.uint8)
    return AdColumns(no_facts(), read_words([]), none, hashes, none)
