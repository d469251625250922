"""Local numbers of seven digits whose area code stands elsewhere in the text.

Reading, region -> local_numbers -> Found("phone", "+12135550123")

North America only, and only where the text names exactly one area code and one local number.
Limit: digits in figures; an area known only by its city's name is not used.
"""

import re
from collections.abc import Iterator

from lamplight.extract.found import Found
from lamplight.extract.plans import NANP, as_number
from lamplight.extract.reading import Reading

_AREA = re.compile(r"\barea(?:\scode)?\s?(?:is|:|=|#)?\s?\(?([2-9]\d\d)(?!\d|[\s.-]\d)")
_LOCAL = re.compile(r"(?<![\d$€£.,:/-])(?<!\d\s)([2-9]\d\d)[\s.-]?(\d{4})(?![\d.,:/-]\d|\d|\s\d)")
_FAR = 160


def local_numbers(reading: Reading, region: str | None) -> Iterator[Found]:
    """At most one, spanning both parts."""
    if (region and region not in NANP) or "area" not in reading.words:
        return
    areas, locals_ = list(_AREA.finditer(reading.lower)), list(_LOCAL.finditer(reading.lower))
    if len(areas) != 1 or len(locals_) != 1:
        return
    area, local = areas[0], locals_[0]
    start, end = min(area.start(1), local.start()), max(area.end(1), local.end())
    number = as_number(area[1] + local[1] + local[2], region)
    if number and end - start <= _FAR:
        yield Found("phone", number.value, start, end, 0.6, frozenset({"split over a sentence"}))
