"""What a person puts into a bank by hand: values in any writing, pictures and videos.

values -> read_values -> Given; files -> read_media -> Given and faults

Of pictures and videos only hashes are kept: the exact bytes' and what can be seen. Limit: a
picture's or a frame's hash of a quality below 50 is left out, since it would match too much.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from lamplight.bank.known import DIGITS, Frame, Given, known_value
from lamplight.bank.match import LEAST_QUALITY
from lamplight.bank.value import listed_value
from lamplight.collect.places import read_places
from lamplight.collect.record import Unreadable
from lamplight.errors import BadInput, BadPicture
from lamplight.exchange.item import Asked, kind_of_hash, named_hash
from lamplight.media.upload import UploadHashes
from lamplight.media.variants import AS_IT_IS, KEPT
from lamplight.pipeline.uploads import hash_uploads

_LEAST_DIGITS = min(DIGITS.values())


def read_value(text: str, asked: Asked) -> Given:
    """A hash, "TYPE:HASH", or whatever a watch list takes. Raises BadInput."""
    kind, digits = named_hash(text)
    try:
        if kind is None and _is_hash(digits):
            kind = kind_of_hash(digits, asked)
        if kind is not None and kind in DIGITS:
            return Given(kind, known_value(kind, digits))
    except Unreadable as error:
        raise BadInput(str(error)) from None
    return Given(*listed_value(text, None, asked.region, read_places()))


def read_media(paths: Sequence[Path]) -> tuple[list[Given], list[str]]:
    """Entries of files, and a sentence for each that is not, or not wholly, known by them."""
    entries: list[Given] = []
    faults: list[str] = []
    for path, found in zip(paths, hash_uploads(paths), strict=True):
        if isinstance(found, BadPicture):
            faults.append(f"{path}: {found}")
            continue
        seen = list(_seen(found))
        entries += [Given("sha256", found.sha256), *seen]
        if not seen:
            faults.append(f"{path}: {found.unread or 'too plain'}; only the same bytes will match")
    return entries, faults


def _seen(found: UploadHashes) -> Iterable[Given]:
    if found.kind != "picture":
        frames = tuple(
            Frame(it.pdq, it.quality)
            for it in found.variants
            if it.name == AS_IT_IS and it.quality >= LEAST_QUALITY
        )
        return [Given("video", found.sha256, frames=frames)] if frames else []
    looks = looks_of(found)
    return [Given("picture", looks[0], found.variants[0].quality, looks=looks)] if looks else []


def looks_of(found: UploadHashes) -> tuple[str, ...]:
    """PDQ of a picture in every look that a bank keeps of it, those of media.variants.KEPT in their
    order: where one is like another, or has too little to see, the first again. Empty where the
    picture itself has too little to see, or moves."""
    by_name = {it.name: it for it in found.variants if it.quality >= LEAST_QUALITY}
    first = by_name.get(AS_IT_IS)
    if first is None or found.kind != "picture":
        return ()
    return tuple(by_name.get(name, first).pdq for name in KEPT)


def _is_hash(text: str) -> bool:
    return len(text) >= _LEAST_DIGITS and not set(text.lower()) - set("0123456789abcdef")
