"""What one character stands for when somebody wants it to be read by people only.

character -> ascii_of -> "", one or a few plain characters

Method: Unicode's own tables (decimal and digit values, NFKD, names of Latin letters), then a short
list of look-alikes after Unicode TS 39. Limit: a look-alike outside that list is an unknown letter.
"""

import re
import unicodedata
from functools import cache

SYMBOL = "\x01"
"""Stands for an emoji, a star, any sign that is neither letter nor digit nor ASCII."""

LETTER = "\x7f"
"""Stands for a letter that looks like none of a to z."""

CURRENCY = "¢£¤¥֏؋߾߿৲৳৻૱௹฿៛₠₡₢₣₤₥₦₧₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿⃀꠸𑿝𑿞𑿟𑿠𞋿𞲰"
"""Signs that stand for themselves, beside "$": Unicode's category Sc without decomposition."""

_FIGURES = {
    digit: str(at % 10) for at, digit in enumerate("〇一二三四五六七八九零壹貳參肆伍陸柒捌玖")
}
_FIGURES |= dict(zip("两贰叁陆", "2236", strict=True))
_FIGURES |= {sign: str(at % 10) for at, sign in enumerate("⠚⠁⠃⠉⠙⠑⠋⠛⠓⠊")}
_FIGURES |= {sign: str(at) for at, sign in enumerate("ⅠⅡⅢⅣⅤⅥⅦⅧⅨ", 1)}
_FIGURES |= {"微": "wei", "薇": "wei", "威": "wei", "信": "xin"}

_PAIRS = """
АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT УY ХX аa еe оo рp сc уy хx ѕs іi јj кk вb ԁd һh ԛq ԝw ӏl
Ӏl З3 з3 б6 Б6 ч4 Ч4
ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa ιi κk νn οo ρp τt υu χx ωw γy ՕO օo
ոn Սu հh ǀl ∣l ⏐l ❘l ⵔO ⵏl ᛁl Øo Ɵo ßss œoe æae ıi εe єe Єe ∕/ ⧸/ ╱/
ꓐB ꓑP ꓓD ꓔT ꓖG ꓗK ꓙJ ꓚC ꓜZ ꓝF ꓟM ꓠN ꓡL ꓢS ꓣR ꓦV ꓧH ꓪW ꓫX ꓬY ꓮA ꓰE ꓲI ꓳO ꓴU
ᎪA ᏟC ᎠD ᎬE ᏀG ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᎡR ᏚS ᎢT ᏙV ᎳW ᏃZ ⲞO ⲟo ⲒI ⲢP ⲤC ⲎH ⲔK ⲘM ⲚN ⲦT ⲬX ⲨY
ჿo ϴO θ0 ΘO ᴏo 𐐄O 𐐬o ⊘0 ∅0 ᒿ2 ꛯ2 Ҙ3 ҙ3 Ӟ3 ӟ3 ᴣ3 Ҷ4 ҷ4 Ӌ4 ӌ4 ⁊7 ᕤ9 Ꝯ9 ꝯ9 。. ｡. ．.
Ƨ2 ƨ2 Ϩ2 ϩ2 Ꙅ2 ꙅ2 Ʒ3 ʒ3 Ȝ3 ȝ3 Ɜ3 Ꝫ3 Ⳍ3 Ӡ3 ӡ3 Ꮞ4 Ƽ5 ƽ5 Ꮾ6 Ⳓ6 ϭ6 Ȣ8 ȣ8 Ⳋ9 ⳋ9
"""
_LOOKALIKES = {pair[0]: pair[1:] for pair in _PAIRS.split()}

_NAMED = re.compile(
    r"(?:(?:CROSSED )?(?:NEGATIVE )?(?:CIRCLED |SQUARED ))?LATIN"
    r" (?:LETTER SMALL CAPITAL|SMALL LETTER(?: SCRIPT)?|CAPITAL LETTER) ([A-Z])(?: WITH .*)?"
)
_BLANKS = "\u2800\u3164\u115f\u1160\uffa0"


@cache
def ascii_of(char: str) -> str:
    """ "" for what can't be seen, else ASCII; SYMBOL, LETTER or a currency sign where none fits."""
    category = unicodedata.category(char)
    if char in _BLANKS or category[0] == "Z":
        return "\n" if category in ("Zl", "Zp") else " "
    if category in ("Mn", "Me", "Cf", "Cc"):
        return "\n" if char in "\r\x85\x0b\x0c" else ""
    if char in CURRENCY:
        return char
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    return _FIGURES.get(char) or _LOOKALIKES.get(char) or _decomposed(char, category)


def _decomposed(char: str, category: str) -> str:
    parts = unicodedata.normalize("NFKD", char)
    if parts != char:
        return "".join(part if part.isascii() else ascii_of(part) for part in parts)
    name = unicodedata.name(char, "")
    if latin := _NAMED.fullmatch(name):
        return latin[1] if "CAPITAL" in name else latin[1].lower()
    number = unicodedata.numeric(char, None)
    if category in ("No", "Nl") and number is not None and number.is_integer():
        return str(int(number))
    if category[0] == "L":
        return LETTER
    return _sign(char, category, name)


def _sign(char: str, category: str, name: str) -> str:
    if category == "Pd":
        return "-"
    if category in ("Pi", "Pf") or char in "´ʹʼ′″":
        return "'"
    if die := re.fullmatch(r"DIE FACE-(\d)", name):
        return die[1]
    return "10" if name == "KEYCAP TEN" else SYMBOL
