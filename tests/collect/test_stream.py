import gzip
import io
import os
import sys
import threading
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from lamplight.collect.stream import CHUNK_BYTES, Damaged, open_stream
from lamplight.errors import BadInput

TEXT = b"".join(b"line %d\n" % number for number in range(100_000))


def unpacked(path: Path) -> tuple[bytes, str]:
    """What came out, and what was said about damage."""
    got: list[bytes] = []
    with open_stream(path) as stream:
        try:
            for chunk in stream.chunks:
                got.append(chunk)
        except Damaged as fault:
            return b"".join(got), str(fault)
    return b"".join(got), ""


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_what_is_packed_comes_out_whole_whatever_the_name(tmp_path: Path, pack: type) -> None:
    path = tmp_path / "ads.any"
    path.write_bytes(pack(TEXT))

    assert unpacked(path) == (TEXT, "")


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_parts_packed_one_after_the_other_are_one_file(tmp_path: Path, pack: type) -> None:
    path = tmp_path / "ads"
    path.write_bytes(pack(b"one\n") + pack(TEXT) + pack(b"three\n"))

    assert unpacked(path) == (b"one\n" + TEXT + b"three\n", "")


@pytest.mark.parametrize(("pack", "name"), [(gzip.compress, "gzip"), (zstandard.compress, "zstd")])
def test_a_file_cut_off_gives_what_came_before_and_says_so(
    tmp_path: Path, pack: type, name: str
) -> None:
    path = tmp_path / "ads"
    packed = pack(TEXT)
    path.write_bytes(packed[: len(packed) // 2])

    got, fault = unpacked(path)

    assert TEXT.startswith(got)
    assert fault == f"the {name} data end too early"


def test_garbage_after_the_packed_bytes_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ads"
    path.write_bytes(gzip.compress(TEXT) + b"garbage")

    assert unpacked(path) == (TEXT, "the gzip data make no sense from here on")


def test_zeros_that_fill_the_last_block_are_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "ads"
    path.write_bytes(gzip.compress(TEXT) + bytes(512))

    assert unpacked(path) == (TEXT, "")


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_bomb_comes_out_in_small_chunks(tmp_path: Path, pack: type) -> None:
    path = tmp_path / "bomb"
    path.write_bytes(pack(bytes(50_000_000)))

    with open_stream(path) as stream:
        largest = max(map(len, stream.chunks))

    assert largest <= 32 << 20  # what 1 KB of zstd may unpack to


def test_standard_input_is_unpacked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(TEXT))))

    with open_stream(None) as stream:
        assert b"".join(stream.chunks) == TEXT
        assert (stream.name, stream.packing) == ("stdin", "gzip")


def test_the_head_does_not_use_up_the_chunks(tmp_path: Path) -> None:
    path = tmp_path / "ads"
    path.write_bytes(TEXT)

    with open_stream(path) as stream:
        assert stream.head == TEXT[: len(stream.head)]
        assert len(stream.head) == CHUNK_BYTES
        assert b"".join(stream.chunks) == TEXT


def test_a_file_that_cannot_be_opened_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="can't be opened"), open_stream(tmp_path):
        pass


@given(
    start=st.sampled_from([b"", b"\x1f\x8b", b"\x1f\x8b\x08\0", b"(\xb5/\xfd"]), rest=st.binary()
)
def test_any_bytes_come_out_or_are_damaged(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, rest: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(start + rest)

    unpacked(path)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_how_much_was_read_is_told_of_the_bytes_as_they_are_packed(
    tmp_path: Path, pack: type
) -> None:
    path = tmp_path / "ads"
    path.write_bytes(pack(TEXT))

    with open_stream(path) as stream:
        shares = [stream.share() for _ in stream.chunks]

    assert shares == sorted(shares)
    assert 0 < shares[0] <= shares[-1] == 1


def test_of_a_pipe_nobody_knows_how_much_was_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(TEXT,))
    writer.start()

    with open_stream(path) as stream:
        assert {stream.share() for _ in stream.chunks} == {0}
    writer.join()


def test_of_standard_input_nobody_knows_how_much_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT)))

    with open_stream(None) as stream:
        assert {stream.share() for _ in stream.chunks} == {0}
