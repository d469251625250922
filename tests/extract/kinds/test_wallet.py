"""Wallets: addresses from BIP 173, BIP 350 and EIP-55, and each with one character changed."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.collect.places import read_places
from lamplight.extract.kinds.wallet import CHAINS
from lamplight.extract.read import signals_in
from tests.extract.slow.keccak import keccak_256
from tests.extract.slow.kinds.wallet import as_wallet
from tests.extract.twins import natively, slowly

PLACES = read_places()

GOOD = {
    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4": "btc",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0": "btc",
    "bc1sw50qgdz25j": "btc",
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa": "btc",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed": "eth",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359": "eth",
}


def wallet(text: str) -> str | None:
    """The only one in the text."""
    values = [it.value for it in signals_in(text, "US", PLACES) if it.kind == "wallet"]
    assert len(values) < 2
    return values[0] if values else None


@pytest.mark.parametrize(("address", "chain"), GOOD.items())
def test_a_right_checksum_is_read(address: str, chain: str) -> None:
    value = wallet(address)

    assert value is not None
    assert value.startswith(chain + ":")


@pytest.mark.parametrize(
    "address",
    [
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T5",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj8",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
        "0xFB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    ],
)
def test_a_wrong_checksum_is_not(address: str) -> None:
    assert wallet(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
        "bc1qw508d6qejxtdg4y5r3zarvaryvqyzf3du",
        "bc1pw5dgrnzv",
    ],
)
def test_invalid_addresses_of_the_standards_are_refused(address: str) -> None:
    assert wallet(address) is None


_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def in_base58(payload: bytes) -> str:
    """With the checksum behind it."""
    raw = payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number, digits = int.from_bytes(raw, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        digits = _BASE58[digit] + digits
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + digits


def in_mixed_case(payload: bytes) -> str:
    """As EIP-55 writes it."""
    low = payload.hex()
    check = keccak_256(low.encode()).hex()
    return "0x" + "".join(
        c.upper() if int(h, 16) > 7 else c for c, h in zip(low, check[:40], strict=True)
    )


_FEW_ZEROS = st.binary(min_size=20, max_size=20)
_ZEROS = st.integers(0, 20).map(lambda count: bytes(count) + bytes(range(1, 21 - count)))


@given(st.sampled_from(sorted(CHAINS.items())), _FEW_ZEROS | _ZEROS)
def test_every_chain_in_base58_is_read(chain: tuple[str, str], payload: bytes) -> None:
    address = in_base58(bytes.fromhex(chain[0]) + payload)

    assert wallet(f"pay {address}") == f"{chain[1]}:{address}" == as_wallet(address)


@given(_FEW_ZEROS | _ZEROS)
def test_every_mixed_case_that_ethereum_writes_is_read(payload: bytes) -> None:
    assert wallet(in_mixed_case(payload)) == f"eth:0x{payload.hex()}"


_ADDRESSES = [
    *GOOD,
    in_base58(b"\0" * 21),
    in_base58(b"\x05" + b"7" * 20),
    in_mixed_case(b"7" * 20),
]


@pytest.mark.parametrize("address", GOOD)
def test_an_address_in_groups_is_read_where_a_coin_is_named(address: str) -> None:
    groups = " ".join(address[at : at + 4] for at in range(0, len(address), 4))

    assert wallet(f"btc {groups} thanks a lot") == wallet(address)


@given(
    st.lists(
        st.sampled_from([*_ADDRESSES, " ", "x", "0x", "bc1", "é", "€", "btc "]),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 200),
    st.sampled_from("1aAzZ0O9lL3q "),
)
def test_native_and_twin_agree_on_addresses_and_what_looks_like_one(
    pieces: list[str], at: int, char: str
) -> None:
    text = "".join(pieces)
    changed = text[: at % len(text)] + char + text[at % len(text) + 1 :]

    for one in (text, changed, text.lower(), text.upper()):
        assert natively(one, None, ["wallet"]) == slowly(one, None, ["wallet"])


@pytest.mark.parametrize("sign", [" ", "\n", "  ", " - ", "_", "|", "/", ".", " ... ", "*", "🌹"])
@pytest.mark.parametrize("address", GOOD)
def test_any_sign_may_part_an_address(address: str, sign: str) -> None:
    parted = sign.join(address[at : at + 7] for at in range(0, len(address), 7))
    text = f"deposit: {parted}. And call"

    found = natively(text, "US", {"wallet"})

    assert [(start, end) for _, _, start, end, _, _ in found] == [(9, 9 + len(parted))]
    assert found == slowly(text, "US", {"wallet"})
