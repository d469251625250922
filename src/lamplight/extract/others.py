"""What holds digits but is surely no telephone number.

These are the forms; native/extract/others.cpp blanks them in a reading

Times, dates, money, measures, coordinates, versions, files, cards, and what stands directly after
"ref", "zip" or "size". Limit: a number written right after such a word ("code 2135550123") is taken
for what the word says.
"""

import re

_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = "(?:0?[1-9]|1[0-2])"
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
_CURRENCY = r"""
    [$€£](?!\s?\d)
    |(?:usd|eur|gbp|dollars?|dlls|euros?|bucks|pounds|pesos|reais
    |(?<!\d\d\d[\s.-]\d\d\d\s)(?<!\d\d\d[\s.-]\d\d\d\d\s)(?:roses?|kisses|donations?)|lei|ron|kc|czk|zl|pln|chf|kr|sek|nok|dkk|rub|rublej|tl|aud|cad|mxn|cop|ars|brl)\b
"""
_UNIT = r"""
    '\s?\d{1,2}\b(?!')
    |(?:cm|kgs?|kilos|lbs?|ft|feet|inches|yo|y/o|yrs?|years?|anos|ans|jahre|anni|mins?|minutes
    |km|miles|mi|m2|qm|ml|gb|mb|hp|ps|mah)\b
    |%(?!\d|\s?\d{3}\s?%|(?<=\d\d\d\s%)\s\d{4}(?!\d))
"""
_FORMS = {
    r"""(?<![./-])(?:\d{1,2}(?P<to>[./-])\d{1,2}(?P=to)(?:19|20)\d\d
        |(?:19|20)\d\d(?P<of>[./-])\d{1,2}(?P=of)\d{1,2})(?![\d./-]\d|\d)""": "1-2,4 [./-]",
    r"""(?<![./-])(?:[0-2]?\d|3[01])\.(?:0?\d|1[0-2])\.?\s?-\s?
        (?:[0-2]?\d|3[01])\.(?:0?\d|1[0-2])\.(?![\d./-]*\d)""": r"1-2 \.",
    r"""(?<![./-])(?:{day}(?P<of>[./]){day}(?P=of)?(?:\s?[,;&-]\s?|\s)){2,}{day}(?P=of){day}
        (?![\d./-]*\d)""": "1-2 [./]",
    r"""(?<![./-])(?:{day}(?P<yy>[./-]){day}(?P=yy)\d\d(?:\s?[,;&]\s?|\s(?:-\s)?)){1,9}
        {day}(?P=yy){day}(?P=yy)\d\d(?!\d)""": "1-2 [./-]",
    r"""(?:19|20)\d\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])[t_\ -]?(?:[01]\d|2[0-3])
        (?P<hm>:?)[0-5]\d(?:(?P=hm)[0-5]\d(?:[.,]?\d{1,6})?)?(?:z|[+-]\d\d:?\d\d)?
        (?!\d)""": "4,6,8,10,12,14-20",
    r"(?<![\d./+-])(?<!\d\s)(?:0[1-9]|[12]\d|3[01])\s(?:0[1-9]|1[0-2])\s(?:19"
    r"|20)\d\d(?![\d./-]|\s\d)": r"2 \s",
    r"(?<![\d.,])[1-9]\d?(?:,\d{3}){2,}(?![\d,])": "1-2 ,",
    r"""(?<![./-])(?:{day}[./]{month}|{month}[./]{day})(?:[./](?:20)?\d\d)?\s?-\s?
        (?:{day}[./]{month}|{month}[./]{day})(?:[./](?:20)?\d\d)?(?![./-]?\d)""": "1-2 [./]",
    r"""(?<![./-])(?P<iso>(?:19|20)\d\d(?P<to>[./-])\d\d(?P=to)\d\d)\s?-\s?(?:19|20)\d\d(?P=to)\d\d
        (?P=to)\d\d(?!\d)""": "4 [./-]",
    r"""(?<![\d-])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])
        (?![\d-]|\s\d)""": r"8 (?!-|\s\d)",
    r"(?<![:\d])(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d{1,6})?(?![:\d])": "1-2 :",
    r"(?<=<)3(?![\d>])": "1 | <",
    r"(?<![\d(./-])(?<!\b\d\s)[1-9]\)(?=\s\d{3,4}\b)": r"1 \)",
    r"(?<!\d)[1-9]\d\+(?:\s[1-9]\d\+)*(?=\s|$)": r"2 \+",
    r"""(?<![\d-])(?:[01]\d|2[0-4])(?:00|15|30|45)\s?-\s?(?:[01]\d|2[0-4])(?:00|15|30|45)
        (?![\d-])""": r"4 \s?-",
    r"""(?<=\b[a-z]{2})\d{2}(?:\s[a-z]{4}(?:\s\d{4}){2,3}|(?:\s?(?=[a-z]{0,4}\d)[a-z0-9]{4}){3,7})(?:\s?\d{1,3})?
        (?!\d)""": "2- | [a-z]",
    r"\d\s\d{6}\s\d{6}(?!\d)|\d\s\d{5}\s\d{5}\s\d(?!\d)": r"1 \s\d",
    r"""(?<![\d.,])(?=[\d\s]{1,30}[.,]5\b)\d{1,2}(?:[.,]5)?(?:[\s,]{1,2}\d{1,2}(?:[.,]5)?\b){2,}
        (?![.,]?\d)""": r"1-2 [.,]|\s[\d\s.,]",
    r"(?<!:)\d{1,2}:[0-5]\d(?:\s?-\s?\d{1,2}:[0-5]\d)?(?![:\d])": "1-2 :",
    r"""(?<![.-])(?!0h\s[a-z\d]?[a-z])\d{1,2}(?:[:.][0-5]\d)?\s?
        (?:[ap]\.?m\b|h\b|hrs?\b|hours?\b|uhr\b)""": r"1-2 [:.]|\s?[aphu]",
    r"(?<![\d/.-])[1-9]\d?/100(?![\d/.-])": "1-2 /",
    r"(?<!-)24\s?[/x-]\s?7(?![\d-])": r"2 \s?[/x-]",
    r"""(?<![.-])(?:[1-9]\d{0,2}|(?<!\d{3}\s)(?<!\d{3}\s\s)[1-9]\d{3})(?:[.,]\d{2,3})?\s?
        (?:{currency})""": r"1-4 [.,]|\s?[$€£abcdegklmnprstuz]",
    r"(?<![.'-])\d{1,3}(?:\.\d)?\s?(?:{unit})": r"1-3 \.|\s?['acfghijklmpqy%]",
    r"""(?<!\.)\d{1,3}\.\d{3,}(?:\s?[,;/\s]\s?-?|(?<=\.\d{4})-|(?<=\.\d{6})-)
        \d{1,3}\.\d{3,}""": r"1-3 \.",
    r"(?:(?<=[a-z]/)\d{1,4}\.\d+|\d{1,3}\.0\.\d{4,5})(?:\.\d+)+": r"1-4 \.",
    r"[\d_-]{6,40}\.(?:jpe?g|png|gif|webp|heic|pdf|mp4|mov|docx?|zip|txt)\b": "1- [_.-]",
    r"(?=\d{0,9}[a-f]{1,9}\d)[\da-f]{28,128}(?![\da-z])": "1- [a-f]",
    r"(?<=\#)[0-9a-f]{6}(?=[\s,;]+\#[0-9a-f]{6}\b)": r"1-6 | \#",
    r"""(?<![\dx])(?!\d{3}x\d{3}x|\dx\dx\d[x-]\d)\d{1,4}(?:[.,]\d)?(?:x\d{1,4}(?:[.,]\d)?){1,2}
        (?![\dx])""": "1-4 [.,x]",
    r"\d+(?:\s?[+*/-]\s?\d+){1,4}\s?=\s?\d+": r"1- \s?[+*/-]",
    r"(?<!=)(?<!=\s)\d{1,4}\s?=\s?\d{1,4}(?!\d|\s?=)": r"1-4 \s?=",
    r"""(?<![\d.,:])(?=[\d\s,.:]{1,40}[.:](?:00|15|30|45)\b)(?:[01]?\d|2[0-3])(?:[.:](?:00|15|30|45))?
        (?:,\s(?:[01]?\d|2[0-3])(?:[.:](?:00|15|30|45))?){2,}(?![.,:]?\d)""": r"1-2 [.:,]",
    r"(?<![\d/])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/])": "1-2 /",
    r"(?<![.:])(?:[0-9a-f]{2}:){5}[0-9a-f]{2}(?![\d:])": "1-2 [a-f:]",
    r"""(?<![.\d])(?!\d(?:\.\d){2}(?:\s\d(?:\.\d){2}){2,}(?![\d.]))\d{1,2}(?:\.\d{1,2}){2}
        (?:\s\d{1,2}(?:\.\d{1,2}){2})+(?!\.?\d|\s\d+\.)""": r"1-2 \.",
    r"\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)|\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}(?!\d)": r"2-3 \.",
    r"(?<![.-])(?=[\d.]{9}){octet}\.{octet}\.{octet}\.{octet}(?![\d.])": r"1-3 \.",
    r"(?<!-)(?:\d{4}[\s-]){3}\d{4}(?![\s-]?\d)": r"4 -|\s\d",
    r"(?<!-)3\d{3}[\s-]\d{6}[\s-]\d{5}(?![\s-]?\d)": r"4 -|\s\d",
    r"(?<![\d)]\s)(?<![\d)-])\d{5}-\d{4}(?![\d-])": "5 -",
    r"(?<!-)\d{3}-\d{2}-\d{4}(?![\d-])": "3 -",
}


