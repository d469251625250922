"""Which column of a file gives which field of an ad.

FIELD=COLUMN… -> parse_mapping -> {field: column}
columns, mapping -> guess -> {field: column} for what is missing and clear

A guess is made only for a field whose own name is not among the columns and which was not mapped
by hand, and only where exactly one column bears a name that is commonly given to it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lamplight.errors import BadInput

NAMES: dict[str, tuple[str, ...]] = {
    "id": (
        *("ad_id", "adid", "post_id", "posting_id", "listing_id", "record_id", "doc_id"),
        *("ref", "ref_no", "reference", "referencia", "anzeigen_id", "anzeigennummer"),
    ),
    "source": ("site", "website", "feed", "source_site", "site_name", "domain", "sitio", "quelle"),
    "url": (*("link", "page_url", "post_url", "href", "uri", "web_address", "enlace", "lien"),),
    "posted_at": (
        *("posted", "post_date", "posted_date", "posting_date", "date_posted", "posted_on"),
        *("post_time", "published_at", "published", "created_at", "date", "datetime", "timestamp"),
        *("ts", "fecha", "fecha_publicacion", "fecha_de_publicacion", "publicado", "datum"),
        *("date_de_publication", "date_publication", "publie_le", "erstellt_am", "data_publicacao"),
    ),
    "collected_at": (
        *("collected", "date_collected", "collected_on", "scraped_at", "scrape_date"),
        *("crawled_at", "crawl_date", "timestamp_crawl", "retrieved_at", "captured_at"),
    ),
    "title": (
        *("headline", "subject", "post_title", "heading", "header", "titulo", "titre", "titel"),
        *("uberschrift", "ueberschrift", "betreff", "asunto", "encabezado", "titolo"),
    ),
    "body": (
        *("text", "description", "content", "body_text", "post_text", "post_body", "full_text"),
        *("message", "extracted_text", "details", "texto", "texte", "testo", "inhalt", "contenido"),
        *("beschreibung", "descripcion", "descricao", "contenu", "nachricht", "mensaje"),
        *("anzeigentext", "text_der_anzeige", "cuerpo"),
    ),
    "phones": (
        *("phone", "phone_number", "phone_numbers", "phonenumber", "phone_no", "telephone", "tel"),
        *("telephone_number", "telephone_no", "tel_no", "mobile", "mobile_phone", "mobile_number"),
        *("mobile_no", "cell", "cellphone", "cell_phone", "cell_number", "contact_phone"),
        *("contact_number", "contact_no", "whatsapp", "telefono", "telefon", "telefone"),
        *("telefonnummer", "rufnummer", "handy", "handynummer", "mobil", "movil", "celular"),
        *(
            "numero_de_telefono",
            "numero_de_telephone",
            "numero_telephone",
            "portable",
            "telefono_1",
        ),
    ),
    "emails": (
        *("email", "e_mail", "email_address", "email_addresses", "mail", "contact_email"),
        *("correo", "correo_electronico", "courriel", "email_adresse", "e_mail_adresse"),
    ),
    "handles": ("handle", "username", "user_name", "screen_name", "social_media", "social"),
    "city": (
        *("location", "town", "locality", "city_name", "ciudad", "ville", "stadt", "ort", "cidade"),
        *("citta", "localidad", "municipio"),
    ),
    "region": (
        *("state", "province", "state_name", "state_code", "provincia", "bundesland", "estado"),
    ),
    "country": ("country_code", "country_name", "nation", "pais", "pays", "land"),
    "lat": ("latitude", "geo_lat", "latitud"),
    "lon": ("longitude", "lng", "long", "geo_lon", "geo_lng", "longitud"),
    "age": (
        *("claimed_age", "stated_age", "age_years", "years", "years_old", "edad", "alter", "idade"),
        *("anos", "eta", "jahre"),
    ),
    "images": (
        *("image", "picture", "pictures", "photo", "photos", "image_path", "image_paths"),
        *("image_hash", "image_hashes", "pdq", "pdq_hash", "pdq_hashes", "imagen", "imagenes"),
        *("foto", "fotos", "bild", "bilder"),
    ),
}
"""The fields of an ad, and the names that others commonly give to them, without accents; each also
with a word for the ad before or behind it: "Ad Heading", "text_anuncio"."""

SEVERAL = frozenset({"phones", "emails", "handles"})
"""Fields that may hold more than one, and so be read from several columns."""

_AD = frozenset(
    [
        *("ad", "ads", "advert", "advertisement", "listing", "post", "posting", "anuncio"),
        *("annonce", "anzeige", "inserat", "of", "the", "de", "del", "der", "la", "l"),
    ]
)
_NUMBER = frozenset({"no", "nr", "number", "num", "numero", "nummer", "code", "id"})
_NOT_OF_AN_AD = frozenset({"age", "years", "state"})  # how old an ad is, whether it is shown
_FIELD_OF = {name: field for field, names in NAMES.items() for name in (field, *names)}


@dataclass(frozen=True, slots=True)
class Guess:
    """What the columns' names suggest.

    mapping  field -> column, each clear
    unclear  field -> columns of which each might be meant; none is read
    several  field -> columns that are all read, since it may hold more than one
    passed   field -> columns that are not read, since one bears the field's own name
    """

    mapping: dict[str, str]
    unclear: dict[str, tuple[str, ...]]
    several: dict[str, tuple[str, ...]] = field(default_factory=dict)
    passed: dict[str, tuple[str, ...]] = field(default_factory=dict)


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
        named = field_named(column)
        if named and named not in mapping and named != column and column not in taken:
            candidates.setdefault(named, []).append(column)
    found = Guess({}, {})
    for name, several in candidates.items():
        if name in columns:
            found.passed[name] = tuple(several)
            continue
        exact = [column for column in several if _plain(column) == name]
        if len(exact or several) == 1:
            found.mapping[name] = (exact or several)[0]
        else:
            (found.several if name in SEVERAL else found.unclear)[name] = tuple(several)
    return found


def field_named(column: str) -> str | None:
    """The field that a column of this name commonly gives."""
    name = _plain(column)
    if name in _FIELD_OF:
        return _FIELD_OF[name]
    words = name.split("_")
    rest = "_".join(word for word in words if word not in _AD)
    if len(rest) == len(name) or rest in _NOT_OF_AN_AD:
        return None
    return "id" if rest in _NUMBER else _FIELD_OF.get(rest)


def _plain(name: str) -> str:
    """ "Post Date", "postDate" and "POST-DATE" as "post_date"; "Téléphone" as "telephone"."""
    letters = unicodedata.normalize("NFKD", name.strip())
    name = "".join(letter for letter in letters if not unicodedata.combining(letter))
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
