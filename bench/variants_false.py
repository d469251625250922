"""False matches: how often different pictures meet, with every variant asked for.

    python bench/variants_false.py FOLDER… [--made 70000] [--most 40000]

Real tiles: pieces of 256 x 256 pixels, side by side, of the pictures in the folders. Made ones:
noise of a natural spectrum with shapes on it, all different. Each that has quality 50 or more is
banked, as it is and as a bank keeps it; each fourth is asked for in every variant, and a match with
another one is false. Pictures that are near copies of another are left out; tiles of one picture
are not compared with each other: the sky beside a sky is no error of a hash.
"""

import argparse
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from lamplight.arrays import U8
from lamplight.decode.pictures import open_picture, upright_rgb
from lamplight.errors import BadPicture
from lamplight.match.index import index_of, near_many, order_of
from lamplight.media.pdq import hash_pixels
from lamplight.media.variants import (
    AS_IT_IS,
    KEPT,
    Look,
    barred_of,
    boxes_of,
    reframed_of,
    trimmed_of,
    turns_of,
)
from variants import GOOD_QUALITY, different, fitting, pictures_in

SIDE = 256
MOST_PIXELS = 10**8
MADE_TOGETHER = 200
ONE_OF = 4
"""Pictures that are asked for: by the last bits of the hash, which are as good as chance."""
Looked = tuple[str, list[Look]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--made", type=int, default=70_000)
    parser.add_argument("--most", type=int, default=40_000)
    given = parser.parse_args()
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as processes:
        files = pictures_in(given.folders)
        fit = [one for one in processes.map(fitting, files, chunksize=16) if one]
        paths = [one.path for one in different(fit, len(fit))]
        real = without_copies(chain.from_iterable(processes.map(tiles, paths)), given.most)
        seeds = range(0, given.made, MADE_TOGETHER)
        made = list(chain.from_iterable(processes.map(made_up, seeds)))
    print(f"{len(real)} tiles of real pictures, {len(made)} made ones, quality 50 or more\n")
    print("| bank | asked for | hashes | questions | asked that meet another | made ones | by |")
    print("|---|---|---:|---:|---:|---:|---|")
    for kept in (frozenset((AS_IT_IS,)), frozenset(KEPT)):
        for asked in (frozenset((AS_IT_IS,)), None):
            print(row(real + made, kept, asked))


def row(pictures: list[Looked], kept: frozenset[str], asked: frozenset[str] | None) -> str:
    owners, hashes, _ = columns(pictures, kept)
    order = order_of(hashes)
    index = index_of(hashes[order])
    askers, questions, names = columns(pictures, asked, only_asked=True)
    sources = [source for source, _ in pictures]
    meets: dict[int, str] = {}
    for start in range(0, len(questions), 100_000):
        hits = near_many(questions[start : start + 100_000], index)
        for query, at in zip(hits.query + start, hits.row, strict=True):
            asker, owner = askers[query], owners[order[at]]
            if asker != owner and sources[asker] != sources[owner]:
                meets.setdefault(asker, names[query])
    by = ", ".join(f"{name}: {count}" for name, count in Counter(meets.values()).most_common(6))
    bank = "as it is" if len(kept) == 1 else "as banked"
    what = "as it is" if asked else "every variant"
    made = sum(sources[asker].startswith("made") for asker in meets)
    counts = f"{len(hashes)} | {len(questions)} | {len(meets)} | {made}"
    return f"| {bank} | {what}, {len(set(askers))} pictures | {counts} | {by} |"


def columns(
    pictures: list[Looked], names: frozenset[str] | None, *, only_asked: bool = False
) -> tuple[list[int], U8, list[str]]:
    rows = [
        (number, look)
        for number, (_, looks) in enumerate(pictures)
        if not only_asked or int(looks[0].digits, 16) % ONE_OF == 0
        for look in looks
        if (names is None or look.name in names) and look.quality >= GOOD_QUALITY
    ]
    digits = "".join(look.digits for _, look in rows)
    hashes = np.frombuffer(bytes.fromhex(digits), np.uint8).reshape(-1, 32)
    return [number for number, _ in rows], hashes, [look.name for _, look in rows]


def without_copies(pictures: Iterable[Looked], most: int) -> list[Looked]:
    """Some packages ship a picture in several sizes or twice: the first of equal tiles counts."""
    first: dict[str, Looked] = {}
    for source, looks in pictures:
        if len(first) < most:
            first.setdefault(looks[0].digits, (source, looks))
    return list(first.values())


def tiles(path: Path) -> list[Looked]:
    try:
        image = upright_rgb(open_picture(path.read_bytes(), MOST_PIXELS)).convert("RGB")
    except BadPicture:
        return []
    corners = [
        (left, top)
        for top in range(0, image.height - SIDE + 1, SIDE)
        for left in range(0, image.width - SIDE + 1, SIDE)
    ]
    boxes = ((left, top, left + SIDE, top + SIDE) for left, top in corners)
    return list(looked(str(path), (image.crop(box) for box in boxes)))


def looked(source: str, images: Iterable[Image.Image]) -> Iterator[Looked]:
    for image in images:
        pixels = np.asarray(image)
        pdq = hash_pixels(pixels)
        if pdq.quality >= GOOD_QUALITY:
            boxes, moved = boxes_of(pixels), reframed_of(pixels, 1, pdq)
            within = *trimmed_of(pixels, 1, boxes), *barred_of(pixels, 1, boxes)
            looks = [*turns_of(pdq), *within, *moved]
            asked = int(pdq.dihedral[0], 16) % ONE_OF == 0
            yield source, looks if asked else [look for look in looks if look.name in KEPT]


def made_up(seed: int) -> list[Looked]:
    return [
        (f"made {number}", looks)
        for number in range(seed, seed + MADE_TOGETHER)
        for _, looks in looked("", [made(number)])
    ]


def made(number: int) -> Image.Image:
    """Noise whose power falls with frequency as in photographs, and some shapes."""
    random = np.random.default_rng([number, 5])
    side = SIDE // 2
    noise = np.fft.rfft2(random.normal(size=(side, side)))
    rows, columns = np.fft.fftfreq(side)[:, None], np.fft.rfftfreq(side)[None, :]
    frequency = np.maximum(np.hypot(rows, columns), 1 / side)
    plane = np.fft.irfft2(noise / frequency ** random.uniform(0.8, 1.6))
    grey = np.clip(127 + 50 * (plane - plane.mean()) / plane.std(), 0, 255).astype(np.uint8)
    image = Image.fromarray(grey)
    draw = ImageDraw.Draw(image)
    for _ in range(random.integers(0, 6)):
        left, top, width, height = (int(value) for value in random.integers(8, side, 4))
        shape = draw.ellipse if random.random() < 0.5 else draw.rectangle
        shape((left, top, left + width // 2, top + height // 2), int(random.integers(0, 256)))
    return image


if __name__ == "__main__":
    main()
