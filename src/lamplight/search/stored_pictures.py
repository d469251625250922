"""The hashes of all stored pictures, mapped from a file or held in memory.

Connection -> stored_pictures -> StoredPictures; hashes -> near -> ads

Only runs bring pictures, so what was read stays true until another run is done or something is
forgotten. Who first looks after that reads the hashes, and writes the index file that others map.
Limit: pictures of a run that is still at work are found when it is done.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Connection, Engine, LargeBinary, select, type_coerce

from lamplight.arrays import I64, U8
from lamplight.match.hamming import HASH_BYTES
from lamplight.match.index import HashIndex, index_of, near_many
from lamplight.store.index_files import State, index_file, map_arrays, save_arrays
from lamplight.store.runs import done_state
from lamplight.store.tables import ad_pictures

_AT_ONCE = 100_000
_MOST_NEAR = 10_000
_NAME = "pictures"
_INDEX = ("hashes", "starts", "rows", "beside")

Nearest = Mapping[int, tuple[int, int]]
"""Number of an ad -> bits that differ, place of the query among the queries."""


@dataclass(frozen=True, slots=True, eq=False)
class StoredPictures:
    """Different hashes, and the ads that show each.

    state   the newest run that was done when they were read, and when it ended
    starts  I64[n + 1] where the ads of each hash begin
    ads     I64[m] numbers
    """

    state: State | None
    index: HashIndex
    starts: I64
    ads: I64

    def near(self, queries: U8) -> Nearest:
        """Ads with a picture within 31 bits of any query, of at most 10,000 hashes."""
        hits = near_many(queries, self.index)
        order = np.lexsort((hits.query, hits.bits))[:_MOST_NEAR]
        rows = hits.row[order]
        counts = self.starts[rows + 1] - self.starts[rows]
        begins = np.repeat(self.starts[rows] - np.cumsum(counts) + counts, counts)
        ads = self.ads[begins + np.arange(len(begins))]
        different, first = np.unique(ads, return_index=True)
        hit = order[np.repeat(np.arange(len(rows)), counts)[first]]
        found = zip(hits.bits[hit].tolist(), hits.query[hit].tolist(), strict=True)
        return dict(zip(different.tolist(), found, strict=True))


_held: WeakKeyDictionary[Engine, StoredPictures] = WeakKeyDictionary()
_reading = Lock()


def stored_pictures(db: Connection) -> StoredPictures:
    """Read anew where another run is done since, and each time until the first is."""
    state = done_state(db)
    with _reading:
        held = _held.get(db.engine)
        if held is None or held.state != state or state is None:
            held = _held[db.engine] = _mapped(db, state)
    return held


def _mapped(db: Connection, state: State | None) -> StoredPictures:
    """From the index file; where there is none of this state it is written."""
    if state is None:
        return _read(db, state)
    path = index_file(db.engine, _NAME)
    found = map_arrays(path, state)
    if found is None:
        read = _read(db, state)
        index = {name: getattr(read.index, name) for name in _INDEX}
        save_arrays(path, state, {**index, "first": read.starts, "ads": read.ads})
        return read
    mapped = HashIndex(found["hashes"], found["starts"], found["rows"], found["beside"])
    return StoredPictures(state, mapped, found["first"], found["ads"])


def _read(db: Connection, state: State | None) -> StoredPictures:
    raw = type_coerce(ad_pictures.c.pdq, LargeBinary)
    rows = db.execute(
        select(ad_pictures.c.ad, raw).where(ad_pictures.c.pdq.is_not(None)),
        execution_options={"yield_per": _AT_ONCE},
    )
    ads: list[int] = []
    hashes = bytearray()
    for ad, digest in rows:
        if len(digest) == HASH_BYTES:
            ads.append(ad)
            hashes += digest
    whole = np.frombuffer(hashes, f"V{HASH_BYTES}")
    different, shows = np.unique(whole, return_inverse=True)
    order = np.argsort(shows, kind="stable")
    starts = np.searchsorted(shows[order], np.arange(len(different) + 1))
    index = index_of(different.view(np.uint8).reshape(-1, HASH_BYTES))
    return StoredPictures(state, index, starts, np.array(ads, np.int64)[order])
