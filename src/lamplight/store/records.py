"""An ad as JSON and as a row, and the hash that tells its versions apart.

Ad -> storable -> Ad -> row_of -> AdRow -> ad_of -> Ad
Ad -> as_record -> JSON -> from_record -> Ad

Plain ads of JSON Lines come as rows from native code (native/plain_ad.hpp), which makes what row_of
makes, letter by letter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from typing import Any

import orjson

from lamplight.extract.read import Columns
from lamplight.model import Ad, AdRow, Picture
from lamplight.store.types import microseconds, moment

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_TEXTS = ("source", "id", "title", "body", "url", "city", "region", "country")
GIVEN = ("phones", "emails", "handles")
_LISTS = (*GIVEN, "unread")
_EXTRACTED = ("title", "body", "country", "region", "city", "lat", "lon", "age")


def clean(text: str) -> str:
    """NUL and lone surrogates, which no database takes, as U+FFFD; every position stays."""
    return _UNSTORABLE.sub("�", text) if _UNSTORABLE.search(text) else text


def storable(ad: Ad) -> Ad:
    """The ad with every text clean; the same object where nothing had to change."""
    texts = [value for name in _TEXTS if (value := getattr(ad, name))]
    for name in _LISTS:
        texts += getattr(ad, name)
    for picture in ad.pictures:
        if picture.path or picture.fault:
            texts += picture.path or "", picture.fault or ""
    if not _UNSTORABLE.search("".join(texts)):
        return ad
    changed: dict[str, Any] = {name: _cleaned(getattr(ad, name)) for name in _TEXTS}
    changed |= {name: tuple(map(clean, getattr(ad, name))) for name in _LISTS}
    changed["pictures"] = tuple(map(_clean_picture, ad.pictures))
    return replace(ad, **changed)


def row_of(ad: Ad) -> AdRow:
    """The row of an ad that is storable."""
    given = {"phones": ad.phones, "emails": ad.emails, "handles": ad.handles}
    return AdRow(
        ad.source,
        ad.id,
        ad.url,
        microseconds(ad.posted_at),
        microseconds(ad.collected_at),
        ad.title,
        ad.body,
        *(ad.city, ad.region, ad.country, ad.lat, ad.lon, ad.age),
        orjson.dumps(given).decode(),
        orjson.dumps(ad.unread).decode(),
        content_of(ad),
        tuple([(it.path, _bytes(it.pdq), it.quality, it.fault) for it in ad.pictures]),
    )


def ad_of(row: AdRow) -> Ad:
    """The ad of a row, but for the hash of its content."""
    fields = row._asdict() | orjson.loads(row.given)
    del fields["given"], fields["content"]
    fields["unread"] = orjson.loads(row.unread)
    for name in _LISTS:
        fields[name] = tuple(fields[name])
    for name in ("posted_at", "collected_at"):
        fields[name] = moment(fields[name])
    fields["pictures"] = tuple(
        [Picture(path, _hex(pdq), quality, fault) for path, pdq, quality, fault in row.pictures]
    )
    return Ad(**fields)


def columns_of(numbers: Sequence[int], rows: Sequence[AdRow]) -> Columns:
    """What extraction reads, under these numbers."""
    columns = dict(zip(AdRow._fields, zip(*rows, strict=True), strict=False))
    plain = (columns.get(name, ()) for name in _EXTRACTED)
    return Columns(numbers, *plain, *lists_given(columns.get("given", ())))


def lists_given(given: Sequence[str]) -> Iterator[list[Sequence[str]]]:
    """Each ad's phones, emails, handles; ads that were given the same share the lists of it."""
    read = {text: orjson.loads(text) for text in set(given)}
    return ([read[text][kind] for text in given] for kind in GIVEN)


def content_of(ad: Ad) -> bytes:
    """SHA-256 of what the ad says.

    When it was collected is not what it says; nor is the folder its pictures lie in, so that a file
    that was moved together with its pictures still holds the same ads.
    """
    pictures = [
        (picture.path and PurePath(picture.path).name, picture.pdq, picture.quality)
        for picture in ad.pictures
    ]
    parts = (
        *(ad.title, ad.body, ad.url, ad.posted_at, ad.phones, ad.emails, ad.handles),
        *(ad.city, ad.region, ad.country, ad.lat, ad.lon, ad.age, pictures),
    )
    return sha256(orjson.dumps(parts)).digest()


def as_record(ad: Ad) -> dict[str, Any]:
    """The whole ad as JSON takes it; from_record turns it back."""
    record = asdict(ad)
    for name in ("posted_at", "collected_at"):
        if record[name] is not None:
            record[name] = record[name].isoformat()
    return record


def from_record(record: dict[str, Any]) -> Ad:
    fields = dict(record)
    for name in _LISTS:
        fields[name] = tuple(fields[name])
    for name in ("posted_at", "collected_at"):
        if fields[name] is not None:
            fields[name] = datetime.fromisoformat(fields[name])
    fields["pictures"] = tuple(Picture(**picture) for picture in fields["pictures"])
    return Ad(**fields)


def _clean_picture(picture: Picture) -> Picture:
    return replace(picture, path=_cleaned(picture.path), fault=_cleaned(picture.fault))


def _cleaned(text: str | None) -> str | None:
    return None if text is None else clean(text)


def _bytes(pdq: str | None) -> bytes | None:
    return None if pdq is None else bytes.fromhex(pdq)


def _hex(pdq: bytes | None) -> str | None:
    return None if pdq is None else pdq.hex()
