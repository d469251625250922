"""The columns that linking reads of the ads, kept from run to run in a file beside the database.

Connection -> kept_columns -> AdColumns, ranges of numbers to read again
Connection, AdColumns -> keep_columns -> a file

A cache that follows the log of ads: what the log names since the file was written is left out of
what it gives. It counts for nothing where it is damaged, of another database, or made by rules that
are not those of today. Limit: the time at which an ad was last collected is in no log, so of ads
that say no other it is always read.
"""

from dataclasses import replace

import numpy as np
import orjson
from sqlalchemy import Connection, select

from lamplight import _native
from lamplight.arrays import I64, U8
from lamplight.bank.match import LEAST_QUALITY
from lamplight.link.words import Wording, read_words
from lamplight.match.hamming import MATCH_BITS
from lamplight.match.text import LEAST_SHARE, Shingles
from lamplight.store.ad_columns import AdColumns, days_of, without
from lamplight.store.ad_log import LogEntry, Range, ads_since, entry_at, newest_entry
from lamplight.store.caches import are_shared
from lamplight.store.index_files import Arrays, State, index_file, map_index, save_arrays
from lamplight.store.parts import read_parts
from lamplight.store.tables import ads

WORTH_WRITING = 0.1
"""Share of the ads that were read anew; of fewer, the next run reads them once more."""

_NAME = "linking"
_SHAPE = 1
"""Of the arrays in a file; another when they change."""
_PROBE = "Anna, 25 in Reno: 100$ @anna ÅÉ 愛 https://anna.example"


def kept_columns(db: Connection) -> tuple[AdColumns, list[Range]] | None:
    """What the file holds that is as it was, and which ads have come or may differ since; None
    where it is of no use."""
    found = map_index(index_file(db.engine, _NAME))
    if found is None:
        return None
    entry = entry_at(db, found.state.get("entry", 0))
    if entry is None or found.state != _state(entry):
        return None
    try:
        found.blocks.check_all()
    except _native.DamagedBlock:
        return None
    since = ads_since(db, entry)
    return _with_days(db, without(_columns(found.arrays), since)), since


def keep_columns(db: Connection, columns: AdColumns) -> None:
    """In place of the file before; a file that can't be written is not."""
    entry = newest_entry(db)
    if entry is not None and are_shared(db.engine):
        save_arrays(index_file(db.engine, _NAME), _state(entry), _arrays(columns))


def _state(entry: LogEntry) -> State:
    """Where in the log, and by which rules."""
    words = read_words([_PROBE]).shingles.hashes.tobytes()
    rules = (LEAST_SHARE, MATCH_BITS, LEAST_QUALITY, words.hex())
    return {
        "shape": _SHAPE,
        "entry": entry.number,
        "token": _native.checksum(entry.token.encode()),
        "rules": _native.checksum(orjson.dumps(rules)),
    }


def _arrays(columns: AdColumns) -> Arrays:
    keys = [key.encode("utf-8", "surrogatepass") for key in columns.keys]
    wording = columns.wording
    return {
        "number": columns.number,
        "key": np.frombuffer(b"".join(keys), np.uint8),
        "key_end": np.cumsum([len(key) for key in keys], dtype=np.int64),
        "day": columns.day,
        "lat": columns.lat,
        "lon": columns.lon,
        "place": columns.place,
        "places": np.frombuffer(orjson.dumps(columns.places), np.uint8),
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
        number=it["number"],
        keys=_keys(it["key"], it["key_end"]),
        day=it["day"],
        lat=it["lat"],
        lon=it["lon"],
        place=it["place"],
        places=[tuple(name) for name in orjson.loads(it["places"].tobytes())],
        wording=Wording(it["text"], it["checksum"], it["digest"], shingles, it["group"]),
        picture_ad=it["picture_ad"],
        picture_hash=it["picture_hash"],
        picture_group=it["picture_group"],
    )


def _keys(raw: U8, ends: I64) -> list[str]:
    data, begin, keys = raw.tobytes(), 0, []
    for end in ends.tolist():
        keys.append(data[begin:end].decode("utf-8", "surrogatepass"))
        begin = end
    return keys


def _with_days(db: Connection, columns: AdColumns) -> AdColumns:
    """With the newest time at which ads that say no other were collected."""
    day, table = columns.day.copy(), ads.c
    undated = select(table.number, table.collected_at).where(table.posted_at.is_(None))
    for part in read_parts(db, undated):
        number, moment = zip(*part, strict=True)
        row = np.searchsorted(columns.number, number)
        here = np.append(columns.number, -1)[row] == number
        day[row[here]] = days_of(moment)[here]
    return replace(columns, day=day)
