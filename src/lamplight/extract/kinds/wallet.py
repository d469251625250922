"""Wallets whose checksum is right: native/extract/kinds/wallet.cpp.

Reading -> Wallets::find -> Found("wallet", "btc:bc1q…")

Method: base58check (Bitcoin, Litecoin, Dogecoin, Tron), bech32 (BIP 173) and bech32m (BIP 350),
EIP-55 for Ethereum in mixed case. Limit: Ethereum in one case has no checksum to check.
"""

import re

RANK = 20

SHAPES = re.compile(
    r"(?<![0-9A-Za-z])(?:0[xX][0-9a-fA-F]{40}|(?:bc|BC|ltc|LTC)1[0-9a-zA-Z]{11,87}|[13LMTDA9][1-9A-HJ-NP-Za-km-z]{25,34})"
    r"(?![0-9A-Za-z])"
)
GROUPED = re.compile(
    r"(?<![0-9A-Za-z])(?:0[xX]|(?:bc|BC|ltc|LTC)1|[13LMTDA9])[0-9A-Za-z]{0,80}"
    r"(?:(?:\s{1,3}|\s?(?:[-_|/*\x01]|\.{1,3})\s?)[0-9A-Za-z]{1,80}){1,45}"
    r"(?![0-9A-Za-z])"
)
"""One in groups, and perhaps words after it."""

_NAMED_TEXT = """
btc bitcoin xbt eth ethereum usdt usdc erc trc trx tron ltc litecoin doge dogecoin bc ltc crypto
krypto cripto deposit deposits tip tips donate donation donations send pay payment payments coin
coins address bitcoins satoshi wallet monedero portefeuille billetera carteira portafoglio portofel
kowelek
"""
NAMED = frozenset(_NAMED_TEXT.split())
"""Groups are tried only in texts with one of these."""

SHORTEST = 14
"""Characters of the shortest shape."""

CHAINS = {
    "00": "btc",
    "05": "btc",
    "30": "ltc",
    "32": "ltc",
    "1e": "doge",
    "16": "doge",
    "41": "trx",
}
"""First byte of an address in base58, in base 16 -> chain."""

PREFIXES = {"bc": "btc", "ltc": "ltc"}
"""Of an address in bech32 -> chain."""
