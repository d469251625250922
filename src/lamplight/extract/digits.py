"""Rows of digits in a reading, however they are written, cut where something else begins.

These are the words; native/extract/digits.cpp reads: reading -> runs of groups of digits

Linear in the text's length. Limit: a number with more than two words between its digits is several
runs.
"""

import re

from lamplight.extract.reading import BLANK
from lamplight.extract.signs import HYPHENS

TOKEN_SIGNS = ("$", "€", "£", "¥", "\x7f", BLANK)
"""Signs that cut a row, as a word does."""

_BETWEEN_TEXT = """
si dash dot then space star hyphen point minus slash comma period underscore line bar hash pipe x
xx xxx stop komma coma virgule virgola barra strich bindestrich trattino hifen punct plus guion
punto ponto tiret trait punkt y e et und and puis apoi dan ensuite potom dalwe danach daarna
schragstrich schuine streep zapataa probel sles espacio espaco espace spazio leerzeichen virgula
wait prefix exchange prefijo prefisso
"""
BETWEEN = frozenset(_BETWEEN_TEXT.split()) | frozenset(
    re.findall("[a-z]+", HYPHENS.replace("\\s", " "))
)
"""Words that may stand between two digits of a number."""

LONGEST_GAP = 20
"""Characters between two digits of a number, six more for each word."""

SPACED = re.compile(r"(?<![a-z0-9])[a-z](?:[ .*_-]{1,3}[a-z](?![a-z0-9])){2,}")
