"""Local numbers of seven digits whose area code stands elsewhere in the text.

These are the shapes; native/extract/areas.cpp finds: reading, region -> at most one number

North America only, and only where the text names exactly one area code and one local number.
Limit: digits in figures; an area known only by its city's name is not used.
"""

import re

NAMED = ("area", "code")
"""Words without one of which no area code is named."""

AREA = re.compile(
    r"(?:\barea(?:\scode)?\s?(?:is|:|=|#)?\s?\(?"
    r"|\bcode\s(?=[2-9]\d\d\s(?:goes|comes)\b)|\((?=[2-9]\d\d(?:\)\s(?:area\s)?code|\sarea)\b))"
    r"([2-9]\d\d)(?!\d|[\s.-]\d)"
)
LOCAL = re.compile(r"(?<![\d$€£.,:/-])(?<!\d\s)([2-9]\d\d)[\s.-]?(\d{4})(?![\d.,:/-]\d|\d|\s\d)")
FAR = 160
"""Characters from the area code to the local number, both included."""

CONFIDENCE = 0.6
