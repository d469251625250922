"""Numbers of things, as sentences say them.

5, "ad" -> counted -> "5 ads"
"""


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 ad``, ``1,200 ads``, ``2 people``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
