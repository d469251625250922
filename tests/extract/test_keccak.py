"""The native Keccak-256's twin against published digests (Ethereum's empty hash, and of "abc")."""

import pytest

from tests.extract.slow.keccak import keccak_256


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
    ],
)
def test_digests_are_those_published(message: bytes, digest: str) -> None:
    assert keccak_256(message).hex() == digest


def test_a_message_longer_than_a_block_is_hashed() -> None:
    assert len({keccak_256(b"a" * n) for n in (135, 136, 137, 272)}) == 4
