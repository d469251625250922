"""Where every network starts, before anything is read.

View -> find -> (number of the network, Finding)
"""

from collections.abc import Iterator

from lamplight.rank.finding import Finding
from lamplight.rank.view import View

START = Finding("Before any sign is looked at: few networks need an investigator first")


def find(view: View) -> Iterator[tuple[int, Finding]]:
    for network in range(len(view.facts.networks)):
        yield network, START
