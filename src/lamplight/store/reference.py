"""What a person means by ``ad:SOURCE/ID``, ``network:ID``, ``provider:ID`` or ``KIND:VALUE``.

text -> read_reference -> Reference
"""

from dataclasses import dataclass

from lamplight.errors import BadReference

VALUES = ("phone", "email", "handle", "url", "wallet", "picture")
THINGS = ("ad", "source", "network", "provider")


@dataclass(frozen=True, slots=True)
class Reference:
    """A kind and what is behind the colon, as written."""

    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


def read_reference(text: str) -> Reference:
    """Raises BadReference."""
    kind, colon, value = text.strip().partition(":")
    if not colon or not value.strip() or kind not in (*THINGS, *VALUES):
        raise BadReference(
            f"{text!r} is no reference; want ad:SOURCE/ID, network:ID, provider:ID, or a value "
            f"such as phone:+12135550123 ({', '.join(VALUES)})"
        )
    return Reference(kind, value.strip())
