"""HMA's names of signals and contents, and the form in which it takes them.

"pdq", text -> validated -> hash of a kind that banks know
"""

import re
from collections.abc import Sequence

from lamplight.errors import BadInput

KINDS = {"pdq": "picture", "video_md5": "md5"}
"""Kinds of entries by HMA's names of signal types."""

NAMES = {kind: name for name, kind in KINDS.items()}
CONTENTS = {"photo": ("pdq",), "video": ("video_md5",)}
"""Signals of HMA's content types."""

NO_DISTANCE = "-"
_FORMS = {"pdq": re.compile("[0-9a-f]{64}"), "video_md5": re.compile("[0-9a-f]{32}")}


def validated(name: str, value: object) -> str:
    """Raises BadInput."""
    if name not in KINDS:
        raise BadInput(f"No such SignalType '{name}'")
    text = str(value)
    if name != "pdq":  # which HMA takes in small letters alone
        text = text.strip().lower()
    if not _FORMS[name].fullmatch(text):
        raise BadInput(f"invalid signal: no {name} hash")
    return text


def content_of(content_type: str, hint: str | None) -> str:
    """HMA's content type of what a server calls so, or of what was said. Raises BadInput."""
    if hint:
        return known_content(hint)
    found = {"image": "photo", "video": "video"}.get(content_type.partition("/")[0])
    if found is None:
        raise BadInput(
            f"unsupported url ContentType: '{content_type[:80]}', "
            "if you know the expected type, provide it with the content_type query param"
        )
    return found


def known_content(name: str) -> str:
    """Raises BadInput."""
    if name not in CONTENTS:
        raise BadInput(f"no such content_type: '{name[:80]}'")
    return name


def wanted(content: str, types: str | None) -> Sequence[str]:
    """Signals of a content, or those among them that were named. Raises BadInput."""
    if types is None:
        return CONTENTS[content]
    named = [one.strip() for one in types.split(",") if one.strip()]
    if unknown := [one for one in named if one not in CONTENTS[content]]:
        raise BadInput(f"signal type '{unknown[0][:80]}' doesn't exist or is disabled")
    if not named:
        raise BadInput("empty signal type selection")
    return named
