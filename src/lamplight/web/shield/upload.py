"""A picture or video as it comes in: into memory while small, else into a file without a name.

Request -> received -> file -> hash_received -> UploadHashes, judge_received -> Judged

Takes the bytes as the body, or as the one file of a form.
"""

import os
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from lamplight.decode.kinds import HEAD_BYTES, video_kind
from lamplight.errors import BadPicture
from lamplight.media.digest import Digests, digests_of_parts
from lamplight.media.upload import UploadHashes
from lamplight.pipeline.shield import Judged, judge_upload, kinds_asked
from lamplight.pipeline.uploads import UploadPool
from lamplight.store.known_held import Current

MEMORY_BYTES = 1024 * 1024
_PART_BYTES = 2**20


@asynccontextmanager
async def received(request: Request) -> AsyncIterator[IO[bytes]]:
    """The file; gone at the end. Raises HTTPException."""
    if content_type(request) == "multipart/form-data":
        try:
            async with request.form(max_files=1, max_fields=20) as form:
                yield the_file(form.values())
        except MultiPartException as bad:
            raise HTTPException(400, f"The form can't be read: {bad.message}") from None
        return
    with SpooledTemporaryFile(MEMORY_BYTES) as file:
        async for part in request.stream():
            file.write(part)
        yield file


def content_type(request: Request) -> str:
    """Without its parameters, in small letters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def the_file(values: object) -> IO[bytes]:
    """The one file of a form. Raises HTTPException."""
    files = [one for one in values if isinstance(one, UploadFile)]  # type: ignore[attr-defined]
    if len(files) != 1:
        raise HTTPException(400, f"The form has {len(files)} files; send one.")
    return files[0].file


def is_video(file: IO[bytes]) -> bool:
    """By its first bytes."""
    file.seek(0)
    return video_kind(file.read(HEAD_BYTES)) is not None


def hash_received(pool: UploadPool, file: IO[bytes]) -> UploadHashes:
    """By its looks alone, where the pool makes no digests. Raises BadPicture."""
    file.seek(0, os.SEEK_END)
    if not file.tell():
        raise BadPicture("upload has no bytes")
    file.seek(0)
    with _path_to(file) as path:
        return pool.hash_bytes(file.read()) if path is None else pool.hash_file(path)


def judge_received(now: Current, upload: UploadHashes, file: IO[bytes]) -> Judged:
    """With the digests that are asked for, which no decoder need make. Raises DamagedBlock."""
    digests = digests_of_received(file, kinds_asked(now))
    return judge_upload(now, replace(upload, **digests._asdict()))


def digests_of_received(file: IO[bytes], kinds: Collection[str] = Digests._fields) -> Digests:
    """Whatever it is."""
    file.seek(0)
    return digests_of_parts(iter(lambda: file.read(_PART_BYTES), b""), kinds)


@contextmanager
def _path_to(file: IO[bytes]) -> Iterator[Path | None]:
    """None: it is small, and in memory."""
    if not getattr(file, "_rolled", True):
        yield None
        return
    file.flush()
    yield Path(f"/proc/{os.getpid()}/fd/{file.fileno()}")
