"""Local numbers found in plain Python: the slow twin of native/extract/areas.cpp."""

from collections.abc import Iterator

from lamplight.extract.areas import AREA, CONFIDENCE, FAR, LOCAL, NAMED
from lamplight.extract.plans import NANP
from tests.extract.slow.found import Found
from tests.extract.slow.plans import as_number
from tests.extract.slow.reading import Reading


def local_numbers(reading: Reading, region: str | None) -> Iterator[Found]:
    """At most one, spanning both parts."""
    if (region and region not in NANP) or reading.words.isdisjoint(NAMED):
        return
    areas, locals_ = list(AREA.finditer(reading.lower)), list(LOCAL.finditer(reading.lower))
    if len(areas) != 1 or len(locals_) != 1:
        return
    area, local = areas[0], locals_[0]
    opened = area.start() if area[0][0] == "(" else area.start(1)
    start, end = min(opened, local.start()), max(area.end(1), local.end())
    number = as_number(area[1] + local[1] + local[2], region)
    if number and end - start <= FAR:
        yield Found(
            "phone", number.value, start, end, CONFIDENCE, frozenset({"split over a sentence"})
        )
