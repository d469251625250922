"""The pictures an ad names: paths beside the ads file, or hashes made elsewhere.

list, or one text -> ImageReader.read -> Pictures

A path stays inside the folder of the ads file: what is absolute, climbs out by "..", or leads out
through a link is not taken, and the Picture says why. Whether the file is there is found out when
it is hashed.
"""

import os
import re
from pathlib import Path

from lamplight.collect.record import Unreadable, kind_of
from lamplight.collect.texts import read_list
from lamplight.model import Picture

LIMIT = 200
"""Pictures taken from one ad; the ad says how many more there were."""

_HEX = re.compile(r"[0-9a-fA-F]{64}")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/")


class ImageReader:
    """Reads the pictures of the ads in one file.

    folder  where the ads file stands; for standard input the current folder
    """

    def __init__(self, folder: Path) -> None:
        self._folder = os.path.realpath(folder)
        self._inside = self._folder.rstrip("/") + "/"

    def read(self, value: object) -> tuple[Picture, ...]:
        """A Picture for each item, in order, broken ones with their fault. Raises Unreadable."""
        if isinstance(value, dict):
            value = [value]
        items = value if isinstance(value, list) else read_list(value)
        return tuple([self._picture(item) for item in items if item is not None and item != ""])

    def _picture(self, item: object) -> Picture:
        try:
            if isinstance(item, str):
                if _HEX.fullmatch(item):
                    return Picture(pdq=item.lower())
                return Picture(path=self._path(item))
            if isinstance(item, dict):
                return self._described(item)
        except Unreadable as fault:
            return Picture(fault=str(fault))
        return Picture(fault=f"the picture is {kind_of(item)}; want a path or 64 hex digits")

    def _described(self, item: dict[str, object]) -> Picture:
        path, pdq, quality = item.get("path"), item.get("pdq"), item.get("quality")
        if path is None and pdq is None:
            raise Unreadable("the picture has neither path nor pdq")
        if pdq is not None and not (isinstance(pdq, str) and _HEX.fullmatch(pdq)):
            raise Unreadable("the picture's pdq is not 64 hex digits")
        if path is not None and not isinstance(path, str):
            raise Unreadable(f"the picture's path is {kind_of(path)}; want text")
        return Picture(
            path=self._path(path) if path is not None else None,
            pdq=pdq.lower() if pdq is not None else None,
            quality=_quality(quality),
        )

    def _path(self, name: str) -> str:
        if _ADDRESS.match(name):
            raise Unreadable("the picture is a web address; want a path beside the ads file")
        if name.startswith("/"):
            raise Unreadable("the picture's path is absolute; want one beside the ads file")
        if ".." in name.split("/"):
            raise Unreadable("the picture's path climbs out by ..")
        if "\0" in name or not name.strip():
            raise Unreadable("the picture's path is blank or holds NUL")
        try:
            real = os.path.realpath(self._inside + name)
        except (OSError, ValueError):
            raise Unreadable("the picture's path can't be followed") from None
        if not real.startswith(self._inside):
            raise Unreadable("the picture's path leads out of the ads file's folder")
        return real


def _quality(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 100:
        return int(value)
    raise Unreadable("the picture's quality is no number from 0 to 100")
