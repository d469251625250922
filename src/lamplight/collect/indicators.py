"""Read indicator files: those that come with the package, and an agency's own.

folder -> read_indicators -> Indicator

A file of an agency's folder replaces the built-in one of its name, or adds one.
"""

import tomllib
from importlib.resources import files
from pathlib import Path

from lamplight.errors import BadInput
from lamplight.rank.indicators import Indicator, parse_indicator


def read_indicators(folder: Path | None = None) -> list[Indicator]:
    """All indicators, by name. Raises BadInput for a file that can't be read, or no such folder."""
    texts = {
        file.name.removesuffix(".toml"): file.read_bytes()
        for file in files("lamplight.rank.indicators").iterdir()
        if file.name.endswith(".toml")
    }
    if folder is not None:
        if not folder.is_dir():
            raise BadInput(f"{folder} is no folder; want one with indicator files (*.toml)")
        texts |= {file.stem: file.read_bytes() for file in sorted(folder.glob("*.toml"))}
    return [_parse(name, texts[name]) for name in sorted(texts)]


def _parse(name: str, text: bytes) -> Indicator:
    try:
        return parse_indicator(name, tomllib.loads(text.decode()))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{name}.toml is no TOML: {error}") from None
