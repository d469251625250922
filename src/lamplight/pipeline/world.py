"""Write a made-up world into a folder: ads.jsonl, truth.csv, images/.

World, folder -> write_world -> Written
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from lamplight.errors import BadInput
from lamplight.pipeline.memory import rarely_collected
from lamplight.simulate.pictures import Drawing
from lamplight.simulate.posting import Posting
from lamplight.simulate.record import Record
from lamplight.simulate.scene import edited, paint
from lamplight.simulate.truth import Owner
from lamplight.simulate.world import World, make_world

TRUTH_COLUMNS = ("ad_id", "source", "provider", "network", "label")
_JSON = orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE
_JPEG_QUALITIES = (60, 70, 80, 90)
_BUFFER_BYTES = 1 << 20
_STEP = 1_000


@dataclass(frozen=True, slots=True)
class Written:
    """What was written; records: lines of ads.jsonl, more than ads where some came twice."""

    ads: int
    records: int
    networks: int
    pictures: int


def write_world(
    world: World, folder: Path, progress: Callable[[int], None], *, force: bool = False
) -> Written:
    """What was written; progress is told of every thousand ads.

    Raises BadInput where the folder holds anything; force: an older world in it is replaced. A
    world that is not finished is removed.
    """
    postings = make_world(world)
    _make_room(folder, force=force)
    try:
        return _write(postings, folder, progress)
    except BaseException:  # half a world is none, and would be in the way of the next
        for name in ("ads.jsonl", "truth.csv"):
            (folder / name).unlink(missing_ok=True)
        shutil.rmtree(folder / "images", ignore_errors=True)
        raise


def _write(postings: Iterator[Posting], folder: Path, progress: Callable[[int], None]) -> Written:
    networks: set[str] = set()
    ads = records = pictures = 0
    with (
        rarely_collected(),
        (folder / "ads.jsonl").open("wb", buffering=_BUFFER_BYTES) as lines,
        (folder / "truth.csv").open("wb", buffering=_BUFFER_BYTES) as rows,
    ):
        rows.write(f"{','.join(TRUTH_COLUMNS)}\n".encode())
        for record, owner, drawings, again in postings:
            lines.write(orjson.dumps(record, option=_JSON))
            records += 1
            if again:
                continue
            rows.write(_row(record, owner))
            networks.add(owner.network)
            for drawing in drawings:
                _save(drawing, folder)
            ads, pictures = ads + 1, pictures + len(drawings)
            if ads % _STEP == 0:
                progress(_STEP)
    return Written(ads, records, len(networks), pictures)


def _row(record: Record, owner: Owner) -> bytes:
    """No value in a world holds a comma or a quote."""
    provider, network, label = owner
    known = "" if label is None else label
    return f"{record['id']},{record['source']},{provider},{network},{known}\n".encode()


def _make_room(folder: Path, *, force: bool) -> None:
    images = folder / "images"
    if folder.exists():
        if not folder.is_dir():
            raise BadInput(f"{folder} is a file; want a folder to write a world into")
        if any(folder.iterdir()) and not force:
            raise BadInput(f"{folder} is not empty; want an empty folder, or --force to replace")
        if images.is_dir():
            shutil.rmtree(images)
    images.mkdir(parents=True)


def _save(drawing: Drawing, folder: Path) -> None:
    picture = paint(drawing.seed)
    if drawing.edit:
        picture = edited(picture, drawing.edit)
    quality = _JPEG_QUALITIES[drawing.edit % len(_JPEG_QUALITIES)]
    picture.save(folder / drawing.path, quality=quality)
