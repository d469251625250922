"""The third stage: picture files that ads name to hashes.

pictures still to be hashed -> hash_pictures -> stored hashes, or one line for each that is broken
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from lamplight.errors import BadPicture
from lamplight.model import PictureHashes
from lamplight.pipeline.journal import Journal
from lamplight.pipeline.pictures import hash_files
from lamplight.store.engine import reading
from lamplight.store.pictures import count_pending, pending_paths, save_hashes

BATCH = 64
_PAGE = 1_000


def hash_pictures(journal: Journal) -> None:
    """Each file once, however many ads name it."""
    with reading(journal.engine) as db:
        total = count_pending(db)
    with journal.stage("hash", total):
        if total:
            paths = list(_pending(journal))
            results = zip(paths, hash_files(map(Path, paths)), strict=True)
            while batch := dict(islice(results, BATCH)):
                with journal.commit(len(batch)) as db:
                    save_hashes(db, {path: _outcome(it) for path, it in batch.items()})


def _pending(journal: Journal) -> Iterator[str]:
    after = ""
    while True:
        with reading(journal.engine) as db:
            page = pending_paths(db, after, _PAGE)
        if not page:
            return
        yield from page
        after = page[-1]


def _outcome(result: PictureHashes | BadPicture) -> PictureHashes | str:
    return str(result) if isinstance(result, BadPicture) else result
