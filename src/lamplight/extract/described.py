"""What the rules of extract.descriptions share: words that open them, and pieces of patterns."""

from lamplight.extract.ats import AT_NAMES
from lamplight.extract.hosts import TLD
from lamplight.extract.signs import DOTS, SIGNED
from lamplight.extract.spelling_words import NUMBER_WORD

LOCAL = rf"[a-z0-9][a-z0-9._+-]{{0,40}}(?:\s(?:{SIGNED})\s[a-z0-9._+-]{{1,40}}){{0,3}}"
DOT = rf"(?:\s?\.\s?|\s?[(\[{{<*]\s?(?:{DOTS}|\.)\s?[)\]}}>*]\s?|\s(?:{DOTS})\s)"
HOST = rf"[a-z0-9-]{{1,40}}(?:{DOT}[a-z0-9-]{{1,30}}){{0,2}}{DOT}{TLD}(?![a-z0-9-])"
NOUN = r"(?:[\s-](?:sign|symbol|zeichen))?"
AT = rf"(?:@|at|l'arobase|klammeraffen|malpie|sobak(?:i|oi|oj|e|u)|arondului|{AT_NAMES}){NOUN}"
TO_AT = rf"(?=\s?(?:@|[(\[{{<*]\s?{AT}\s?[)\]}}>*]|(?<=\s){AT}\s)\s?[a-z0-9-]{{1,40}}{DOT})"
"""Before an "@" and a host."""

END = r"(?=\s?(?:$|[\n.,;!?)|/\x01]))"
"""Before the end of what is said."""

GAP = r"[\s,;:.|/-]{1,3}"
AND = r"(?:(?:and|then|y|et|und|e|i|si|en)\s){0,2}"
NUMBER = rf"{NUMBER_WORD}(?:[\s-](?:(?:y|e|et|und|en|si|i)\s)?{NUMBER_WORD}){{0,3}}(?![a-z0-9])"
"""Up to four words of numbers."""

PLATFORM_WORDS = (
    "instagram insta ig snapchat snap sc telegram telega tele tg kik twitter tiktok tt facebook fb"
    " onlyfans discord skype wickr line viber threads signal whatsapp"
)
PLATFORM = PLATFORM_WORDS.replace(" ", "|")
IS = r"(?:\s?[:=~>-]{1,2}\s?|\s(?:is|es|est|ist|e|jest|as|als|como|come|comme|name)\s)@?"
"""Between a platform and a name."""

AT_WORDS = "@ at arroba arobase arobas chiocciola klammeraffe sobaka malpa apenstaartje arond"
DOT_WORDS = "dot punto punkt punt point ponto punct kropka tochka"


def shape(back: int, meant: str, words: str, needs: str = "") -> str:
    """Of a rule, see descriptions.RULES."""
    return "|".join((str(back), meant, " ".join(words.split()), " ".join(needs.split())))
