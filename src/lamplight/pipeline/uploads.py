"""Uploads to all hashes by which they may be found, through bounded child processes.

paths or bytes -> UploadPool -> UploadHashes or BadPicture

Method: the first bytes say whether it is a video. A video is never read into memory: its path goes
to the child, and bytes become a file without a name.
"""

import os
import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from struct import pack
from threading import Event
from types import TracebackType
from typing import Self

import orjson

from lamplight.decode.kinds import HEAD_BYTES, video_kind
from lamplight.decode.limits import Limits
from lamplight.decode.pool import Pool
from lamplight.decode.worker import open_file
from lamplight.errors import BadPicture
from lamplight.media.digest import Digests
from lamplight.media.upload import UploadHashes, Variant
from lamplight.media.variants import NAMES
from lamplight.pipeline.in_order import in_order
from lamplight.pipeline.kept import Kept

CHILD = "lamplight.pipeline.upload_child"

VIDEO_LIMITS = Limits(size_bytes=4 * 10**9, cpu_s=900, wall_s=1800)
"""Two hours in high definition want some ten minutes of a processor."""

_DIGESTS = re.compile(r"[0-9a-f]{64} [0-9a-f]{40} [0-9a-f]{32}")
_NO_DIGESTS = re.compile("  ")
_PDQ_DIGITS = 64
_SMALL = pack("<2s3I I2i2H6I", b"BM", 246, 0, 54, 40, 8, 8, 1, 24, 0, 192, *bytes(4)) + bytes(192)
"""A black picture (BMP, 8 x 8), to ask whether a decoder answers."""

_KINDS = ("picture", "animation", "video")


class UploadPool:
    """Children that stay ready for more; for any number of threads. Close it, or use it in a with.

    workers  None: one for each processor this process may use
    digests  False: none, for who makes those that are asked for
    """

    def __init__(
        self,
        workers: int | None = None,
        limits: Limits | None = None,
        video_limits: Limits = VIDEO_LIMITS,
        *,
        digests: bool = True,
    ) -> None:
        self._words, self._digests = ("", _DIGESTS) if digests else (" looks", _NO_DIGESTS)
        size = workers or len(os.sched_getaffinity(0))
        self._pictures = Pool(CHILD, size, limits or Limits())
        self._videos = Pool(CHILD, size, video_limits)

    def hash_file(self, path: Path, stop: Event | None = None) -> UploadHashes:
        """Raises BadPicture."""
        with open_file(path, self._videos.limits.size_bytes) as file:
            head = file.read(HEAD_BYTES)
        name = os.fsencode(path)
        if video_kind(head):
            answer = self._videos.ask(f"video{self._words}", data=name, stop=stop)
        else:
            answer = self._pictures.ask(f"upload{self._words}", path=name, stop=stop)
        return _checked(answer, self._digests)

    def hash_bytes(self, data: bytes) -> UploadHashes:
        """Raises BadPicture."""
        if video_kind(data[:HEAD_BYTES]):
            with _nameless(data) as path:
                return self.hash_file(path)
        most = self._pictures.limits.size_bytes
        if len(data) > most:
            raise BadPicture(f"picture has {len(data):,} bytes; want {most:,} or fewer")
        answer = self._pictures.ask(f"upload{self._words}", data=data)
        return _checked(answer, self._digests)

    def hash_files(self, paths: Iterable[Path]) -> Generator[UploadHashes | BadPicture, None, None]:
        """One item for each path, in order, as they come; BadPicture is yielded, not raised."""
        return in_order(paths, self.hash_file, self._pictures.size, self._stop_busy)

    def check(self) -> None:
        """Raises BadPicture or Unavailable unless a decoder answers, or all are at work."""
        if self._pictures.busy < self._pictures.size:
            self.hash_bytes(_SMALL)

    def close(self) -> None:
        """Ends the children."""
        self._pictures.close()
        self._videos.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _stop_busy(self) -> None:
        self._pictures.stop_busy()
        self._videos.stop_busy()


def hash_uploads(
    paths: Iterable[Path], workers: int | None = None
) -> Generator[UploadHashes | BadPicture, None, None]:
    """As UploadPool.hash_files, with children of its own that end with it."""
    with UploadPool(workers) as pool:
        yield from pool.hash_files(paths)


def variants_of(upload: bytes | Path) -> UploadHashes:
    """Raises BadPicture. Uses children that stay ready until the program ends."""
    pool = _kept.get()
    return pool.hash_bytes(upload) if isinstance(upload, bytes) else pool.hash_file(upload)


@contextmanager
def _nameless(data: bytes) -> Iterator[Path]:
    """A path to data that only this user's processes can open, while this one holds it."""
    descriptor = os.memfd_create("upload")
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        yield Path(f"/proc/{os.getpid()}/fd/{descriptor}")


def _checked(answer: bytes, wanted: re.Pattern[str]) -> UploadHashes:
    """The child has met hostile bytes; its word is checked."""
    try:
        said = orjson.loads(answer)
        digests = Digests(said["sha256"], said["sha1"], said["md5"])
        frames = tuple(float(at_s) for at_s, _ in said["frames"])
        variants = tuple(
            Variant(name, number, pdq, quality)
            for number, (_, looks) in enumerate(said["frames"])
            for name, pdq, quality in looks
        )
        _want(wanted.fullmatch(" ".join(digests)) and said["kind"] in _KINDS)
        _want_looks(variants)
        unread = None if said["unread"] is None else str(said["unread"])[:200]
    except (ValueError, TypeError, LookupError) as cause:
        raise BadPicture("upload made the decoder answer nonsense") from cause
    return UploadHashes(*digests, said["kind"], frames, variants, unread)


def _want_looks(variants: Sequence[Variant]) -> None:
    """All at once, which takes a fifth of one after another."""
    names, _, hashes, qualities = zip(*variants, strict=True)
    digits = "".join(hashes)
    _want(NAMES.issuperset(names) and {*map(len, hashes)} == {_PDQ_DIGITS})
    _want(bytes.fromhex(digits).hex() == digits)  # no capitals, no spaces
    _want({*map(type, qualities)} == {int} and min(qualities) >= 0 and max(qualities) <= 100)


def _want(good: object) -> None:
    if not good:
        raise ValueError("not what the child may say")


_kept = Kept(UploadPool)
