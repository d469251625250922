"""The index by which ads are searched: files that follow the database.

Connection -> ad_index -> AdIndex -> newest, count, values -> numbers of ads

Method: an inverted index with fast fields (tantivy). The database's log is the truth, the files are
a cache: what the log names since they were written is read again, all of it where they are lost,
damaged or of another database. One process writes at a time; who finds another writing answers from
what there is. Files of another process are seen as soon as they are written.
"""

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine
from tantivy import Document, FieldType, Index, IndexWriter, Query, Searcher, SearchResult

from lamplight.store.ad_document import ANALYZER, SCHEMA, TOKENIZER, VERSION, documents
from lamplight.store.ad_log import LogEntry, ads_since, is_known, newest_entry
from lamplight.store.caches import cache_path
from lamplight.store.engine import reading
from lamplight.store.files import sole_writer

_HEAP_BYTES = 128 << 20
_LOOK_EVERY = 1_000
_STATE = "state"
_DEEP = 10_000

Stopped = Callable[[], bool]
_refreshing = Lock()


class Found(NamedTuple):
    """Numbers of ads, and how many there are in all."""

    numbers: list[int]
    total: int


@dataclass(frozen=True, slots=True, eq=False)
class AdIndex:
    """What was stored when it was asked for."""

    searcher: Searcher

    def newest(self, query: Query, limit: int, offset: int = 0) -> Found:
        """So many from an offset on, newest first, those without a time last."""
        if offset > _DEEP and offset >= (total := self.count(query)):
            return Found([], total)
        found = self.searcher.search(
            query, limit, count=True, order_by_field="order", offset=offset
        )
        return Found(self._numbers([address for _, address in found.hits]), _count(found))

    def numbers(self, query: Query, limit: int) -> list[int]:
        """At most so many, in no order."""
        found = self.searcher.search(query, limit, count=False)
        return self._numbers([address for _, address in found.hits])

    def count(self, query: Query) -> int:
        return _count(self.searcher.search(query, 1, count=True))

    def values(self, kind: str, prefix: str = "") -> list[str]:
        """Those of a kind that ads show."""
        start = len(kind) + 1
        found = self.searcher.terms_with_prefix("values", f"{kind}:{prefix}")
        return [term[start:] for term, _ in found]

    def phones_ending(self, digits: str, limit: int) -> list[str]:
        found = self.searcher.terms_with_prefix("ends", digits[::-1], limit=limit)
        return [term[::-1] for term, _ in found]

    def told(self, query: Query, asked: dict[str, Any]) -> dict[str, Any]:
        """Aggregations of what it finds, asked and told as Elasticsearch does."""
        return self.searcher.aggregate(query, asked)

    def showing(self, value: str) -> int:
        """How many ads show a "kind:value"; those that went lately may be among them."""
        return self.searcher.doc_freq("values", value)

    def _numbers(self, addresses: Sequence[object]) -> list[int]:
        return self.searcher.fast_field_values("number", addresses)  # type: ignore[arg-type, return-value]


def _count(found: SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]


@dataclass(slots=True)
class _Held:
    """An index that this process has open.

    place  tells the folder from another one of the same name
    state  up to where it follows the log
    """

    index: Index
    place: int
    state: LogEntry | None = None


_held: WeakKeyDictionary[Engine, _Held] = WeakKeyDictionary()


def ad_index(db: Connection) -> AdIndex:
    """As the database is now, if no other process is just writing the index."""
    with _refreshing:
        return AdIndex(_refreshed(db, lambda: False).index.searcher())


def refresh_ad_index(engine: Engine, stopped: Stopped) -> None:
    """Let the files follow the database, in a transaction that holds nobody up."""
    with reading(engine) as db, _refreshing:
        _refreshed(db, stopped)


def ads_to_index(db: Connection) -> int:
    """At most how many ads refreshing would read now."""
    with _refreshing:
        held = _opened(db.engine)
        held.state = _state_of(held.index)
        since = held.state if held.state and is_known(db, held.state) else None
        return sum(last - first + 1 for first, last in ads_since(db, since))


def drop_ad_index(engine: Engine) -> None:
    """Remove the files, so that nothing that was forgotten is in them."""
    folder = _folder(engine)
    with _refreshing, sole_writer(folder, wait=True):
        _held.pop(engine, None)
        shutil.rmtree(folder, ignore_errors=True)


def _folder(engine: Engine) -> Path:
    return cache_path(engine, f"ads-{VERSION}.search")


def _refreshed(db: Connection, stopped: Stopped) -> _Held:
    newest = newest_entry(db)
    held = _opened(db.engine)
    if held.state != newest:
        held.index.reload()
        held.state = _state_of(held.index)
    if held.state != newest:
        with suppress(ValueError):  # another process is writing it
            _follow(db, held, newest, stopped)
            held.index.reload()
            held.state = _state_of(held.index)
    return held


def _opened(engine: Engine) -> _Held:
    """The one that is open, if its folder is still there."""
    folder = _folder(engine)
    held = _held.get(engine)
    if held is None or _place(folder) != held.place:
        with sole_writer(folder, wait=True):  # two who find it damaged would remove each other's
            folder.mkdir(mode=0o700, exist_ok=True)
            held = _held[engine] = _Held(_open(folder), folder.stat().st_ino)
    return held


def _place(folder: Path) -> int | None:
    with suppress(FileNotFoundError):
        return folder.stat().st_ino
    return None


def _open(folder: Path) -> Index:
    try:
        index = Index(SCHEMA, str(folder))
    except ValueError:  # damaged
        shutil.rmtree(folder)
        folder.mkdir(mode=0o700)
        index = Index(SCHEMA, str(folder))
    index.register_tokenizer(TOKENIZER, ANALYZER)
    index.config_reader("manual")
    return index


def _state_of(index: Index) -> LogEntry | None:
    searcher = index.searcher()
    found = searcher.search(Query.term_query(SCHEMA, "values", _STATE), 1).hits
    if not found:
        return None
    number, token = str(searcher.doc(found[0][1]).get_first("state")).split()
    return LogEntry(int(number), token)


def _follow(db: Connection, held: _Held, newest: LogEntry | None, stopped: Stopped) -> None:
    """Raises ValueError where another process writes; undone where it is stopped."""
    writer = held.index.writer(_HEAP_BYTES, 1)
    since = held.state
    if since is None or not is_known(db, since):
        writer.delete_all_documents()
        since = None
    if _put(db, writer, since, stopped):
        writer.delete_documents_by_term("values", _STATE)
        if newest is not None:
            state = f"{newest.number} {newest.token}"
            writer.add_document(Document(values=[_STATE], state=state))
        writer.commit()
    else:
        writer.rollback()
    writer.wait_merging_threads()


def _put(db: Connection, writer: IndexWriter, since: LogEntry | None, stopped: Stopped) -> bool:
    """Whether it came to its end."""
    for first, last in ads_since(db, since):
        if since is not None:
            numbers = Query.range_query(SCHEMA, "number", FieldType.Integer, first, last)
            writer.delete_documents_by_query(numbers)
        for at, document in enumerate(documents(db, (first, last))):
            writer.add_json(document)
            if at % _LOOK_EVERY == 0 and stopped():
                return False
    return True
