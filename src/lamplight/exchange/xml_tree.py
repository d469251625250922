"""XML from outside as a tree: without entities, document types, or more than it may hold.

bytes -> read_tree -> Element, names without their namespace

Source: expat with its handlers; a document type ends the reading, and with it every attack by
entities. Limit: comments and processing instructions are dropped.
"""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from lamplight.exchange.partner import BadPage

_DEEPEST = 32
_MOST_ELEMENTS = 500_000


def read_tree(body: bytes) -> Element:
    """Raises BadPage."""
    reader = _Reader()
    try:
        reader.parser.Parse(body, True)
        return reader.builder.close()
    except (expat.ExpatError, AssertionError, LookupError, ValueError):
        raise BadPage("the page is no whole XML document") from None


class _Reader:
    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self.depth = self.count = 0
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.builder.data

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > _DEEPEST or self.count > _MOST_ELEMENTS:
            raise BadPage("the page holds more XML than it may")
        self.builder.start(_bare(name), attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(_bare(name))

    def _refuse(self, *_: object) -> None:
        raise BadPage("the page has a document type, which is refused")


def _bare(name: str) -> str:
    return name.rpartition("}")[2]
