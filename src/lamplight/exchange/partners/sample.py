"""Made-up hashes, to try an exchange without any partner.

Asked -> read -> Page

Limit: it never changes.
"""

from hashlib import md5, sha256

from lamplight.bank.known import Given
from lamplight.exchange.partner import Asked, Checkpoint, Field, Page, Record

NAME, TITLE = "sample", "Sample (made up)"
SETTINGS: tuple[Field, ...] = ()
CREDENTIALS: tuple[Field, ...] = ()
IN_TEXT: tuple[str, ...] = ()
SEPARATOR = ENVIRONMENT = ""
STALE_DAYS = None
_COUNT = 5


def request(asked: Asked) -> None:
    """There is nothing to get."""


def read(body: bytes, asked: Asked) -> Page:
    """The same every time."""
    page = Page({"count": _COUNT}, done=True, upto=asked.now)
    for number in range(_COUNT):
        text = f"made-up sample {number}".encode()
        pdq, digest = sha256(text).hexdigest(), md5(text, usedforsecurity=False).hexdigest()
        for kind, value in (("picture", pdq), ("md5", digest)):
            page.records.append(Record(f"{kind}:{number}", (Given(kind, value, source=NAME),)))
    return page


def rewound(checkpoint: Checkpoint) -> Checkpoint | None:
    """It has no cursor."""
    return None
