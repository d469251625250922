"""lamplight extract: signals of texts, line by line.

standard input JSONL {"id","text","region"?} -> JSONL {"id","signals"} in the same order
"""

import json
import sys
from collections.abc import Iterator
from typing import Annotated, BinaryIO

import orjson
import typer

from lamplight.collect.places import read_places
from lamplight.collect.record import LIMIT_BYTES, kind_of
from lamplight.errors import BadInput
from lamplight.extract.places import Places
from lamplight.extract.read import signals_in

commands = typer.Typer()


@commands.command("extract")
def extract(
    as_json: Annotated[
        bool, typer.Option("--json", help="Write JSON Lines; the only form there is.")
    ] = True,
) -> None:
    """Read phones, e-mails, handles, addresses, wallets, prices, ages and places out of texts.

    A line of more than 1 MB is no ad: it gives an error line and is not held in memory.

    Example: echo '{"id": 1, "text": "call 2one3 555 oh123"}' | lamplight extract --json
    """
    bad = 0
    places = read_places()
    for line in _lines(sys.stdin.buffer):
        answer, good = answer_to(line, places)
        bad += not good
        sys.stdout.buffer.write(answer + b"\n")
        sys.stdout.buffer.flush()
    raise typer.Exit(1 if bad else 0)


def answer_to(line: bytes | None, places: Places) -> tuple[bytes, bool]:
    """The answer to one line, None for one that was too long; False: it could not be read."""
    try:
        identity, text, region = _asked(line)
    except BadInput as error:
        return orjson.dumps({"id": None, "error": str(error)}), False
    # Values are plain characters, but an id may hold what only the standard library can write.
    signals = orjson.dumps(signals_in(text, region, places))
    return b'{"id":%b,"signals":%b}' % (json.dumps(identity).encode(), signals), True


def _asked(line: bytes | None) -> tuple[str | int | None, str, str | None]:
    if line is None:
        raise BadInput(f"line is longer than {LIMIT_BYTES:,} bytes")
    if not line.strip():
        raise BadInput("line is blank")
    row = _loaded(line)
    if not isinstance(row, dict):
        raise BadInput(f"line is {kind_of(row)}; want an object with id and text")
    identity, text, region = row.get("id"), row.get("text"), row.get("region")
    if not isinstance(text, str):
        raise BadInput(f"text is {kind_of(text) if 'text' in row else 'missing'}; want text")
    if not (identity is None or isinstance(identity, str | int)):
        raise BadInput(f"id is {kind_of(identity)}; want text or an integer")
    return identity, text, _region(region)


def _loaded(line: bytes) -> object:
    """What orjson refuses may still be JSON: lone surrogates, long integers, a byte order mark."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        try:
            return json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            raise BadInput(f"line is not JSON: {error.msg}") from None


def _region(region: object) -> str | None:
    if region in (None, ""):
        return None
    if isinstance(region, str) and len(region) == 2 and region.isascii() and region.isalpha():
        return region.upper()
    raise BadInput(f"region is {region!r}; want two letters such as US")


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines without their end; None for each that is too long."""
    while line := stream.readline(LIMIT_BYTES + 1):
        if len(line) > LIMIT_BYTES and not line.endswith(b"\n"):
            while (rest := stream.readline(LIMIT_BYTES)) and not rest.endswith(b"\n"):
                continue
            yield None
        else:
            yield line.rstrip(b"\r\n")
