"""Recall of known pictures by kind of edit: every variant, PDQ alone, threatexchange, pdqhash.

    python bench/variants.py FOLDER… [--most 90] [--half report]   (needs lock/bench.txt)

Takes the pictures in the folders that are 240 pixels or more on the short side, have quality 50 or
more and are no near copies of each other, at most so many of each folder, brings them to 640 pixels
at most, edits each in every way of picture_edits.py, and asks whether the edited one lies within 31
bits of what is known: the original's hash alone, or what a bank keeps when it has the picture.
Each bank is filled by its own hasher; looks of quality below 50 are neither banked nor asked for.
Frames were chosen on the half "choose", which the files' bytes decide; the table is of the half
"report".
"""

import argparse
import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import pdqhash
from PIL import Image
from threatexchange.signal_type.pdq.pdq_hasher import pdq_from_bytes

from lamplight.bank.match import LEAST_ASKED
from lamplight.decode.limits import Limits
from lamplight.decode.pictures import open_picture, pixels_of, upright_rgb
from lamplight.errors import BadPicture
from lamplight.media.pdq import hash_pixels
from lamplight.media.variants import KEPT, TURNS, Look
from lamplight.pipeline.picture_child import pdq_of
from lamplight.pipeline.upload_child import still_looks
from picture_edits import EDITS, as_jpeg

LIMITS = Limits()
MATCH_BITS = 31
SIDE = 640
GOOD_QUALITY = 50
COLUMNS = (
    "threatexchange",
    "pdqhash",
    "PDQ alone",
    "variants, hash known",
    "variants, picture known",
)
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif"}
Found = dict[str, tuple[bool, ...]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=90)
    parser.add_argument("--half", choices=("choose", "report"), default="report")
    given = parser.parse_args()
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as processes:
        files = pictures_in(given.folders)
        fit = [one for one in processes.map(fitting, files, chunksize=16) if one]
        chosen = list(different(fit, given.most))
        half = [one.path for one in chosen if half_of(one) == given.half]
        rows = list(processes.map(found_of, half, chunksize=4))
    print(f"{len(half)} of {len(chosen)} pictures, load {os.getloadavg()[0]:.1f}\n")
    print(f"| edit | {' | '.join(COLUMNS)} |\n|---|{'---:|' * len(COLUMNS)}")
    for name in EDITS:
        shares = np.mean([row[name] for row in rows], axis=0)
        print(f"| {name} | {' | '.join(f'{share:.2f}' for share in shares)} |")
    lost = sum(row[name][2] and not row[name][3] for row in rows for name in EDITS)
    print(f"\n{lost} of {len(rows) * len(EDITS)} that PDQ alone finds are lost with the variants")


class Fit(NamedTuple):
    """sha256 of the file, which gives order and half; of its hashes all eight turns"""

    folder: Path
    path: Path
    sha256: bytes
    dihedral: tuple[str, ...]


def pictures_in(folders: list[Path]) -> list[tuple[Path, Path]]:
    """Each with the folder that was given."""
    return [
        (folder, path)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES and path.is_file()
    ]


def half_of(one: Fit) -> str:
    return ("choose", "report")[one.sha256[3] % 2]


def original(path: Path) -> Image.Image:
    image = upright_rgb(open_picture(path.read_bytes(), LIMITS.pixels)).convert("RGB")
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    return image


def fitting(file: tuple[Path, Path]) -> Fit | None:
    """None where it is too small, too long or shows too little."""
    folder, path = file
    try:
        data = path.read_bytes()
        image = open_picture(data, LIMITS.pixels)
        if min(image.size) < 240 or max(image.size) > 3 * min(image.size):
            return None
        pdq = hash_pixels(pixels_of(original(path)))
    except BadPicture:
        return None
    if pdq.quality < GOOD_QUALITY:
        return None
    return Fit(folder, path, hashlib.sha256(data).digest(), pdq.dihedral)


def different(fit: list[Fit], most: int) -> Iterator[Fit]:
    """In an order that is the same every time, no two within twice the distance of a match."""
    known: list[int] = []
    folders: dict[Path, int] = defaultdict(int)
    for one in sorted(fit, key=lambda one: one.sha256):
        mine = [int(digits, 16) for digits in one.dihedral]
        if folders[one.folder] == most:
            continue
        if any((mine[0] ^ other).bit_count() <= 2 * MATCH_BITS for other in known):
            continue
        folders[one.folder] += 1
        known += mine
        yield one


def found_of(path: Path) -> Found:
    image, random = original(path), Random(hashlib.sha256(path.read_bytes()).digest())
    first = as_jpeg(image, 95)
    looks = looks_of(first, GOOD_QUALITY)
    hashes = [looks[0].digits]
    kept = [look.digits for look in looks if look.name in KEPT]
    known = with_threatexchange(first), with_pdqhash(first)
    found: Found = {}
    for name, edit in EDITS.items():
        data = edit(image, random)
        asked = [look.digits for look in looks_of(data, LEAST_ASKED)]
        found[name] = (
            near([with_threatexchange(data)], [known[0]]),
            near([with_pdqhash(data)], [known[1]]),
            near([with_pdq_alone(data)], hashes),
            near(asked, hashes),
            near(asked, kept),
        )
    return found


def looks_of(data: bytes, whole: int) -> list[Look]:
    """Those with enough to see; whole: quality that the picture itself wants."""
    looks = still_looks(open_picture(data, LIMITS.pixels), data, LIMITS)
    return [
        look for look in looks if look.quality >= (whole if look.name in TURNS else GOOD_QUALITY)
    ]


def with_pdq_alone(data: bytes) -> str:
    return pdq_of(data, LIMITS.pixels).dihedral[0]


def with_threatexchange(data: bytes) -> str:
    return str(pdq_from_bytes(data)[0])


def with_pdqhash(data: bytes) -> str:
    with Image.open(BytesIO(data)) as image:
        bits, _ = pdqhash.compute(np.asarray(image.convert("RGB")))
    return np.packbits(bits).tobytes().hex()


def near(asked: list[str], known: list[str]) -> bool:
    return any(
        (int(left, 16) ^ int(right, 16)).bit_count() <= MATCH_BITS
        for left in asked
        for right in known
    )


if __name__ == "__main__":
    main()
