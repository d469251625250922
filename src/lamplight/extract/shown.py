"""A value in the form in which people read it.

("handle", "any:rose_vip") -> shown -> "@rose_vip (platform not said)"

Everything else is shown as it is kept. Known limit: the form for people is not one to search a
database by; ``bank.value`` reads it back.
"""

ANY = "any:"


def shown(kind: str, value: str) -> str:
    """The value for a sentence or a page."""
    if kind == "handle" and value.startswith(ANY):
        return f"@{value.removeprefix(ANY)} (platform not said)"
    return value
