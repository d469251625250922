"""What is known while it changes, beside a dictionary of entries that is asked one by one."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lamplight.arrays import U8
from lamplight.match import index
from lamplight.match.hamming import distances
from lamplight.match.known import (
    Known,
    Limits,
    changed,
    ended,
    equal,
    joined,
    known_of,
    near,
    to_join,
    with_banks,
    with_joined,
)
from lamplight.match.part import WIDTHS, Entries, Rows, no_frames
from lamplight.match.wanted import in_memory

RADII = {1: 31, 2: 20, 3: -1}
Row = tuple[int, int, str, bytes]  # entry, bank, kind, hash
Match = tuple[int, int, int, int]  # query, bits, entry, bank


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "WITHOUT_TABLES", 6)


def entries_of(rows: list[Row], ends: dict[int, int] | None = None) -> Entries:
    by_kind = {}
    for kind, width in WIDTHS.items():
        some = [row for row in rows if row[2] == kind]
        values = np.frombuffer(b"".join(row[3] for row in some), np.uint8).reshape(-1, width)
        entry, bank = (np.array([row[at] for row in some], np.int64) for at in (0, 1))
        by_kind[kind] = Rows(values, entry, bank, no_frames(len(some)))
    pairs = np.array([*(ends or {}).items()], np.int64).reshape(-1, 2).T
    return Entries(by_kind, ends=pairs)


def slow_matches(rows: list[Row], radii: dict[int, int], kind: str, queries: U8) -> list[Match]:
    """Every query with every row; of each entry the nearest."""
    found: dict[tuple[int, int], Match] = {}
    for number, query in enumerate(queries):
        for entry, bank, its, value in rows:
            if its != kind or radii.get(bank, -1) < 0:
                continue
            bits = int(distances(query, np.frombuffer(value, np.uint8)[None])[0]) if (
                kind == "picture"
            ) else (0 if value == query.tobytes() else 999)  # fmt: skip
            key = number, entry
            if bits <= radii[bank] and bits < found.get(key, (0, 999, 0, 0))[1]:
                found[key] = number, bits, entry, bank
    return sorted(found.values())


def fast_matches(known: Known, kind: str, queries: U8) -> list[Match]:
    found = near(known, queries) if kind == "picture" else equal(known, kind, queries)
    return list(
        zip(*(column.tolist() for column in (found.query, found.bits, found.entry, found.bank)),
            strict=True)
    )  # fmt: skip


@dataclass
class World:
    """The dictionary, and what shall say the same; joins under way begin and end apart."""

    known: Known = field(default_factory=lambda: known_of([], RADII, 0))
    rows: list[Row] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)
    radii: dict[int, int] = field(default_factory=lambda: dict(RADII))
    under_way: tuple[Known, int] | None = None
    position: int = 0

    def change(self, numbers: list[int], rows: list[Row], ends: dict[int, int]) -> None:
        self.position += 1
        new = [row for row in rows if row[1] in self.radii]
        self.rows = [row for row in self.rows if row[0] not in numbers] + new
        self.ends = {n: end for n, end in self.ends.items() if n not in numbers} | ends
        at = np.array(sorted(set(numbers)), np.int64)
        self.known = changed(self.known, at, entries_of(new, ends), self.position)

    def remove_bank(self, bank: int) -> None:
        self.radii.pop(bank, None)
        self.rows = [row for row in self.rows if row[1] != bank]
        self.known = with_banks(self.known, dict(self.radii), [bank])

    def end(self, now: int) -> None:
        over = [number for number, end in self.ends.items() if end <= now]
        self.rows = [row for row in self.rows if row[0] not in over]
        self.known = ended(self.known, now)
        assert self.known.next_end > now

    def begin_join(self) -> None:
        first = to_join(self.known)
        if first is not None and self.under_way is None:
            self.under_way = self.known, first

    def end_join(self) -> None:
        if self.under_way:
            before, first = self.under_way
            part = joined(before, first, in_memory)
            self.known = with_joined(self.known, before, first, part)
            self.under_way = None


def a_hash(random: np.random.Generator, kind: str, centres: U8) -> bytes:
    """Near to one of a few, so that there is much to find; of digests one of a few."""
    one = centres[random.integers(len(centres)), : WIDTHS[kind]].copy()
    if kind == "picture":
        bits = np.unpackbits(one)
        bits[random.choice(256, int(random.integers(0, 25)), replace=False)] ^= 1
        one = np.packbits(bits)
    return one.tobytes()


def some_rows(random: np.random.Generator, numbers: list[int], centres: U8) -> list[Row]:
    """Of each number one or two hashes of any kind, on one bank."""
    return [
        (number, bank, kind, a_hash(random, kind, centres))
        for number in numbers
        for bank in [int(random.integers(1, 4))]
        for kind in random.choice([*WIDTHS], random.integers(1, 3)).tolist()
    ]


def step(world: World, random: np.random.Generator, centres: U8) -> None:
    match random.choice(["change", "change", "change", "begin", "end", "bank", "over"]):
        case "change":
            numbers = sorted(set(random.integers(0, 40, 5).tolist()))
            rows = some_rows(random, numbers[: random.integers(0, 6)], centres)
            ends = {row[0]: int(random.integers(0, 99)) for row in rows[:2]}
            world.change(numbers, rows, ends)
        case "begin":
            world.begin_join()
        case "end":
            world.end_join()
        case "bank" if random.random() < 0.2:
            world.remove_bank(int(random.integers(1, 4)))
        case "over":
            world.end(int(random.integers(0, 99)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32), st.integers(1, 40))
def test_whatever_happens_it_finds_what_a_dictionary_finds(seed: int, steps: int) -> None:
    random = np.random.default_rng(seed)
    centres = random.integers(0, 256, (4, 32), np.uint8)
    world = World()

    for _ in range(steps):
        step(world, random, centres)

    for kind, width in WIDTHS.items():
        some = b"".join(a_hash(random, kind, centres) for _ in range(5))
        asked = np.frombuffer(some, np.uint8).reshape(5, width)
        wanted = slow_matches(world.rows, world.radii, kind, asked)
        assert fast_matches(world.known, kind, asked) == wanted


def test_an_end_that_was_taken_back_ends_nothing_though_nothing_was_known_by_then() -> None:
    value = bytes(range(32))
    known = changed(known_of([], RADII, 0), np.array([7]), entries_of([], {7: 20}), 1)

    known = changed(known, np.array([7]), entries_of([(7, 1, "sha256", value)]), 2)

    found = equal(ended(known, 30), "sha256", np.frombuffer(value, np.uint8))
    assert found.entry.tolist() == [7]


def test_a_reader_keeps_what_it_holds_while_others_change_it() -> None:
    value = bytes(range(32))
    before = changed(
        known_of([], RADII, 0), np.array([1]), entries_of([(1, 1, "picture", value)]), 1
    )

    after = changed(before, np.array([1]), entries_of([]), 2)

    asked = np.frombuffer(value, np.uint8)
    assert near(before, asked).entry.tolist() == [1]
    assert near(after, asked).entry.tolist() == []
    assert (before.position, after.position) == (1, 2)


def test_each_bank_has_a_radius_of_its_own_and_the_caller_may_want_less() -> None:
    value = np.frombuffer(bytes(32), np.uint8)
    far = np.packbits(np.arange(256) < 25)
    rows = [
        (1, 1, "picture", bytes(32)),
        (2, 2, "picture", bytes(32)),
        (3, 3, "picture", bytes(32)),
    ]
    known = changed(known_of([], RADII, 0), np.array([1, 2, 3]), entries_of(rows), 1)

    assert near(known, value).entry.tolist() == [1, 2]
    assert near(known, far).entry.tolist() == [1]
    assert near(known, far, Limits(radius_bits=24)).entry.tolist() == []
    again = with_banks(known, {1: 31, 2: 20, 3: 0})
    assert near(again, value).entry.tolist() == [1, 2, 3]


def test_many_parts_become_few_and_thinned_ones_are_made_anew() -> None:
    random = np.random.default_rng(1)
    world = World()
    for step in range(200):
        rows: list[Row] = [(step * 7 + n, 1, "picture", random.bytes(32)) for n in range(7)]
        world.change([row[0] for row in rows], rows, {})
        world.begin_join()
        world.end_join()
    parts = len(world.known.parts)

    world.change(list(range(0, 1400, 2)), [], {})
    thinned = to_join(world.known)
    world.begin_join()
    world.end_join()

    assert parts <= 3
    assert thinned == 0
    assert sum(map(len, world.known.parts)) + len(world.known.small) == 700
    assert to_join(world.known) is None


def test_nothing_of_a_removed_bank_is_held_for_long() -> None:
    world = World()
    rows: list[Row] = [(n, 1 + n % 2, "md5", n.to_bytes(16, "big")) for n in range(20)]
    world.change([row[0] for row in rows], rows, {})

    world.remove_bank(1)
    world.begin_join()
    world.end_join()

    (part,) = world.known.parts
    assert len(part) == 10
    assert part.banks.tolist() == [2, 3]


def test_a_flood_on_one_bank_hides_no_other_bank() -> None:
    rows: list[Row] = [(n, 1, "picture", bytes(32)) for n in range(50)]
    rows.append((99, 2, "picture", bytes([1] * 20 + [0] * 12)))
    known = changed(known_of([], RADII, 0), np.arange(100), entries_of(rows), 1)

    found = near(known, np.zeros((1, 32), np.uint8), Limits(most=10))

    assert found.entry.tolist() == [*range(10), 99]


def test_threads_find_the_same() -> None:
    random = np.random.default_rng(3)
    rows: list[Row] = [(n, 1, "picture", random.bytes(32)) for n in range(500)]
    known = changed(known_of([], RADII, 0), np.arange(500), entries_of(rows), 1)
    asked = np.frombuffer(b"".join(row[3] for row in rows), np.uint8).reshape(-1, 32)

    one, two = near(known, asked), near(known, asked, Limits(threads=2))

    assert one.entry.tolist() == two.entry.tolist() == list(range(500))
