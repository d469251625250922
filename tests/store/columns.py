"""What linking and ranking read of the ads, in a form that can be compared."""

import numpy as np

from lamplight.arrays import I64
from lamplight.link.corpus import Corpus
from lamplight.match.hamming import number_by_first
from lamplight.store.ad_columns import AdColumns
from lamplight.store.ad_facts import AdFacts
from lamplight.store.corpus import corpus_of


def told_of(ads: AdColumns) -> dict[str, object]:
    """All that was read, whatever texts, places, values and groups are numbered."""
    return (
        _told_of_facts(ads.facts)
        | _told_of_corpus(corpus_of(ads))
        | {"numbers": ads.facts.number.tolist()}
    )


def _told_of_facts(read: AdFacts) -> dict[str, object]:
    shown, texts = read.shown, read.texts.at(read.text)
    return {
        "numbers": read.number.tolist(),
        "names": [read.names[at] for at in read.name.tolist()],
        "sources": [read.sources[at] for at in read.source.tolist()],
        "ages and times": np.stack([read.age, read.seen]).tobytes(),
        "words": np.stack([texts.words, texts.title]).tobytes(),
        "phrases": [it.tolist() for it in (texts.starts, texts.indicator, texts.where)],
        "shown": [shown.values[at] for at in shown.value.tolist()],
        "how": [shown.starts.tolist(), shown.how.tolist()],
    }


def _told_of_corpus(read: Corpus) -> dict[str, object]:
    words, hashes = read.wording, list(map(bytes, read.picture_hash))
    groups = read.picture_group.tolist()
    smallest = dict(sorted(zip(groups, hashes, strict=True), reverse=True))
    firsts = [smallest[group] for group in groups]
    shingles = np.split(words.shingles.hashes, words.shingles.starts[1:-1])
    return {
        "keys": list(read.keys),
        "where": np.stack([read.day, read.lat, read.lon]).tobytes(),
        "place": _numbered(read.place),
        "text": _numbered(words.text),
        "checksum": words.checksum[words.text].tolist(),
        "shingles": [shingles[text].tolist() for text in words.text.tolist()],
        "texts": len(words.digest),
        "group": _numbered(words.group[words.text]),
        "signals": (read.values, read.signal_row.tolist(), read.signal_value.tolist()),
        "pictures": sorted(zip(read.picture_row.tolist(), hashes, firsts, strict=True)),
    }


def _numbered(labels: I64) -> list[int]:
    return [int(it) for it in number_by_first(labels + 1)]
