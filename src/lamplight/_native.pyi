from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from lamplight.arrays import F64, I32, I64, U8, U16, U32, U64, Bool
from lamplight.model import AdRow, Field

def driver_rows(
    columns: Sequence[Sequence[object]], first: int, last: int, together: int
) -> list[tuple[object, ...]]: ...
def hamming_distances(query: U8, bank: U8) -> I64: ...
def group_hashes(hashes: U8, radius: int, before: I64) -> I64: ...
def picture_order(owners: I64, hashes: U8, count: int) -> I64: ...
def shingle_texts(utf8: U8, starts: I64, width: int) -> tuple[U32, I64]: ...
def group_shingles(shingles: U32, starts: I64, least: float, before: I64) -> I64: ...
def jaccard_pairs(shingles: U32, starts: I64, left: I64, right: I64) -> F64: ...
def pdq_hashes(
    pixels: U8 | memoryview, scale: int = 1, box: tuple[int, int, int, int] | None = None
) -> tuple[bytes, int, int]: ...
def reframed_hashes(
    pixels: U8 | memoryview, frames: Sequence[tuple[float, float, float, float]], scale: int = 1
) -> bytes: ...
def picture_boxes(pixels: U8 | memoryview) -> list[list[int] | None]: ...
def strongest_first(bits: F64, rows: I64, values: I64) -> I64: ...
def in_common(begin: I64, value: I64, counted: Bool, low: I64, high: I64) -> tuple[I64, I64]: ...
def pairs_beside(
    cluster: I64,
    value: I64,
    one: tuple[I64, I64, int],
    other: tuple[I64, I64, int],
    clusters: int,
) -> tuple[I64, I64]: ...
def often_met(
    table: tuple[I64, I64, I64], rarity: F64, akin: F64, contact: Bool, limit: float, most: int
) -> tuple[I64, I64, I64]: ...
def met_in_places(
    begin: I64, place: I64, days: tuple[F64, F64], clusters: tuple[I64, I64], near: float
) -> tuple[I64, I64]: ...
def stays(
    cluster: I64, place: I64, came: I64, left: I64, clusters: int
) -> tuple[I64, I64, I64, I64]: ...
def crowds(
    place: I64, days: tuple[F64, F64], orders: tuple[I64, I64], places: int, near: float
) -> tuple[I64, I64]: ...
def grow_forest(
    n: int, left: I64, right: I64, apart_left: I64, apart_right: I64
) -> tuple[I64, Bool]: ...
def fill_hash_tables(hashes: U8, starts: U32, rows: U32, beside: U16, threads: int) -> None: ...
def digest_order(keys: U8) -> U32: ...
def fill_digest_starts(keys: U8, starts: U32) -> None: ...
def checksum(data: bytes) -> int: ...
def checksums(bytes: U8) -> U64: ...

BLOCK_BYTES: int

class DamagedBlock(OSError): ...

class Blocks:
    checked: int
    def __init__(self, whole: U8, sums: U64) -> None: ...
    def check_all(self) -> None: ...
    def check(self, bytes: U8) -> None: ...

class HashIndex:
    def __init__(
        self,
        hashes: U8,
        starts: U32,
        rows: U32,
        beside: U16,
        entries: NDArray[np.unsignedinteger],
        banks: NDArray[np.unsignedinteger],
        blocks: Blocks | None = None,
    ) -> None: ...
    def search(self, queries: U8, radii: I32, dead: I64, most: int, threads: int) -> I64: ...

class DigestTable:
    def __init__(
        self,
        keys: U8,
        starts: U32,
        entries: NDArray[np.unsignedinteger],
        banks: NDArray[np.unsignedinteger],
        blocks: Blocks | None = None,
    ) -> None: ...
    def search(self, queries: U8, radii: I32, dead: I64, most: int, threads: int) -> I64: ...

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

_Columns = tuple[
    list[int],
    list[int],
    list[str],
    list[str],
    list[Field | None],
    list[int | None],
    list[int | None],
    list[str],
    list[float],
    list[float],
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
        remembered_bytes: int,
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
    ) -> _Columns: ...
    def remembered(self) -> int: ...
    def regions_of(self, columns: object) -> list[str]: ...
    def read(self, text: str) -> tuple[bytes, list[int], list[int]]: ...
    def number(self, digits: str, region: str, plus: bool) -> tuple[str, bool, str] | None: ...
    def tricks(self, text: str, start: int, end: int) -> int: ...

class Folding:
    def __init__(self, table: U32) -> None: ...
    def fold(self, text: str) -> str: ...

class Counted:
    def __init__(self, left_out: list[str]) -> None: ...
    def alike(self, folding: Folding, columns: Sequence[list[str]]) -> I64: ...

class Heads:
    def __init__(self) -> None: ...
    def add(self, head: str, number: int) -> None: ...
    def find(self, folded: str) -> list[tuple[int, int]]: ...
    def among(self, folding: Folding, texts: list[str]) -> I64: ...

def table_of(
    labels: I64,
    shown: tuple[I64, I64],
    of_value: tuple[I64, Bool],
    alone: tuple[I64, I64, I64],
    limits: tuple[int, int, int],
) -> tuple[
    I64,
    I64,
    I64,
    I64,
    I64,
    U8,
    I64,
    I64,
    I64,
    I64,
    I64,
    I64,
    I64,
    I64,
    I64,
]: ...
def contacts_apart(
    held: tuple[I64, I64],
    of_value: tuple[I64, Bool],
    contacts: tuple[I64, I64, Bool],
    low: I64,
    high: I64,
) -> I64: ...
