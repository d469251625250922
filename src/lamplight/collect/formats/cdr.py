"""MEMEX CDR 3.1: one crawled web page a line, as ACHE, Scrapy and other crawlers wrote them.

Stream -> read -> Sheet

``raw_content`` gives title and body (its text, where it is HTML), ``url`` the source (its host),
``_id`` the id, ``timestamp_crawl`` when it was collected: ISO 8601 in version 3.1, milliseconds
since 1970 in older ones. ``objects`` whose ``content_type`` is a picture's are its pictures, by
``obj_stored_url``, a path beside the file. A record that also has an ad's own fields keeps them.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lamplight.collect.encoding import Encoding
from lamplight.collect.formats import jsonl
from lamplight.collect.page import read_page
from lamplight.collect.record import SURE, Fault, Fields, Record, Sheet, Wanted, shown
from lamplight.collect.stream import Stream

ENDINGS = (".cdr", *jsonl.ENDINGS)
_CONTENT = re.compile(rb'"raw_content"\s*:')
_OTHERS = re.compile(rb'"(?:crawler|timestamp_crawl|content_type|_id)"\s*:')
_HTML = re.compile(r"\s*(?:<!doctype html|<\?xml|<html|<head|<body|<!--|<div|<p\b)", re.IGNORECASE)


def fits(head: bytes) -> int:
    """SURE where an object of the first lines has raw_content and another key of CDR."""
    if jsonl.first_sign(head) != b"{":
        return 0
    return SURE if _CONTENT.search(head) and _OTHERS.search(head) else 0


def read(stream: Stream, wanted: Wanted) -> Sheet:
    """A Sheet without columns of its own: each record names its own."""
    encoding = Encoding(stream)
    return Sheet((), _pages(jsonl.records(encoding)), (f"encoding {encoding.name}",))


def _pages(records: Iterator[Record | Fault]) -> Iterator[Record | Fault]:
    for record in records:
        if isinstance(record, Fault):
            yield record
        elif "obj_parent" in record.fields and "raw_content" not in record.fields:
            reason = "a file that belongs to a page, not a page of its own"
            yield Fault(record.line, reason, shown(record.raw or ""))
        else:
            yield Record(record.line, {**_ad_fields(record.fields), **record.fields}, record.raw)


def _ad_fields(page: Fields) -> Fields:
    fields: Fields = {"id": page.get("_id"), "url": _first(page.get("url"))}
    fields["collected_at"] = page.get("timestamp_crawl", page.get("timestamp"))
    fields["source"] = _host(fields["url"])
    fields["images"] = _pictures(page.get("objects"))
    content = page.get("raw_content")
    if isinstance(content, str) and _is_html(page.get("content_type"), content):
        text = read_page(content)
        fields["title"], fields["body"] = text.title, text.text
    else:
        fields["body"] = page.get("extracted_text") if content is None else content
    return {name: value for name, value in fields.items() if value is not None}


def _is_html(content_type: object, content: str) -> bool:
    named = _first(content_type)
    return (isinstance(named, str) and "html" in named.lower()) or bool(_HTML.match(content))


def _pictures(objects: object) -> list[object]:
    if not isinstance(objects, list):
        return []
    return [
        item["obj_stored_url"]
        for item in objects
        if isinstance(item, dict)
        and item.get("obj_stored_url")
        and str(_first(item.get("content_type", "image"))).lower().startswith("image")
    ]


def _host(url: object) -> str | None:
    try:
        host = urlsplit(url).hostname if isinstance(url, str) else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _first(value: object) -> object:
    """CDR allows several types and addresses; the first is the page's own."""
    return value[0] if isinstance(value, list) and value else value
