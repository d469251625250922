"""Which program this is, to tell whether another would have come to the same.

program -> a digest of all that it consists of
"""

import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import lamplight
from lamplight import _native

_LIBRARIES = ("numpy", "orjson")
"""Those that a lead may hang on."""


@cache
def program() -> str:
    """64 hex digits; others where a line of it is another, or what it runs on is."""
    sources = (path for folder in lamplight.__path__ for path in Path(folder).rglob("*.py"))
    digest = sha256(repr([sys.version, *map(version, _LIBRARIES)]).encode())
    for path in [*sorted(sources), Path(_native.__file__)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
