"""Ask a person before what can't be undone.

question -> agreed -> yes or no
"""

import typer


def agreed(question: str) -> bool:
    """Asked on stderr; no answer at all is a no."""
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        return False
