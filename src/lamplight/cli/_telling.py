"""What commands say to people: no ad drives the terminal that shows it.

text -> tell -> stdout or stderr
"""

import unicodedata

import typer

_KEPT = "\n\t\u200c\u200d"
"""Lines, columns, and what joins letters and pictures."""


def tell(text: str, *, err: bool = False) -> None:
    """A line or several; JSON is not for people and is written as it is."""
    typer.echo(harmless(text), err=err)


def harmless(text: str) -> str:
    r"""Signs that move, colour or turn what a terminal shows stand as \x1b, \u202e."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(sign if _is_harmless(sign) else ascii(sign)[1:-1] for sign in text)


def _is_harmless(sign: str) -> bool:
    return sign.isprintable() or sign in _KEPT or unicodedata.category(sign) == "Zs"
