"""The columns that linking and ranking read of the ads, kept from run to run in a file beside the
database.

Connection, Phrases -> kept_columns -> AdColumns, up to where in the log
Connection, AdColumns, Phrases -> keep_columns -> a file; keeping -> the same, beside other work

A cache that follows the log of ads: what the log names since the file was written is to be read
again. It counts for nothing where it is damaged, of another database, or made by another program or
for other phrases.
"""

from collections.abc import Callable, Sequence
from sys import intern

import numpy as np
import orjson
from sqlalchemy import Connection

from lamplight import _native
from lamplight.link.words import Wording
from lamplight.match.text import Shingles
from lamplight.rank.facts import Texts
from lamplight.rank.phrases import Phrases
from lamplight.store.ad_columns import AdColumns
from lamplight.store.ad_facts import AdFacts, Shown
from lamplight.store.ad_log import LogEntry, entry_at, newest_entry
from lamplight.store.caches import are_shared
from lamplight.store.index_files import Arrays, State, index_file, map_index, save_arrays
from lamplight.store.program import program

_NAME = "linking"
_SHAPE = 2
"""Of the arrays in a file; another when they change."""


def kept_columns(db: Connection, phrases: Phrases) -> tuple[AdColumns, LogEntry] | None:
    """What the file holds, and up to which entry of the log that is true; None where it is of no
    use."""
    found = map_index(index_file(db.engine, _NAME))
    if found is None:
        return None
    entry = entry_at(db, found.state.get("entry", 0))
    if entry is None or found.state != _state(entry, phrases):
        return None
    try:
        found.blocks.check_all()
    except _native.DamagedBlock:
        return None
    return _columns(found.arrays), entry


def keep_columns(db: Connection, columns: AdColumns, phrases: Phrases) -> None:
    """In place of the file before; a file that can't be written is not."""
    keeping(db, phrases)(columns)


def keeping(db: Connection, phrases: Phrases) -> Callable[[AdColumns], None]:
    """What keeps the columns as they are now; it asks the database nothing, so any thread may."""
    entry, engine = newest_entry(db), db.engine

    def keep(columns: AdColumns) -> None:
        if entry is not None and are_shared(engine):
            save_arrays(index_file(engine, _NAME), _state(entry, phrases), _arrays(columns))

    return keep


def _state(entry: LogEntry, phrases: Phrases) -> State:
    """Where in the log, and what reads."""
    asked = [(indicator, it.pattern, negatable) for indicator, it, negatable in phrases.patterns]
    return {
        "shape": _SHAPE,
        "entry": entry.number,
        "token": _native.checksum(entry.token.encode()),
        "reader": _native.checksum(orjson.dumps((program(), asked))),
    }


def _arrays(columns: AdColumns) -> Arrays:
    facts, wording = columns.facts, columns.wording
    return {
        "number": facts.number,
        **_lines("key", facts.keys),
        **_lines("source_name", facts.sources),
        "source": facts.source,
        "seen": facts.seen,
        "names": np.frombuffer(orjson.dumps(facts.names), np.uint8),
        "name": facts.name,
        "lat": facts.lat,
        "lon": facts.lon,
        "age": facts.age,
        "words": facts.texts.words,
        "title": facts.texts.title,
        "phrase_starts": facts.texts.starts,
        "phrase_indicator": facts.texts.indicator,
        "phrase_where": facts.texts.where,
        **_lines("value_name", [f"{kind}:{value}" for kind, value in facts.shown.values]),
        "signal_starts": facts.shown.starts,
        "signal_value": facts.shown.value,
        "signal_how": facts.shown.how,
        "text": wording.text,
        "checksum": wording.checksum,
        "digest": wording.digest,
        "shingles": wording.shingles.hashes,
        "starts": wording.shingles.starts,
        "group": wording.group,
        "picture_ad": columns.picture_ad,
        "picture_hash": columns.picture_hash,
        "picture_group": columns.picture_group,
    }


def _columns(it: Arrays) -> AdColumns:
    shingles = Shingles(it["shingles"], it["starts"])
    return AdColumns(
        facts=_facts(it),
        wording=Wording(it["text"], it["checksum"], it["digest"], shingles, it["group"]),
        picture_ad=it["picture_ad"],
        picture_hash=it["picture_hash"],
        picture_group=it["picture_group"],
    )


def _facts(it: Arrays) -> AdFacts:
    phrases = it["phrase_starts"], it["phrase_indicator"], it["phrase_where"]
    signals = it["signal_starts"], it["signal_value"], it["signal_how"]
    values = (name.partition(":") for name in _texts("value_name", it))
    return AdFacts(
        number=it["number"],
        keys=_texts("key", it),
        sources=_texts("source_name", it),
        source=it["source"],
        seen=it["seen"],
        names=[tuple(name) for name in orjson.loads(it["names"].tobytes())],
        name=it["name"],
        lat=it["lat"],
        lon=it["lon"],
        age=it["age"],
        texts=Texts(it["words"], it["title"], *phrases),
        text=it["text"],
        shown=Shown([(intern(kind), value) for kind, _, value in values], *signals),
    )


def _lines(name: str, texts: Sequence[str]) -> Arrays:
    raw = [text.encode("utf-8", "surrogatepass") for text in texts]
    ends = np.cumsum([len(it) for it in raw], dtype=np.int64)
    return {name: np.frombuffer(b"".join(raw), np.uint8), f"{name}_end": ends}


def _texts(name: str, arrays: Arrays) -> list[str]:
    data, begin, texts = arrays[name].tobytes(), 0, []
    for end in arrays[f"{name}_end"].tolist():
        texts.append(data[begin:end].decode("utf-8", "surrogatepass"))
        begin = end
    return texts
