"""Where every network starts, before anything is read.

View -> find -> Finding
"""

from collections.abc import Iterator

from lamplight.rank.finding import Finding
from lamplight.rank.view import View


def find(view: View) -> Iterator[Finding]:
    yield Finding("Before any sign is looked at: few networks need an investigator first")
