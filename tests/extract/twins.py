"""The native extractor's answers in the form in which its slow twin gives them."""

from collections.abc import Collection

from hypothesis import strategies as st

from lamplight.collect.places import read_places
from lamplight.extract.read import extractor, names_of
from tests.extract.slow import read as slow

PLACES = read_places()


def natively(text: str, region: str | None, kinds: Collection[str]) -> list[slow.Signal]:
    """In order of their place in the text."""
    bits = sum(1 << at for at, kind in enumerate(slow.KINDS) if kind in kinds)
    return [
        (kind, value, start, end, confidence, names_of(tricks))
        for kind, value, start, end, confidence, tricks in extractor(PLACES).find(
            text, region or "", bits
        )
    ]


def slowly(text: str, region: str | None, kinds: Collection[str]) -> list[slow.Signal]:
    """Likewise, by the twin."""
    return slow.find(text, region, PLACES, kinds)


def rows_of(pieces: str) -> st.SearchStrategy[str]:
    """Up to sixteen of these pieces, which are parted by a bar, in a row."""
    return st.lists(st.sampled_from(pieces.split("|")), max_size=16).map("".join)
