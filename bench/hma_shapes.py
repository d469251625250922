"""The table of HMA's routes that the tests hold Lamplight to, asked of a real HMA.

    tests/setup/with_postgres .venv/bin/python bench/hma_shapes.py
        --hma FOLDER/bin --hma-source FOLDER

Tells each request that HMA answers with another status or shape than the table says. Every request
finds a bank with one content, and an exchange, as in the tests; numbers stand for any number. HMA
finds what was just added only after its next build of an index, so look-ups find nothing there.
"""

import argparse
import http.client
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.serve import Served, real_hma
from tests.web.hma.test_shapes import BRIDGE_PDQ, NEAR, TABLE, has_shape


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hma", type=Path, required=True)
    parser.add_argument("--hma-source", type=Path, required=True)
    given = parser.parse_args()
    others = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        real_hma(given.hma, given.hma_source, Path(folder), [NEAR]) as peer,
    ):
        for method, path, sent, status, shape in TABLE:
            got, value = _asked_anew(peer, method, path, sent)
            same = value == shape if isinstance(shape, str) else has_shape(value, _loose(shape))
            if got != status or not (shape is None or same):
                others += 1
                print(f"{method} {path[:60]}\n  table: {status} {shape}\n  HMA: {got} {value}\n")
    print(f"{len(TABLE)} requests, {others} answered otherwise")


def _asked_anew(peer: Served, method: str, path: str, sent: Any) -> tuple[int, Any]:
    """As the first thing after a bank and a content were made."""
    for bank in ("BANK_A", "BANK_B", "B", "EXCHANGE_A"):
        _asked(peer, "DELETE", f"/c/exchange/{bank}")
        _asked(peer, "DELETE", f"/c/bank/{bank}")
    _asked(peer, "POST", "/c/banks", {"name": "BANK_A"})
    _, added = _asked(peer, "POST", "/c/bank/BANK_A/signal", {"pdq": BRIDGE_PDQ})
    _asked(peer, "POST", "/c/exchanges/api/ncmec", {"credential_json": {}})
    off = {"bank": "EXCHANGE_A", "api": "sample", "api_json": {"enabled": False}}
    _asked(peer, "POST", "/c/exchanges", off)
    here = path.replace("content/1", f"content/{added['id']}")
    return _asked(peer, method, here.replace("content/9", "content/999999"), sent)


def _asked(peer: Served, method: str, path: str, sent: Any = None) -> tuple[int, Any]:
    line = http.client.HTTPConnection("127.0.0.1", peer.port, timeout=30)
    body, headers = None, {}
    if isinstance(sent, dict) and any(isinstance(one, bytes) for one in sent.values()):
        body, headers = _form(sent), {"Content-Type": "multipart/form-data; boundary=x"}
    elif sent is not None:
        body, headers = json.dumps(sent).encode(), {"Content-Type": "application/json"}
    line.request(method, path, body, headers)
    answer = line.getresponse()
    text = answer.read().decode()
    try:
        return answer.status, json.loads(text)
    except ValueError:
        return answer.status, text


def _form(files: dict[str, bytes]) -> bytes:
    head = '--x\r\nContent-Disposition: form-data; name="{}"; filename="a"\r\n\r\n'
    parts = (head.format(name).encode() + body + b"\r\n" for name, body in files.items())
    return b"".join(parts) + b"--x--\r\n"


def _loose(shape: Any) -> Any:
    if isinstance(shape, dict):
        return {name: _loose(its) for name, its in shape.items()}
    if isinstance(shape, list):
        return [_loose(one) for one in shape]
    return int if type(shape) is int else shape


if __name__ == "__main__":
    main()
