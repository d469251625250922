"""Measure what a database holds against a truth file.

truth.csv, Engine -> evaluate_store -> Evaluation
"""

import csv
import gzip
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import IO, cast

from sqlalchemy import Connection, Engine

from lamplight.errors import BadInput
from lamplight.link.chance import chances_of
from lamplight.model import Actor
from lamplight.simulate.baselines import count_key_words
from lamplight.simulate.evaluate import Evaluation, evaluate
from lamplight.simulate.reliability import Reliability, reliability
from lamplight.simulate.truth import Truth
from lamplight.store import clusters, leads
from lamplight.store.ads import ad_keys
from lamplight.store.facts import network_texts
from lamplight.store.links import all_links

_COLUMNS = ("ad_id", "source", "provider", "network")
_GZIP = b"\x1f\x8b"
_LABELS: Mapping[str, int | None] = {"": None, "0": 0, "1": 1}


def evaluate_store(engine: Engine, truth: Path, actor: Actor) -> Evaluation:
    """The newest run against the truth. Raises BadInput where there is nothing to compare."""
    rows = list(read_truth(truth))
    with engine.begin() as db:
        members = list(clusters.export_rows(db, actor))
        queue = leads.load_page(db, leads.Filters(), None).leads
        hits = count_key_words(network_texts(db))
        judged = judge_links(db, rows)
    return replace(evaluate(members, rows, queue, hits), links=judged)


def judge_links(db: Connection, truth: Iterable[Truth]) -> Reliability:
    """What the newest run's links are said to be worth, and how many are right; only those between
    ads that the truth knows."""
    true_of = {(row.source, row.ad_id): row.network for row in truth}
    network = {number: true_of.get(key) for number, key in ad_keys(db)}
    said: list[float] = []
    right: list[bool] = []
    for link in all_links(db):
        one, other = network.get(link.left), network.get(link.right)
        chances = chances_of(link)
        if chances and one and other:
            said.append(chances.operator)
            right.append(one == other)
    return reliability(said, right)


def read_truth(path: Path) -> Iterator[Truth]:
    """Rows of a truth file, plain or gz. Raises BadInput with the line where one can't be read."""
    seen: set[tuple[str, str]] = set()
    try:
        with _opened(path) as file:
            rows = csv.DictReader(TextIOWrapper(file, "utf-8-sig", newline=""), strict=True)
            for row in rows:
                truth = _truth(row, path, rows.line_num)
                if (truth.source, truth.ad_id) in seen:
                    raise BadInput(f"{path}, line {rows.line_num}: this ad was there before")
                seen.add((truth.source, truth.ad_id))
                yield truth
    except FileNotFoundError:
        raise BadInput(f"{path} is not there") from None
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{path} can't be read: {error}") from error
    if not seen:
        raise BadInput(f"{path} holds no rows; want columns {', '.join(_COLUMNS)}, label")


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
    return cast(IO[bytes], gzip.open(path)) if packed else path.open("rb")


def _truth(row: Mapping[str, str | None], path: Path, line: int) -> Truth:
    if absent := [name for name in _COLUMNS if not row.get(name)]:
        raise BadInput(f"{path}, line {line}: no {absent[0]}; want {', '.join(_COLUMNS)}, label")
    label = (row.get("label") or "").strip()
    if label not in _LABELS:
        raise BadInput(f"{path}, line {line}: label is {label!r}; want 1, 0 or nothing")
    ad_id, source, provider, network = (str(row[name]) for name in _COLUMNS)
    return Truth(source, ad_id, provider, network, _LABELS[label])
