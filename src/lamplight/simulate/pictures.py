"""The pictures of made-up ads: PDQ hashes that nobody computed, or scenes to be drawn.

random -> new_picture -> Original -> Camera.show -> what one ad shows

A hash is 256 random bits; posting a picture again flips 0 to 20 of them, as resizing and saving do
(two pictures by chance differ in about 128). A drawn picture is named by its seed; scene.py paints
it.
"""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from random import Random
from typing import NamedTuple

from lamplight.simulate.draw import between
from lamplight.simulate.record import Image

_BITS = 256
_MASKS = 1024
_EDITS = 2**31
_SUFFIXES = ("jpg", "jpg", "jpg", "jpg", "jpg", "png", "webp", "gif")


class Original(NamedTuple):
    """A picture before anybody copied it.

    bits     its hash as a number
    quality  0..100
    drawn    True: it becomes a file, painted from the low 32 bits as a seed
    pdq      its hash as an ad gives it
    """

    bits: int
    quality: int
    drawn: bool
    pdq: str


class Drawing(NamedTuple):
    """A file that an ad shows: where it stands, what to paint, and by which edit (0: none)."""

    path: str
    seed: int
    edit: int


def new_picture(random: Random, *, drawn: bool = False) -> Original:
    """One in twelve is too plain to be told apart (quality below 50), unless it is to be drawn."""
    plain = random.random() < 1 / 12 and not drawn
    quality = between(10, 49, random) if plain else between(70, 100, random)
    bits = random.getrandbits(_BITS)
    return Original(bits, quality, drawn, f"{bits:064x}")


class Camera:
    """Posts pictures again and again; one for a world, for it numbers the files."""

    def __init__(self, random: Random, same: float) -> None:
        """same: share of pictures that are posted again without any edit."""
        self._random = random
        self._same = same
        self._files = 0
        self._masks = tuple(
            reduce(or_, (1 << random.randrange(_BITS) for _ in range(random.randint(1, 20))))
            for _ in range(_MASKS)
        )

    def show(
        self, shots: Sequence[Original], *, quality: bool
    ) -> tuple[list[Image], tuple[Drawing, ...]]:
        """None to four of the pictures; at least one where the first is to be drawn.

        quality: the site gives it along with the hash.
        """
        chance = self._random.random
        if shots[0].drawn:
            return self._show_files(shots, quality=quality)
        count = min(int(chance() * 4.5), len(shots))
        at = int(chance() * len(shots))
        if not count:
            return [], ()
        return self._posted((*shots, *shots)[at : at + count], quality=quality)

    def _show_files(
        self, shots: Sequence[Original], *, quality: bool
    ) -> tuple[list[Image], tuple[Drawing, ...]]:
        chance = self._random.random
        count = min(1 + (chance() < 0.3), len(shots))
        at = int(chance() * len(shots))
        chosen = (*shots, *shots)[at : at + count]
        if not chosen[0].drawn:
            chosen = (shots[0], *chosen[1:])
        return self._posted(chosen, quality=quality)

    def _posted(
        self, chosen: Sequence[Original], *, quality: bool
    ) -> tuple[list[Image], tuple[Drawing, ...]]:
        chance, same, masks = self._random.random, self._same, self._masks
        images: list[Image] = []
        drawings: tuple[Drawing, ...] = ()
        for shot in chosen:
            if shot.drawn:
                drawings += (self._draw(shot),)
                images.append(drawings[-1].path)
                continue
            pdq = shot.pdq
            if chance() >= same:
                bits = shot.bits ^ masks[int(chance() * _MASKS)]
                pdq = bits.to_bytes(_BITS // 8).hex()
            images.append({"pdq": pdq, "quality": shot.quality} if quality else pdq)
        return images, drawings

    def _draw(self, shot: Original) -> Drawing:
        random = self._random
        self._files += 1
        edit = 0 if random.random() < self._same else random.randint(1, _EDITS)
        suffix = random.choice(_SUFFIXES) if edit else "jpg"
        return Drawing(f"images/{self._files:07d}.{suffix}", shot.bits % 2**32, edit)
