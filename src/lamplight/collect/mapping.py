"""Which column of a file gives which field of an ad.

FIELD=COLUMN… -> parse_mapping -> {field: column}
columns, mapping -> guess -> {field: column} for what is missing and clear

A guess is made only for a field whose own name is not among the columns and which was not mapped
by hand, and only where exactly one column bears a name that is commonly given to it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lamplight.errors import BadInput

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("ad_id", "adid", "post_id", "posting_id", "listing_id", "record_id", "doc_id"),
    "source": ("site", "website", "feed", "source_site", "site_name", "domain"),
    "url": ("link", "ad_url", "page_url", "post_url", "listing_url", "href", "uri", "web_address"),
    "posted_at": (
        *("posted", "post_date", "posted_date", "posting_date", "date_posted", "posted_on"),
        *("post_time", "published_at", "created_at", "date", "datetime", "timestamp", "ts"),
    ),
    "collected_at": (
        *("collected", "date_collected", "collected_on", "scraped_at", "scrape_date"),
        *("crawled_at", "crawl_date", "timestamp_crawl", "retrieved_at", "captured_at"),
    ),
    "title": ("headline", "subject", "ad_title", "post_title", "heading"),
    "body": (
        *("text", "description", "ad_text", "ad_body", "content", "body_text", "post_text"),
        *("post_body", "ad_description", "ad_content", "full_text", "message", "extracted_text"),
    ),
    "phones": (
        *("phone", "phone_number", "phone_numbers", "phonenumber", "telephone", "tel"),
        *("telephone_number", "mobile", "cell", "contact_phone", "contact_number"),
    ),
    "emails": ("email", "e_mail", "email_address", "email_addresses", "mail", "contact_email"),
    "handles": ("handle", "username", "user_name", "screen_name", "social_media", "social"),
    "city": ("location", "town", "locality", "city_name"),
    "region": ("state", "province", "state_name", "state_code"),
    "country": ("country_code", "country_name", "nation"),
    "lat": ("latitude", "geo_lat"),
    "lon": ("longitude", "lng", "long", "geo_lon", "geo_lng"),
    "age": ("claimed_age", "stated_age", "age_years"),
    "images": (
        *("image", "picture", "pictures", "photo", "photos", "image_path", "image_paths"),
        *("image_hash", "image_hashes", "pdq", "pdq_hash", "pdq_hashes"),
    ),
}
"""The fields of an ad, and the names that others commonly give to them."""

_FIELD_OF = {name: field for field, names in NAMES.items() for name in (field, *names)}


@dataclass(frozen=True, slots=True)
class Guess:
    """What the columns' names suggest.

    mapping  field -> column, each clear
    unclear  field -> columns of which each might be meant; none is read
    """

    mapping: dict[str, str]
    unclear: dict[str, tuple[str, ...]]


def parse_mapping(pairs: Sequence[str]) -> dict[str, str]:
    """{field: column} of FIELD=COLUMN…; the column may hold "=". Raises BadInput."""
    mapping: dict[str, str] = {}
    for pair in pairs:
        field, sign, column = (part.strip() for part in pair.partition("="))
        if not (field and sign and column):
            raise BadInput(f"--map {pair!r} is not FIELD=COLUMN, such as body=text")
        if field not in NAMES:
            raise BadInput(f"--map {pair!r}: {field!r} is no field; known are {', '.join(NAMES)}")
        if field in mapping:
            raise BadInput(f"--map names {field!r} twice: {mapping[field]!r} and {column!r}")
        mapping[field] = column
    return mapping


def guess(columns: Iterable[str], mapping: Mapping[str, str]) -> Guess:
    """What to read from columns whose names are not the fields' own."""
    columns = tuple(dict.fromkeys(columns))
    taken = set(mapping.values())
    candidates: dict[str, list[str]] = {}
    for column in columns:
        field = field_named(column)
        if field and field not in mapping and field not in columns and column not in taken:
            candidates.setdefault(field, []).append(column)
    clear: dict[str, str] = {}
    unclear: dict[str, tuple[str, ...]] = {}
    for field, names in candidates.items():
        exact = [name for name in names if _plain(name) == field]
        if len(exact or names) == 1:
            clear[field] = (exact or names)[0]
        else:
            unclear[field] = tuple(names)
    return Guess(clear, unclear)


def field_named(column: str) -> str | None:
    """The field that a column of this name commonly gives."""
    return _FIELD_OF.get(_plain(column))


def _plain(name: str) -> str:
    """ "Post Date", "postDate" and "POST-DATE" as "post_date"."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip())
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
