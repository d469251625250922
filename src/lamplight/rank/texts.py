"""What ranking knows of texts: which count as one, and the phrases that they hold.

titles, bodies, Phrases -> read_texts -> Texts

So a text is read once, however often it is posted and ranked, and need not be at hand then.
"""

from collections.abc import Sequence

import numpy as np

from lamplight.model import Field
from lamplight.ragged import in_a_row
from lamplight.rank.facts import Texts, packed
from lamplight.rank.phrases import Phrases
from lamplight.rank.protected import same_words


def read_texts(titles: Sequence[str], bodies: Sequence[str], phrases: Phrases) -> Texts:
    """Of texts that stand side by side."""
    found: dict[tuple[int, int], int] = {}
    columns: tuple[tuple[Field, Sequence[str]], ...] = (("title", titles), ("body", bodies))
    for field, column in columns:
        for text, folded in phrases.among(column):
            for one in phrases.find(folded):
                found.setdefault((text, one.indicator), packed(field, one.start, one.end))
    at = sorted(found)
    text_of, indicator = np.array(at, np.int64).reshape(-1, 2).T
    return Texts(
        words=same_words(titles, bodies),
        title=same_words(titles),
        starts=np.searchsorted(text_of, np.arange(len(titles) + 1)),
        indicator=indicator,
        where=np.array([found[one] for one in at], np.int64),
    )


def joined(parts: Sequence[Texts]) -> Texts:
    """One after the other; at least one part."""
    return Texts(
        words=np.concatenate([it.words for it in parts]),
        title=np.concatenate([it.title for it in parts]),
        starts=in_a_row([it.starts for it in parts]),
        indicator=np.concatenate([it.indicator for it in parts]),
        where=np.concatenate([it.where for it in parts]),
    )
