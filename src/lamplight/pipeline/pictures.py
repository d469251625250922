"""Pictures to hashes and previews, through bounded child processes.

paths or bytes -> PicturePool -> PictureHashes, BadPicture or JPEG bytes

Known limit: the first frame of what moves.
"""

import os
import re
from collections.abc import Generator, Iterable
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Self

from lamplight.decode.limits import Limits
from lamplight.decode.pool import Pool
from lamplight.errors import BadInput, BadPicture
from lamplight.model import PictureHashes
from lamplight.pipeline.in_order import in_order
from lamplight.pipeline.kept import Kept

CHILD = "lamplight.pipeline.picture_child"
SIDES = range(16, 2049)
"""Pixels that a preview's long side may have."""

_ANSWER = re.compile(r"(\d{1,3}) ([0-9a-f]{512}) ([0-9a-f]{64}) ([0-9a-f]{40}) ([0-9a-f]{32})")


class PicturePool:
    """Children that stay ready for more; for any number of threads. Close it, or use it in a with.

    workers None: one for each processor this process may use
    """

    def __init__(self, workers: int | None = None, limits: Limits | None = None) -> None:
        size = workers or len(os.sched_getaffinity(0))
        self._pool = Pool(CHILD, size, limits or Limits())

    def hash_files(
        self, paths: Iterable[Path]
    ) -> Generator[PictureHashes | BadPicture, None, None]:
        """One item for each path, in order, as they come; BadPicture is yielded, not raised."""
        return in_order(paths, self._outcome, self._pool.size, self._pool.stop_busy)

    def hash_file(self, path: Path) -> PictureHashes:
        """Raises BadPicture."""
        return _hashes(self._pool.ask("hash", path=os.fsencode(path)))

    def hash_bytes(self, data: bytes) -> PictureHashes:
        """Raises BadPicture."""
        return _hashes(self._pool.ask("hash", data=self._bounded(data)))

    def preview(self, path: Path, *, blurred: bool, side: int = 320) -> bytes:
        """A fresh JPEG, its long side at most ``side`` pixels; raises BadPicture."""
        if side not in SIDES:
            raise BadInput(f"side is {side} pixels; want {SIDES[0]} to {SIDES[-1]}")
        how = "blurred" if blurred else "clear"
        return self._pool.ask(f"show {how} {side}", path=os.fsencode(path))

    def close(self) -> None:
        """Ends the children."""
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _outcome(self, path: Path, stop: Event) -> PictureHashes:
        return _hashes(self._pool.ask("hash", path=os.fsencode(path), stop=stop))

    def _bounded(self, data: bytes) -> bytes:
        most = self._pool.limits.size_bytes
        if len(data) > most:
            raise BadPicture(f"picture has {len(data):,} bytes; want {most:,} or fewer")
        return data


def hash_files(
    paths: Iterable[Path], workers: int | None = None
) -> Generator[PictureHashes | BadPicture, None, None]:
    """As PicturePool.hash_files, with children of its own that end with it."""
    with PicturePool(workers) as pool:
        yield from pool.hash_files(paths)


def hash_bytes(data: bytes) -> PictureHashes:
    """Raises BadPicture. Uses children that stay ready until the program ends."""
    return _kept.get().hash_bytes(data)


def preview(path: Path, *, blurred: bool, side: int = 320) -> bytes:
    """A fresh small JPEG, never the file's bytes; raises BadPicture.

    blurred: grey and so coarse that no face can be made out. Uses children that stay ready.
    """
    return _kept.get().preview(path, blurred=blurred, side=side)


def _hashes(answer: bytes) -> PictureHashes:
    match = _ANSWER.fullmatch(answer.decode("ascii", errors="replace"))
    if not match:  # the child has met hostile bytes; its word is checked
        raise BadPicture("picture made the decoder answer nonsense")
    quality, digits, sha256, sha1, md5 = match.groups()
    dihedral = tuple(digits[at : at + 64] for at in range(0, 512, 64))
    return PictureHashes(sha256, sha1, md5, dihedral[0], int(quality), dihedral)


_kept = Kept(PicturePool)
