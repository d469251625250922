"""Pictures and videos that come to HMA's routes, as a form's file or by their address.

Request -> media_route -> Media -> function -> JSON; Media -> hashes_of -> hashes by HMA's names
"""

from collections.abc import Callable
from typing import IO, Any, NamedTuple

import orjson
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lamplight.bank.match import LEAST_QUALITY
from lamplight.errors import BadInput
from lamplight.media.upload import UploadHashes
from lamplight.pipeline.bank_adding import looks_of
from lamplight.pipeline.fetching import fetched
from lamplight.web.hma.answered import Ask, asked, told
from lamplight.web.hma.signals import content_of, known_content, wanted
from lamplight.web.shield.state import Shield
from lamplight.web.shield.upload import content_type, digests_of_received, hash_received


class Media(NamedTuple):
    """content: HMA's content type; signals: those of it that are wanted; texts: a form's others."""

    file: IO[bytes]
    content: str
    signals: tuple[str, ...]
    texts: dict[str, str]


class Hashes(NamedTuple):
    """signals: by HMA's names, empty where a picture has too little to see; looks: of a picture, as
    a bank keeps them."""

    signals: dict[str, str]
    looks: tuple[str, ...]


Function = Callable[[Ask, Media], Any]


def media_route(path: str, *methods: str) -> Callable[[Function], Route]:
    """A route that is answered by a function of what was sent, or lies at ?url."""

    def made(function: Function) -> Route:
        async def answer(request: Request) -> Response:
            return await answer_media(request, function)

        return Route(path, answer, methods=methods, name=function.__name__)

    return made


async def answer_media(request: Request, function: Function) -> Response:
    """Raises BadInput, HTTPException."""
    ask = asked(request)
    shield = ask.shield
    if "url" in ask.query:
        return told(await shield.fetched(lambda: _by_address(ask, function)))
    if request.method != "POST":
        raise HTTPException(422, "url is required")
    if content_type(request) != "multipart/form-data":
        raise BadInput("Missing multipart/form-data file upload")
    try:
        async with request.form(max_files=2, max_fields=20) as form:
            media = _of_form(form, ask.query.get("types"))
            if request.url.path.startswith("/c/"):  # it may wait for another's long write
                return told(await shield.written(lambda: function(ask, media)))
            return told(await shield.decoded(media.file, lambda: function(ask, media)))
    except MultiPartException as bad:
        raise BadInput(f"the form can't be read: {bad.message}") from None


def upload_of(shield: Shield, media: Media) -> UploadHashes:
    """Raises BadPicture."""
    return hash_received(shield.pool, media.file)


def hashes_of(shield: Shield, media: Media) -> Hashes:
    """Raises BadPicture."""
    signals: dict[str, str] = {}
    looks: tuple[str, ...] = ()
    if "pdq" in media.signals:
        upload = upload_of(shield, media)
        first, looks = upload.variants[0], looks_of(upload)
        signals["pdq"] = first.pdq if first.quality >= LEAST_QUALITY else ""
    if "video_md5" in media.signals:
        signals["video_md5"] = digests_of_received(media.file).md5
    return Hashes(signals, looks)


def json_text(texts: dict[str, str], name: str) -> Any:
    """A form's field that holds JSON. Raises BadInput."""
    if name not in texts:
        return None
    try:
        return orjson.loads(texts[name])
    except orjson.JSONDecodeError:
        raise BadInput(f"{name} form field must be valid JSON") from None


def _by_address(ask: Ask, function: Function) -> Any:
    with fetched(ask.query["url"], ask.shield.options.fetch) as found:
        content = content_of(found.content_type, ask.query.get("content_type"))
        signals = tuple(wanted(content, ask.query.get("types")))
        return function(ask, Media(found.file, content, signals, {}))


def _of_form(form: FormData, types: str | None) -> Media:
    files = [(name, one) for name, one in form.multi_items() if isinstance(one, UploadFile)]
    if not files:
        raise BadInput("Missing multipart/form-data file upload")
    if len(files) > 1:
        raise BadInput("Only one file allowed per request")
    name, file = files[0]
    content = known_content(name)
    texts = {name: one for name, one in form.multi_items() if isinstance(one, str)}
    return Media(file.file, content, tuple(wanted(content, types)), texts)
