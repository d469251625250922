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
    r"|trattino\sbasso|traco\sbaixo|podkreslnik|liniuta\sde\sjos)(?:\s(?:in\s(?:the\s)?(?:middle|between)|(?:en|no|au|in)\s(?:el\s|der\s)?(?:medio|meio|milieu|mezzo|mitte)|dazwischen)(?![a-z])|(?!\)?\s?[a-z0-9]))|(?:underscore|underline)\s(?:in\s)?(?:the\s)?(?:between|middle)",
    ".": r"(?:with|con|mit|avec|com|cu|met)\s(?:an?\s|un\s|um\s|einem\s"
    r"|een\s)?(?:dot|punto|punkt|point|ponto|punct|punt)\s(?:in\s)?(?:between|medio|dazwischen|entre)",
}
"""What is said of how a name's words are put together."""

TOGETHER = re.compile(
    rf"(?<![a-z0-9@._-])({ONE})(?:\s(?:name|user(?:name)?|handle|nick))?(?:\s?[:=>\x01~'-]\s?|\s(?:is|es|est|ist|e)\s|\s)@?([a-z0-9_]+(?=[\s,(]{{1,2}}(?:{_FIRM})(?![a-z0-9]))|[a-z0-9_]+(?:\s[a-z0-9_]+){{1,3}}?)"
    rf"(?:\s?[,(.;\x01-]\s?|\s){{1,2}}(?:({_HINTS['']})|({_HINTS['_']})|({_HINTS['.']}))(?![a-z0-9])"
)
_HINT_TEXT = """
word space spaces together junto juntos espacios espacio zusammen zusammengeschrieben wort
leerzeichen mot attache espace espaces attaccato spazi espaco espacos elkaar spaties razem
spacji legat bitisik slitno probela probelov spojene ihop ord underscore underline bajo
unterstrich bas basso baixo podkreslnik jos between middle medio meio milieu mezzo mitte dazwischen
entre
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
    "(?:pretty\\smuch\\s|basically\\s|almost\\s)?(?:everywhere|anywhere)|on\\severything"
    "|(?:on|across)\\s(?:all|every)\\s(?:of\\s)?(?:my\\s)?(?:platforms?|socials?|apps?|sites?|networks?|accounts?)"
    "|partout|sur\\stous?\\s(?:mes\\s|les\\s)?(?:reseaux|apps|sites)|uberall|auf\\sallen\\s[a-z]{4,12}|ovunque|dappertutto"
    "|su\\stutt[ie]\\s(?:i\\s|le\\s)?(?:social|app|reti|piattaforme)|overal|wszedzie|en\\stod[oa]s\\s(?:las\\s|los\\s|mis\\s)?(?:partes|lados|redes|apps|sitios|plataformas)"
    "|em\\stod[oa]s\\s[oa]s\\s(?:redes|lugares|apps|plataformas)|em\\stodo\\s(?:o\\s)?lado|peste\\stot|pe\\stoate\\s[a-z]{4,12}|vezde"
)
_SAME = "same|mismo|mesmo|meme|gleicher?|selber|stesso|acelasi|ten\\ssam"
_ANY_NAME = f"{_TITLE}|name|nombre|nome|nom|nume"
SAME_NAME = (
    rf"(?:(?:{_SAME})\s(?:{_ANY_NAME})\s(?:{_EVERYWHERE})"
    rf"|(?:{_EVERYWHERE})\s(?:(?:the|der|le|el|o|lo)\s)?(?:{_SAME})\s(?:{_ANY_NAME}))"
)
"""Says that all platforms know the name that follows."""
SAID_ANY = re.compile(
    rf"\b{SAME_NAME}(?:\s?[:=,>~\x01-]{{1,2}}|\s(?:is|es|est|ist|e|este))?\s(@?)({NAME})(?![a-z0-9@])"
    rf"|\b(?:{_MINE}\s(?:@|arroba|{_TITLE})|(?:{_TITLE})(?=\s?[:=])|socials?(?:\smedia)?|(?:same|all)\s(?:{_TITLE}|name|socials))"
    rf"(?:\s(?:{_EVERYWHERE}))?(?:\s?[:=]\s?|(?:'s|\s(?:is|es|est|c'est|ist|e|to|eto|este))\s)(@?)({NAME})(?![a-z0-9@])"
    rf"|(?<![a-z0-9@._-])(@?)({NAME})\s(?:{_EVERYWHERE})\b"
    rf"|\b(?:(?:moi\s)?nik(?:\svezde)?|kullanici\sadim?|nume(?:le\smeu)?\sde\sutilizator|(?:{_EVERYWHERE})(?:\s(?:as|als|come|como))?)"
    rf"\s(@?)({NAME})(?![a-z0-9@])"
    rf"|\bunder\s(?:the\s|this\s|my\s)?(?:{_TITLE}|name|alias)\s(?:of\s)?(@?)({NAME})(?![a-z0-9@])"
)
"""A name, and no platform said with it."""

_SAID_ANY_TEXT = """
handle username user nick nickname pseudo usuario utilizador benutzername nutzername
gebruikersnaam nik socials social everywhere everything platforms apps partout uberall
ovunque overal wszedzie arroba vezde
utente kullanici utilizator
anywhere platform app site sites networks accounts reseaux allen dappertutto social partes lados
redes sitios plataformas lugares lado tot toate under
"""
SAID_ANY_WORDS = frozenset(_SAID_ANY_TEXT.split())
