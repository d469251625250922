"""A small world of files to run on: linked ads, versions, twins, pictures good and bad."""

import json
import shutil
from pathlib import Path

from lamplight.pipeline.find import Request
from lamplight.pipeline.ingest import fingerprint

PICTURES = Path(__file__).parents[1] / "data" / "pdq" / "edits"


def write_small_world(folder: Path) -> Request:
    """Two files of ads, 130 records, 4 of which can't be read."""
    images = folder / "images"
    images.mkdir(parents=True)
    for name in ("square-128x128.jpg", "square-256x256.jpg"):
        shutil.copyfile(PICTURES / name, images / name)
    (images / "broken.jpg").write_bytes(b"\xff\xd8 no picture")
    first = [_record(number) for number in range(90)]
    first[40] = {"id": "no words"}
    second = [_record(number) for number in range(70, 108)]  # twenty of them again
    second[3]["body"] = "changed: write to rose@mail.example"
    second[5] |= {"body": "an older text", "collected_at": "2025-01-01T00:00:00Z"}
    lines = [json.dumps(record) for record in second]
    lines[10:10] = ["{", '["not", "an", "ad"]', "\x00"]
    _write(folder / "first.jsonl", [json.dumps(record) for record in first])
    _write(folder / "second.jsonl", lines)
    return request_of(folder)


def request_of(folder: Path) -> Request:
    files = tuple(str(folder / name) for name in ("first.jsonl", "second.jsonl"))
    assert all(map(fingerprint, files))
    return Request(files=files, region="US", set_aside=str(folder / "aside.jsonl"))


def _record(number: int) -> dict[str, object]:
    person = number % 17
    record: dict[str, object] = {
        "id": number,
        "source": f"site{number % 3}.example",
        "posted_at": f"2026-01-{1 + number % 28:02}T10:00:00Z",
        "collected_at": f"2026-01-{1 + number % 28:02}T12:00:00Z",
        "title": f"Number {person} in Reno",
        "body": f"Kind and calm, talk of {number}. Call 775 555 01{person:02} any day.",
        "city": "Reno",
        "country": "US",
    }
    if number % 9 == 0:
        record["images"] = [
            f"images/square-{128 if number % 2 else 256}x{128 if number % 2 else 256}.jpg"
        ]
    if number % 31 == 0:
        record["images"] = ["images/broken.jpg", "images/missing.jpg"]
    return record


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n")
