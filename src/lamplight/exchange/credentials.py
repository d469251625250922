"""What a partner wants to be shown, from where people keep it; it is never told again.

a text or JSON, a partner's fields -> read_credentials -> values by name
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from lamplight.errors import BadInput, BadSettings
from lamplight.exchange.partner import checked
from lamplight.exchange.partners import Partner
from lamplight.exchange.transport import checked_address

_MOST_BYTES = 64 * 1024
_ADDRESS = "base_url_override"


def find_credentials(
    partner: Partner, file: str, kept: Mapping[str, Any] | None, environ: Mapping[str, str]
) -> dict[str, Any]:
    """Of the exchange's own file, else those kept in the database, else of the environment.

    Raises BadSettings where there are none, or they can't be read; it never holds any of them.
    """
    if not partner.CREDENTIALS:
        return {}
    try:
        if file:
            return read_credentials(partner, _text_of(Path(file).expanduser()))
        if kept:
            return checked_credentials(partner, kept)
        if text := environ.get(partner.ENVIRONMENT):
            return read_credentials(partner, text)
    except BadInput as bad:
        raise BadSettings(f"credentials for {partner.TITLE}: {bad}") from None
    raise BadSettings(
        f"no credentials for {partner.TITLE}: want a file of mode 600 (--credentials), "
        f"or {partner.ENVIRONMENT} in the environment"
    )


def read_credentials(partner: Partner, text: str) -> dict[str, Any]:
    """Of a JSON object, or of values with the partner's separator between. Raises BadInput."""
    text = text.strip()
    if text.startswith("{"):
        try:
            return checked_credentials(partner, orjson.loads(text))
        except orjson.JSONDecodeError:
            raise BadInput("they are no JSON object") from None
    parts = text.split(partner.SEPARATOR, len(partner.IN_TEXT) - 1)
    return checked_credentials(partner, dict(zip(partner.IN_TEXT, parts, strict=False)))


def checked_credentials(partner: Partner, values: Mapping[str, Any]) -> dict[str, Any]:
    """Raises BadInput, BadAddress."""
    found = checked(partner.CREDENTIALS, values)
    if found.get(_ADDRESS):
        checked_address(found[_ADDRESS])
    if not all(it.isascii() and it.isprintable() for it in found.values() if it is not None):
        raise BadInput("they hold characters that can't be sent")
    return found


def _text_of(path: Path) -> str:
    """Raises BadInput."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise BadInput(f"{str(path)!r} can't be read: {error.strerror}") from None
    with os.fdopen(handle, "rb") as file:
        if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
            raise BadInput(f"others may read {str(path)!r}; want mode 600")
        return file.read(_MOST_BYTES).decode("utf-8", "replace")
