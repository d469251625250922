"""A text as the native kernel reads it, in Python's words."""

from dataclasses import dataclass

from lamplight.collect.places import read_places
from lamplight.extract.read import extractor, names_of
from lamplight.extract.tables import decoded


@dataclass(frozen=True, slots=True)
class Read:
    """As Reading of native/extract/reading.hpp."""

    text: str
    plain: str
    starts: list[int]
    ends: list[int]

    @property
    def lower(self) -> str:
        return self.plain.lower()

    def span(self, start: int, end: int) -> tuple[int, int]:
        return (self.starts[start], self.ends[end - 1]) if self.starts else (start, end)

    def tricks(self, start: int, end: int) -> frozenset[str]:
        return names_of(extractor(read_places()).tricks(self.text, start, end))


def read_text(text: str) -> Read:
    plain, starts, ends = extractor(read_places()).read(text)
    return Read(text, decoded(plain), starts, ends)
