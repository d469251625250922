"""Names that are told: their words put together, or without a platform.

"insta: velvet finch (all one word)" -> TOGETHER, "my handle is amber_rest" -> SAID_ANY, both read
by native/extract/kinds/handle.cpp

Limit: only what surely is a name is one without a platform.
"""

import re

from lamplight.extract.kinds.handle import NAME, ONE

_FIRM = (
    r"all\sone\sword|(?:todo|tudo)\sjunto|zusammengeschrieben|tout\sattache|tutto\sattaccato"
    r"|all\s(?:in\s)?(?:lower\s?case|small(?:\sletters)?)|alles\sklein(?:geschrieben)?|tout\sen\sminuscules?"
    r"|(?:todo|tudo)\s(?:en|em)\sminusculas?|tutto\sminuscolo"
)
"""Said of one word, too."""

_HINTS = {
    "": rf"{_FIRM}|(?:all\s)?(?:in\s)?one\sword|no\sspaces?|without\s(?:the\s|any\s)?spaces?"
    r"|(?:all\s)?together|(?:todo\s|tudo\s)?juntos?|sin\sespacios?"
    r"|zusammen(?:geschrieben)?|(?:in\s)?ein(?:em)?\swort|ohne\sleerzeichen|en\sun\s(?:seul\s)?mot|tout\sattache|sans\sespaces?|(?:tutto\s)?attaccato|senza\sspazi"
    r"|sem\sespacos?|aan\selkaar|zonder\sspaties?|razem|bez\sspacji|legat|bitisik|slitno|bez\sprobel(?:a|ov)|spojene|ihop|ett\sord",
    "_": r"(?:(?:with|con|mit|avec|com|cu|met|z)\s(?:an?\s|un\s|um\s|een\s)?"
    r"|(?<=\())(?:underscore|underline|guion\sbajo|unterstrich|tiret\s(?:du\s)?bas"
    r"|trattino\sbasso|traco\sbaixo|podkreslnik|liniuta\sde\sjos)(?!\)?\s?[a-z0-9])|(?:underscore|underline)\s(?:in\s)?between",
    ".": r"(?:with|con|mit|avec|com|cu|met)\s(?:an?\s|un\s|um\s|einem\s"
    r"|een\s)?(?:dot|punto|punkt|point|ponto|punct|punt)\s(?:in\s)?(?:between|medio|dazwischen|entre)",
}
"""What is said of how a name's words are put together."""

TOGETHER = re.compile(
    rf"(?<![a-z0-9@._-])({ONE})(?:\s?[:=>\x01~'-]\s?|\s(?:is|es|est|ist|e)\s|\s)@?([a-z0-9_]+(?=[\s,(]{{1,2}}(?:{_FIRM})(?![a-z0-9]))|[a-z0-9_]+(?:\s[a-z0-9_]+){{1,3}}?)"
    rf"(?:\s?[,(.;\x01-]\s?|\s){{1,2}}(?:({_HINTS['']})|({_HINTS['_']})|({_HINTS['.']}))(?![a-z0-9])"
)
_HINT_TEXT = """
word space spaces together junto juntos espacios espacio zusammen zusammengeschrieben wort
leerzeichen mot attache espace espaces attaccato spazi espaco espacos elkaar spaties razem
spacji legat bitisik slitno probela probelov spojene ihop ord underscore underline bajo
unterstrich bas basso baixo podkreslnik jos between medio dazwischen entre
lowercase lower small klein kleingeschrieben minuscules minuscule minuscula minusculas minuscolo
"""
HINT_WORDS = frozenset(_HINT_TEXT.split())
"""One of them stands in each such hint."""

_MINE = r"(?:my|mi|mon|mein|meu|mio|mijn|moj|moi)"
_TITLE = (
    "handle|user(?:\\s?name)?|nick(?:name)?|pseudo|usuario|utilizador"
    "|benutzername|nutzername|gebruikersnaam|nik|(?:nome\\s)?utente"
)
_EVERYWHERE = (
    "everywhere|on\\severything|on\\sall\\s(?:platforms|socials|apps)"
    "|partout|uberall|ovunque|overal|wszedzie"
)
SAID_ANY = re.compile(
    rf"\b(?:{_MINE}\s(?:@|arroba|{_TITLE})|(?:{_TITLE})(?=\s?[:=])|socials?(?:\smedia)?|(?:same|all)\s(?:{_TITLE}|name|socials))"
    rf"(?:\s(?:{_EVERYWHERE}))?(?:\s?[:=]\s?|\s(?:is|es|est|c'est|ist|e|to|eto)\s)(@?)({NAME})(?![a-z0-9@])"
    rf"|(?<![a-z0-9@._-])(@?)({NAME})\s(?:{_EVERYWHERE})\b"
    rf"|\b(?:(?:moi\s)?nik(?:\svezde)?|kullanici\sadim?|nume(?:le\smeu)?\sde\sutilizator|(?:{_EVERYWHERE})(?:\s(?:as|als|come|como))?)"
    rf"\s(@?)({NAME})(?![a-z0-9@])"
)
"""A name, and no platform said with it."""

_SAID_ANY_TEXT = """
handle username user nick nickname pseudo usuario utilizador benutzername nutzername
gebruikersnaam nik socials social everywhere everything platforms apps partout uberall
ovunque overal wszedzie arroba vezde
utente kullanici utilizator
"""
SAID_ANY_WORDS = frozenset(_SAID_ANY_TEXT.split())
