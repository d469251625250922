"""The slow twin of native/extract/kinds/wallet.cpp."""

import hashlib
import re
from collections.abc import Iterator

from lamplight.extract.kinds.wallet import (
    CHAINS,
    GROUPED,
    HALF,
    JOINING,
    NAMED,
    PREFIXES,
    SHAPES,
)
from lamplight.extract.places import Places
from tests.extract.slow.found import Found
from tests.extract.slow.keccak import keccak_256
from tests.extract.slow.reading import Reading

_BASE58 = {
    c: at for at, c in enumerate("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
}
_BECH32 = {c: at for at, c in enumerate("qpzry9x8gf2tvdw0s3jn54khce6mua7l")}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32_ENDS = {1: range(1), 0x2BC830A3: range(1, 17)}


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """Sure: a random string passes base58check once in four billion."""
    whole = set()
    for shape in SHAPES.finditer(reading.plain):
        address = shape[1] or shape[2]
        if value := as_wallet(address):
            whole.add(shape.start(1 if shape[1] else 2))
            span = shape.span(1 if shape[1] else 2)
            yield Found("wallet", value, *span, _sure(value, address))
    at = 0
    named = not reading.words.isdisjoint(NAMED) or HALF.search(reading.plain) is not None
    while named and (one := GROUPED.search(reading.plain, at)):
        head = reading.plain[one.start() :][:40]
        sentence = len(re.findall("[0-9]", head)) < 2
        found = None if sentence or one.start() in whole else _grouped(one)
        if found:
            yield found
        at = found.end if found else one.start() + 1


def _sure(value: str, address: str) -> float:
    return 0.9 if value.startswith("eth:") and not _mixed(address[2:]) else 0.999


def _grouped(grouped: re.Match[str]) -> Found | None:
    """ "bc1q 22zj 5r6d …": the longest row of groups that is an address."""
    groups = [
        group
        for group in re.finditer("[0-9A-Za-z]+", grouped.group())
        if group.start() == 0 or group[0].lower() not in JOINING
    ]
    for last in range(len(groups), 1, -1):
        address, end = "".join(group[0] for group in groups[:last]), groups[last - 1].end()
        shape = SHAPES.fullmatch(address)
        if shape and shape[1] and (value := as_wallet(address)):
            span = grouped.start(), grouped.start() + end
            return Found("wallet", value, *span, _sure(value, address), frozenset({"spaced out"}))
    return None


def as_wallet(address: str) -> str | None:
    """ "chain:address" in normal form; None where the checksum is wrong."""
    if address[:2].lower() in ("0x", "ox"):
        return _ethereum(address[2:])
    prefix = address.lower().split("1")[0]
    if prefix in PREFIXES:
        return _bech32(address, prefix)
    return _base58(address)


def _mixed(letters: str) -> bool:
    return letters not in (letters.lower(), letters.upper())


def _ethereum(digits: str) -> str | None:
    low = digits.lower()
    if _mixed(digits):
        check = keccak_256(low.encode()).hex()
        right = "".join(
            c.upper() if int(h, 16) > 7 else c for c, h in zip(low, check, strict=False)
        )
        if right != digits:
            return None
    return f"eth:0x{low}"


def _base58(address: str) -> str | None:
    number = 0
    for char in address:
        number = number * 58 + _BASE58[char]
    try:
        raw = number.to_bytes(25, "big")
    except OverflowError:
        return None
    if len(address) - len(address.lstrip("1")) != len(raw) - len(raw.lstrip(b"\0")):
        return None
    check = hashlib.sha256(hashlib.sha256(raw[:21]).digest()).digest()[:4]
    chain = CHAINS.get(raw[:1].hex())
    return f"{chain}:{address}" if chain and check == raw[21:] else None


def _bech32(address: str, prefix: str) -> str | None:
    if _mixed(address[len(prefix) :]):
        return None
    low = address.lower()
    data = [_BECH32.get(char, -1) for char in low[len(prefix) + 1 :]]
    if min(data) < 0 or len(low) > 90:
        return None
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    versions = _BECH32_ENDS.get(_polymod(expanded + data), range(0))
    size = (len(data) - 7) * 5 // 8
    good = data[0] in versions and 2 <= size <= 40 and (data[0] > 0 or size in (20, 32))
    return f"{PREFIXES[prefix]}:{low}" if good else None


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            check ^= generator if top >> bit & 1 else 0
    return check