def _spelled(form: str) -> str:
    for name, shape in [
        ("{day}", _DAY),
        ("{month}", _MONTH),
        ("{octet}", _OCTET),
        ("{currency}", _CURRENCY),
        ("{unit}", _UNIT),
    ]:
        form = form.replace(name, shape)
    return form


FORMS = {_spelled(form): shape for form, shape in _FORMS.items()}
"""Verbose pattern, matched where a row of digits begins -> "LENGTHS FOLLOWING BEFORE" of such rows.

The first that matches counts. How long the row may be, what may follow it, and what may stand
before it: nothing said, anything. Only to try few; what they say follows from the pattern.
"""

CURRENCIES = ("$", "€", "£", "¥")
MONEY = re.compile(r"\d{1,4}(?:[.,]\d{2,3})*(?!\d)")
"""After one of these signs."""

COUNTED = re.compile(
    r"\b(?:first|next|middle|second|last|final)\s(three|four|seven|[347])"
    r"(?=\s?(?:[:=]|digits|numbers|are|is)|\s\d{3,4}\b)"
)
COUNTS = frozenset({"first", "next", "middle", "second", "last", "final"})
KEY = re.compile(r"(?:[?&][a-z_]{0,12}(?:id|item|post|ad|ref|key)=|\b[ps]/n[\s:#]{0,3})$")
KEY_ENDS = frozenset("=n :#")
KEYED = re.compile(r"\d[\da-z]*(?:-[\da-z]+)*(?![\da-z]|[\s.(-]{1,2}\d)")
"""What stands after a key in a web address, or after "p/n"."""
