"""Fuzz native/plain_ads.cpp under AddressSanitizer and UndefinedBehaviorSanitizer.

Run: .venv/bin/python bench/sanitize_plain_ads.py [LINES]

Reads lines that are whole, cut short, spoilt in a few bytes, or made of bits of JSON in any order.
"""

import json
import random
from hashlib import sha256
from types import ModuleType

from lamplight.collect.mapping import NAMES
from lamplight.collect.texts import NOTHING
from lamplight.model import AdRow
from sanitized import under_sanitizers

WHOLE = {
    "id": "ad-1",
    "source": "site1.example",
    "url": "https://site1.example/1",
    "posted_at": "2025-01-31T23:59:59.123456+05:30",
    "collected_at": 1738368000,
    "title": "Łódź 🌙",
    "body": 'call "me"\n\\ now\t/ \x1f é',
    "phones": ["212 555 0123"],
    "city": "Łódź",
    "lat": 33.4718,
    "lon": -112,
    "age": 24,
    "images": ["0f" * 32, {"pdq": "0F" * 32, "quality": 88}],
    "other": {"of": ["en", True, None, 1.5]},
}
BITS = [
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b",",
        b'"',
        b"\\",
        b"\\u",
        b"d83d",
        b"\\ude00",
        b"null",
        b"tru",
    ),
    *(
        b"-",
        b"0",
        b"1e9",
        b"." * 30,
        b"9" * 30,
        b"\xf0\x9f",
        b"\xe3\x80\x80",
        b"\xc2\xa0",
        b"\0",
        b" ",
    ),
    *(f'"{name}":'.encode() for name in NAMES),
    *(b'"x"', b'"id":"1"', b'"body":"x"', b'["' + b"0f" * 32 + b'"]', b'"2025-02-30T00:00:00Z"'),
]


def spoilt(rng: random.Random) -> bytes:
    kind = rng.randrange(4)
    if kind == 0:
        return b"".join(rng.choices(BITS, k=rng.randrange(40)))
    chosen = rng.sample(sorted(WHOLE), rng.randrange(len(WHOLE) + 1))
    record = {"id": "1", "body": "x"} | {name: WHOLE[name] for name in chosen}
    line = bytearray(json.dumps(record, ensure_ascii=rng.random() < 0.5).encode())
    for _ in range(rng.randrange(4) if kind == 1 else 0):
        at = rng.randrange(len(line))
        line[at : at + rng.randrange(3)] = rng.choice([*BITS, rng.randbytes(2)])
    return bytes(line[: rng.randrange(len(line))] if kind == 2 else line)


def fuzz(native: ModuleType, lines: int) -> None:
    def digest(content: bytes) -> bytes:
        return sha256(content).digest()

    columns = [(name, place) for place, name in enumerate(NAMES)]
    reader = native.PlainReader(AdRow, "feed", digest, columns, sorted(NOTHING))
    rng = random.Random(20)
    read = 0
    for _ in range(lines // 50):
        read += sum(row is not None for row in reader.read([spoilt(rng) for _ in range(50)]))
    print(f"{lines} lines under the sanitizers, {read} of them plain, nothing found")


if __name__ == "__main__":
    under_sanitizers(__file__, "200000", fuzz)
