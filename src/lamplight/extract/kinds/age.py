"""Ages as claimed.

These are the words and patterns; native/extract/kinds/age.cpp reads: "age 24" -> "24"

Read where the words say so: "24 years old", "24yo", "age 24", "I'm 24", and the same in Spanish,
French, Portuguese, German, Italian, Romanian and Russian. Limit: a bare number is never an age.
"""

import re

RANK = 70

SPELLED = ("twenty", "thirty", "forty", "fifty", "sixty", "eighteen", "nineteen")
_TENS = "|".join(word for word in SPELLED if word.endswith("ty"))
_NUMBER = (
    rf"([1-9]\d|(?:{_TENS})[\s-]?(?:one|two|three|four|five|six|seven|eight|nine)?\b"
    r"|eighteen|nineteen)"
)
_CUES = (
    "age", "aged", "edad", "idade", "eta", "alter", "i'm", "im", "i am", "soy de", "just turned",
    "turning",
)  # fmt: skip
_CUE = "|".join(_CUES).replace(" ", r"\s")
CUE_ENDS = frozenset(re.findall("[a-z]+", cue)[-1] for cue in _CUES)
"""The last words of what stands before an age."""

AGE = re.compile(
    rf"(?<![\d$€£.,:/'-]){_NUMBER}\s?-?\s?(?:y\s?/\s?o\b|y\.?\s?o\.?\b|(?:yrs?|years?|yr's)[\s-]?(?:old|young|of\sage)\b|anos\sde\sedad"
    r"|(?:anos|ans|anni|jahre|(?:de\s)?ani)(?!\s(?:de\s)?(?:exp|d'exp|erfahrung|di\sesp))\b)"
    rf"|\b(?:{_CUE})\s?[:=-]?\s?{_NUMBER}"
    r"(?!\.\d|[\w:%/'-]|\s?(?:min|hour|hr|am|pm|h\b|km|mile|usd|\$|cm|kg|lb|%|years?\s(?:in|of|exp)|weeks?|days?|months?))"
)
_HINTS_TEXT = """
y yo yr yrs year years age aged m im am just turning anos ans anni ani jahre edad idade eta alter
soy
"""
HINTS = frozenset(_HINTS_TEXT.split())
"""A text without any of these claims no age."""
