"""Wallets whose checksum is right: native/extract/kinds/wallet.cpp.

Reading -> Wallets::find -> Found("wallet", "btc:bc1q…")

Method: base58check (Bitcoin, Litecoin, Dogecoin, Tron), bech32 (BIP 173) and bech32m (BIP 350),
EIP-55 for Ethereum in mixed case. Limit: Ethereum in one case has no checksum to check.
"""

import re

RANK = 20

_SHAPE = (
    r"([0Oo][xX][0-9a-fA-F]{40}|(?:[bB][cC]|[lL][tT][cC])1[0-9a-zA-Z]{11,87}"
    r"|[13LMTDA9][1-9A-HJ-NP-Za-km-z]{25,34})(?![0-9A-Za-z])"
)
_GLUED = (
    "(?:[bB]tc|BTC|[eE]th|ETH|[lL]tc|LTC|[uU]sdt|USDT|[tT]rx|TRX|[dD]oge|DOGE|[wW]allet|WALLET)"
)
SHAPES = re.compile(rf"(?<![0-9A-Za-z])(?:{_SHAPE}|{_GLUED}{_SHAPE})")
"""An address, or one with a coin's name glued before it."""

_BETWEEN = r"(?:\s{1,3}|\s?(?:[-_|/*\x01,;:~+=>()\[\]]{1,2}|\.{1,3})\s?)"
GROUPED = re.compile(
    r"(?<![0-9A-Za-z])(?:[0Oo]\s?[xX]|(?:[bB]\s?[cC]|[lL]\s?[tT]\s?[cC])\s?1|[13LMTDA9])[0-9A-Za-z]{0,80}"
    rf"(?:{_BETWEEN}[0-9A-Za-z]{{1,80}}){{1,45}}(?![0-9A-Za-z])"
)
"""One in groups, and perhaps words after it."""

_JOINING_TEXT = """
then and und et plus dann luego puis poi second half part rest the space potom zatem apoi depois
followed by continues next line first one two primera primeira segunda parte mitad zweiter erster
teil premiere deuxieme partie moitie seconda prima suite fin
"""
JOINING = frozenset(_JOINING_TEXT.split())
"""Words between two pieces of an address."""

_NAMED_TEXT = """
btc bitcoin xbt eth ethereum usdt usdc erc trc trx tron ltc litecoin doge dogecoin bc ltc crypto
krypto cripto deposit deposits tip tips donate donation donations send pay payment payments coin
coins address bitcoins satoshi wallet monedero portefeuille billetera carteira portafoglio portofel
kowelek bitkoin efir kripta kripto cartera portefeuille brieftasche bourse tether crypto
"""
NAMED = frozenset(_NAMED_TEXT.split())
"""Groups are tried only in texts with one of these."""

HALF = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9A-Za-z]{14})(?:[13LMTDA9]|0[xX]|[bB][cC]1|[lL][tT][cC]1)[0-9A-Za-z]{11,33}"
    r"(?![0-9A-Za-z])"
)
"""Or with this: half of an address."""

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
