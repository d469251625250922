"""A partner each, found by being here: a pure codec of what it is asked and answers.

A partner's module names

NAME         what HMA and people call it
TITLE        its own name
SETTINGS     what an exchange with it wants to know
CREDENTIALS  what it wants to be shown; none: nothing
IN_TEXT      those of them that a plain text holds, in order
SEPARATOR    what stands between them there
ENVIRONMENT  the variable that may hold such a text, as in HMA
STALE_DAYS   not heard for longer, it must be read anew: it forgets what it withdrew; None: never
request      Asked -> Request; None where there is nothing to get
read         bytes, Asked -> Page; may raise BadPage
rewound      a checkpoint without the partner's own cursor; None where it has none
"""

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Protocol, cast

from lamplight.errors import BadInput
from lamplight.exchange.partner import Asked, Checkpoint, Field, Page, Request


class Partner(Protocol):
    """What a module in this folder offers."""

    NAME: str
    TITLE: str
    SETTINGS: tuple[Field, ...]
    CREDENTIALS: tuple[Field, ...]
    IN_TEXT: tuple[str, ...]
    SEPARATOR: str
    ENVIRONMENT: str
    STALE_DAYS: int | None

    def request(self, asked: Asked) -> Request | None: ...

    def read(self, body: bytes, asked: Asked) -> Page: ...

    def rewound(self, checkpoint: Checkpoint) -> Checkpoint | None: ...


PARTNERS: Mapping[str, Partner] = {
    one.NAME: one
    for one in (
        cast(Partner, importlib.import_module(f"{__name__}.{info.name}"))
        for info in pkgutil.iter_modules(__path__)
    )
}


def partner_of(name: str) -> Partner:
    """Raises BadInput."""
    if name not in PARTNERS:
        raise BadInput(f"{name[:80]!r} is no partner; want one of {', '.join(sorted(PARTNERS))}")
    return PARTNERS[name]
