from collections.abc import Callable, Mapping, Sequence

from lamplight.arrays import F64, I64, U8, U16, U32, Bool
from lamplight.model import AdRow, Field

def hamming_distances(query: U8, bank: U8) -> I64: ...
def group_hashes(hashes: U8, radius: int) -> I64: ...
def shingle_texts(utf8: U8, starts: I64, width: int) -> tuple[U32, I64]: ...
def group_shingles(shingles: U32, starts: I64, least: float) -> I64: ...
def jaccard_pairs(shingles: U32, starts: I64, left: I64, right: I64) -> F64: ...
def pdq_hashes(pixels: U8 | memoryview, scale: int = 1) -> tuple[bytes, int]: ...
def grow_forest(
    n: int, left: I64, right: I64, apart_left: I64, apart_right: I64
) -> tuple[I64, Bool]: ...
def index_hashes(hashes: U8) -> tuple[U32, U32, U16]: ...
def search_index(
    queries: U8, hashes: U8, starts: U32, rows: U32, beside: U16, radius: int
) -> I64: ...

class PlainReader:
    def __init__(
        self,
        row: type[AdRow],
        source: str,
        digest: Callable[[bytes], bytes],
        columns: list[tuple[str, int]],
        nothing: list[str],
    ) -> None: ...
    def read(self, lines: Sequence[bytes]) -> list[AdRow | None]: ...

class Globe:
    def __init__(self, lats: F64, lons: F64) -> None: ...
    def nearest(self, lat: float, lon: float) -> int: ...

class Pattern:
    def __init__(self, source: bytes, verbose: bool = False) -> None: ...
    def search(self, text: bytes, at: int, end: int, how: str) -> list[tuple[int, int]] | None: ...

_Row = tuple[
    int,
    int,
    str,
    str,
    Field | None,
    int | None,
    int | None,
    str,
    float,
    float,
]

class Extractor:
    def __init__(
        self,
        tables: Mapping[str, Mapping[str, object]],
        places: object,
        page: Callable[[int], list[bytes]],
        entity: Callable[[str], bytes],
        plan: Callable[[str], list[tuple[str, str]]],
        key_of: Callable[[str], str],
    ) -> None: ...
    def find(
        self, text: str, region: str, kinds: int = 0xFF
    ) -> list[tuple[str, str, int, int, float, int]]: ...
    def signals_of(
        self,
        columns: object,
        region: str,
        effort: Callable[[int], tuple[str, float]],
        threads: int = 1,
    ) -> list[_Row]: ...
    def regions_of(self, columns: object) -> list[str]: ...
    def read(self, text: str) -> tuple[bytes, list[int], list[int]]: ...
    def number(self, digits: str, region: str, plus: bool) -> tuple[str, bool, str] | None: ...
    def tricks(self, text: str, start: int, end: int) -> int: ...
