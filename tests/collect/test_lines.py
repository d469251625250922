from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from lamplight.collect.encoding import Encoding
from lamplight.collect.lines import read_lines
from lamplight.collect.record import LIMIT_BYTES, Fault
from lamplight.collect.stream import Damaged, Stream


def lines_of(chunks: Iterator[bytes]) -> list[tuple[int, bytes] | Fault]:
    return list(read_lines(Encoding(Stream("x", None, "", b"", chunks))))


@given(st.lists(st.binary(max_size=30).map(lambda data: data.replace(b"\r", b"\n")), max_size=20))
def test_lines_are_the_same_however_the_bytes_are_cut(chunks: list[bytes]) -> None:
    whole = b"".join(chunks)

    lines = lines_of(iter(chunks))

    expected = list(enumerate(whole.split(b"\n"), 1))
    assert lines == (expected[:-1] if not expected[-1][1] else expected)


def test_a_line_beyond_the_limit_is_one_fault_and_is_never_held() -> None:
    def endless() -> Iterator[bytes]:
        yield b"first\n"
        for _ in range(4_000):  # 1 GB, of which no more than the limit may be in memory
            yield chunk
        yield b"\nlast"

    chunk = b"x" * (1 << 18)

    first, fault, last = lines_of(endless())

    assert (first, last) == ((1, b"first"), (3, b"last"))
    assert isinstance(fault, Fault)
    assert (fault.line, len(fault.raw)) == (2, 4_000)
    assert fault.reason == "record has 1,048,576,000 bytes; want at most 1,048,576"


def test_a_line_at_the_limit_is_a_line() -> None:
    line = b"x" * LIMIT_BYTES

    assert lines_of(iter([line + b"\n", line])) == [(1, line), (2, line)]


def test_the_line_in_which_damage_begins_is_the_last_item() -> None:
    def damaged() -> Iterator[bytes]:
        yield b"one\ntw"
        raise Damaged("the gzip data end too early")

    assert lines_of(damaged()) == [
        (1, b"one"),
        Fault(2, "the gzip data end too early; what came before went in", "tw"),
    ]
