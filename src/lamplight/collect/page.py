"""What a person reads on a web page: its title and its text.

HTML -> read_page -> Page(title, text)

One pass from left to right, each sign looked at a bounded number of times, so that a hostile page
costs no more than a long one. Block elements end a line; scripts, styles and comments are left
out. Known limit: nothing is laid out, so text that a style sheet hides or reorders stays in.
"""

import html
import re
from dataclasses import dataclass

_SKIPPED = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object"})
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section", "table"),
        *("tbody", "td", "th", "tr", "ul"),
    }
)
_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9-]*)")
_STOP = re.compile(r"[>\"']")
_BLANKS = re.compile(r"[ \t\r\f\v\u00a0]+")
_LINES = re.compile(r" ?\n[ \n]*")


@dataclass(frozen=True, slots=True)
class Page:
    """Title and text of a web page, blanks drawn together, a line for each block."""

    title: str
    text: str


def read_page(source: str) -> Page:
    """The page's title and text; of what is no HTML, the text itself."""
    walk = _Walk(source)
    walk.go()
    return Page(_tidy("".join(walk.title)).replace("\n", " "), _tidy("".join(walk.text)))


def _tidy(text: str) -> str:
    return _LINES.sub("\n", _BLANKS.sub(" ", html.unescape(text))).strip()


class _Walk:
    """The way through a page: text as it comes, and where it goes."""

    def __init__(self, source: str) -> None:
        self.title: list[str] = []
        self.text: list[str] = []
        self._source = source
        self._place = 0
        self._in_title = False
        self._closed = {'"': True, "'": True}  # False: no further quote of this kind

    def go(self) -> None:
        while True:
            start = self._source.find("<", self._place)
            self._say(self._source[self._place : start if start >= 0 else None])
            if start < 0:
                return
            self._place = self._tag(start)

    def _say(self, text: str) -> None:
        if text:
            (self.title if self._in_title else self.text).append(text)

    def _tag(self, start: int) -> int:
        """Deal with what begins at "<"; the place after it."""
        source = self._source
        if source.startswith("<!--", start):
            return self._after("-->", start)
        if source.startswith(("<!", "<?"), start):
            return self._after(">", start)
        found = _NAME.match(source, start + 1)
        if found is None:
            self._say("<")
            return start + 1
        name, closing = found[1].lower(), source[start + 1] == "/"
        end = self._end_of_tag(found.end())
        self._in_title = name == "title" and not closing and not self.title
        if name in _BLOCKS:
            self._say("\n")
        if name in _SKIPPED and not closing and source[end - 2] != "/":
            return self._after_closing(name, end)
        return end

    def _after(self, mark: str, start: int) -> int:
        end = self._source.find(mark, start)
        return len(self._source) if end < 0 else end + len(mark)

    def _after_closing(self, name: str, start: int) -> int:
        found = re.compile(f"</{name}\\b", re.IGNORECASE).search(self._source, start)
        return len(self._source) if found is None else self._after(">", found.start())

    def _end_of_tag(self, place: int) -> int:
        """The place after the tag's ">", which may stand in quotes before."""
        while (stop := _STOP.search(self._source, place)) is not None:
            sign = stop[0]
            if sign == ">":
                return stop.end()
            place = stop.end()
            if self._closed[sign]:
                end = self._source.find(sign, place)
                self._closed[sign] = end >= 0
                place = end + 1 if end >= 0 else place
        return len(self._source)
