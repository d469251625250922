"""What stands in a text for something else: the shapes that native/extract/reading.cpp undoes.

text -> Reader::read -> Reading (plain text, and for each of its characters where it came from)

Undone there: what stands for a character (other scripts' digits, full width, circled, look-alikes,
HTML entities, escapes) and what can't be seen (zero-width, bidi and combining marks, tags). What
stands for a number (digit words, letters for digits) is undone in extract.numerals. Linear in the
text's length. Limit: right-to-left overrides are dropped, the order they show is not followed.
"""

import html
import re

from lamplight.extract.characters import LETTER, SYMBOL, ascii_of

BLANK = "\x02"
"""Stands where a signal of another kind was read already."""

ENTITY = re.compile(
    r"&(?:amp;){0,3}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,20}[0-9]{0,2});"
)
ESCAPE = re.compile(r"\\{1,2}(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[nrt](?![a-z]{2})|/)")
_UTF8 = "%[cC][2-9a-fA-F]%[89abAB][0-9a-fA-F]|%[eE][0-9a-fA-F](?:%[89abAB][0-9a-fA-F]){2}"
PERCENT = re.compile(f"%(?:3[0-9aA]|2[0bBdDeEfF]|40)|{_UTF8}")
_BREAKING = "p|div|br|li|ul|ol|td|tr|table|h[1-6]|hr|blockquote|center|section"
TAG = re.compile(
    f"<!--[^<>]{{0,200}}-->|</?(?:b|i|u|s|em|strong|span|font|small|big|a|del|ins|mark|sup|sub|tt"
    f"|code|wbr|nobr|{_BREAKING})(?: (?!href)[^<>]{{0,200}})?/?>"
)
BREAKING_TAG = re.compile(rf"</?(?:{_BREAKING})\b")
CALLS = re.compile("wa\\.me|whatsapp|mailto:|tel:|sms:")
"""Addresses whose digits are read, though they stand in a path."""


def entity(piece: str) -> str:
    """What an HTML entity stands for, also one that was escaped again and again."""
    while (once := html.unescape(piece)) != piece:
        piece = once
    return plainly(piece)


def plainly(text: str) -> str:
    """Each character as it reads."""
    return "".join(c if " " <= c <= "~" or c in "\t\n" else ascii_of(c) for c in text)


__all__ = ["BLANK", "LETTER", "SYMBOL", "entity", "plainly"]
