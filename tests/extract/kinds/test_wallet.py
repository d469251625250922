"""Wallets: addresses from BIP 173, BIP 350 and EIP-55, and each with one character changed."""

import pytest

from lamplight.extract.kinds.wallet import as_wallet

GOOD = {
    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4": "btc",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0": "btc",
    "bc1sw50qgdz25j": "btc",
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa": "btc",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed": "eth",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359": "eth",
}


@pytest.mark.parametrize(("address", "chain"), GOOD.items())
def test_a_right_checksum_is_read(address: str, chain: str) -> None:
    value = as_wallet(address)

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
    assert as_wallet(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
        "bc1qw508d6qejxtdg4y5r3zarvaryvqyzf3du",
        "bc1pw5dgrnzv",
    ],
)
def test_invalid_addresses_of_the_standards_are_refused(address: str) -> None:
    assert as_wallet(address) is None
