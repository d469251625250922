"""An ad in its canonical form, as a line of ads.jsonl holds it.

Record, paths of files -> ad_of -> Ad

A world is made of records, not of Ads: whoever writes a million of them needs nothing else.
"""

from collections.abc import Container
from datetime import datetime
from typing import TypedDict

from lamplight.model import Ad, Picture


class HashedImage(TypedDict):
    """A PDQ hash and its quality, 0..100."""

    pdq: str
    quality: int


Image = str | HashedImage
"""The path of a file, or a PDQ hash, with its quality where the site gives it."""


class Record(TypedDict, total=False):
    """The fields of docs/formats.md, without those that the ad lacks."""

    id: str
    source: str
    url: str
    posted_at: datetime
    collected_at: datetime
    title: str
    body: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    handles: tuple[str, ...]
    city: str
    region: str
    country: str
    lat: float
    lon: float
    age: int
    images: list[Image]


def ad_of(record: Record, files: Container[str]) -> Ad:
    """The ad as a reader of the record sees it; files: which of its images are paths."""
    fields = {name: value for name, value in record.items() if name != "images"}
    images = record.get("images", ())
    return Ad(**fields, pictures=tuple(_picture(image, files) for image in images))  # type: ignore[arg-type]  # a Record's fields are an Ad's


def _picture(image: Image, files: Container[str]) -> Picture:
    if not isinstance(image, str):
        return Picture(**image)
    return Picture(path=image) if image in files else Picture(pdq=image)
