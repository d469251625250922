"""E-mail addresses, also with "at" and "dot" in words or brackets: native/extract/kinds/email.cpp.

Reading -> Emails::find -> Found("email", "rose@mail.example")

Plain addresses follow RFC 5321's dot-string as it is used in practice. An address in disguise is a
local part, an at, a host, a dot and an ending, each sign drawn, in brackets or in a word of some
twenty languages. Limit: quoted local parts and addresses of bare hosts are not read.
"""

import re

from lamplight.extract.ats import AT, CLOSE, DRAWN_AT, OPEN
from lamplight.extract.hosts import TLD
from lamplight.extract.hosts import WORDS as ENDINGS_IN_PROSE
from lamplight.extract.number_words import words as number_words
from lamplight.extract.platforms import BY_WORD
from lamplight.extract.signs import DOT_WORDS as SPELT_DOTS
from lamplight.extract.signs import DOTS, HYPHENS, SHORT_DOTS, SIGNED

RANK = 10

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
PLAIN = re.compile(
    rf"(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{{0,63}}@(?:{_LABEL}\.){{1,5}}[a-z]{{2,24}}"
    r"(?![a-z0-9-]|\.[a-z0-9])"
)

_REMARK = (
    r"(?:\s?\((?!(?:at|dot|arroba|punto|punkt|point|ponto)\s?\))[a-z][a-z ,'!]{2,30}\)(?=\s))?"
)
_DOT_WORD = f"(?:{DOTS}|{SHORT_DOTS})"
_IN_WORDS = (
    rf"(?:{OPEN}(?:(?:(?:then|and|a|the|luego|un|puis|dann|ein|poi|y|e|et|und)\s){{0,3}}{_DOT_WORD}|\.|d){CLOSE}|\s{{1,3}}{_DOT_WORD}\.?\s{{1,3}}|\.{_DOT_WORD}\."
    rf"|\s?[+%$]{{1,2}}{_DOT_WORD}[+%$]{{1,2}}\s?)"
)
_TIGHT = rf"(?:{_IN_WORDS}|\s\.\s|\.)"
_THEN = r"(?:(?:then|and|und|dann|luego|y|puis|poi|depois|plus|followed|by)\s){0,2}"
_DOT = (
    rf"(?:{_IN_WORDS}|[,;]?\s{_THEN}{_DOT_WORD}[,;]?\s{_THEN}|\s?\.\s?"
    rf"|\s?[,;:*/\x01]\s?|\.{{2,3}})"
)
_WORD = r"[a-z0-9][a-z0-9_+-]{0,40}"
_JOIN = rf"(?:{OPEN}(?:{SIGNED}|\.){CLOSE}|\s{{1,3}}(?:{SIGNED})\s{{1,3}}|\s[._]\s|\.)"
_HOST = (
    r"(?:(?:g|hot|proton)\smail|out\slook|ya\shoo|i\scloud"
    r"|[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?)"
)
DISGUISED = re.compile(
    rf"(?<![a-z0-9._+-])({_WORD}(?:{_JOIN}{_WORD}){{0,4}}){_REMARK}({AT}|{DRAWN_AT})"
    rf"({_HOST}(?:(?:{_TIGHT}|\s{{1,3}}(?:{HYPHENS})\s{{1,3}})[a-z0-9-]{{1,20}}){{0,4}}?){_REMARK}"
    rf"({_DOT})({TLD})(?![a-z0-9-]|{_TIGHT}{TLD}(?![a-z0-9-]))"
)
SPELT = re.compile(rf"[^a-z0-9._+-]+({SIGNED}|\.)[^a-z0-9._+-]+|[.,;:*/\x01]+")
SPELT_WITHIN = re.compile(rf"[^a-z0-9.+]+({SIGNED}|\.)[^a-z0-9.+]+|[.,;:*/\x01]+")
"""A sign in words and what is around it; within: also between the "_" or "-" that the at has."""

PROVIDERS = (
    "gmail", "yahoo", "hotmail", "outlook", "icloud", "protonmail", "proton", "aol", "ymail",
    "googlemail",
)  # fmt: skip
_BARE = "gmail|hotmail|icloud|protonmail|ymail|googlemail"
_KNOWN = f"{_BARE}|yahoo|outlook|gmx|yandex|aol|proton"
_ENDED = (
    rf"(?:\s?[.,]\s?|\s(?:{DOTS})\s|\s(?=com))(com|net|org|de|fr|es|it|ru|pl|ro|pt|me|uk|co\.uk)"
)
_PREPOSITION = r"\s(?:on|en|auf|sur|su|no|pe|na|op|w|bei|hos|pa|chez)\s"
_GAP = (
    r"\s?[(\[{<*]\s?[a-z0-9?@\x7f\x01' -]{0,24}\s?[)\]}>*]\s?"
    r"|\s[a-z\x7f]{1,12}(?:\s[a-z\x7f]{1,12})?\s"
    r"|[\s,;(]{1,3}(?:(?:and|und|y|e|et|i|the|el|o|il|le|die|der)\s){0,2}(?:domain|host|provider|server|dominio|domaine|domein|anbieter|proveedor)"
    r"\s?(?:(?:is|es|ist|est|e|:)\s?)?"
    r"|\s?(?:[\x01#&~^=%|*?+]{1,3}|\.{3}|->)\s?"
)
"""What may stand for an "@" where all else says that one is meant: a word or two, a sign."""

BARE = re.compile(
    rf"(?<![a-z0-9._+@-])(?!(?:e?mail|correo|courriel|adresse|address)\s)([a-z0-9][a-z0-9._]{{2,30}})(?:(?:{_PREPOSITION}|\s?[(\[-]\s?|\s)({_BARE}){_ENDED}"
    rf"|({_GAP})({_KNOWN}){_ENDED}"
    rf"|(?:{_PREPOSITION}|\s?[(\[-]\s?)({_BARE})(?=\s?(?:$|[)\].,;!?\n])))(?![a-z0-9@-]|\.[a-z0-9])"
)
"""Without any at: "rosevip84 gmail com", where the name looks like no word."""

OWN = re.compile(
    rf"\b({_BARE})(?:\s(?:address|adresse?|direccion|account|user(?:name)?|name|konto|cuenta|conta|compte))?"
    r"(?:,?\s(?:(?:the|my|el|mi|le|mon|der|mein|il|mio|o|meu)\s)?(?:name|user(?:name)?|nombre|usuario|nom|nome|utente|nume))?"
    rf"(?:\s?[:=>-]\s?|\s(?:is|es|est|ist|e|to|jest|este)\s)(?![a-z0-9._-]*\.{TLD}(?![a-z0-9]))"
    r"([a-z0-9][a-z0-9._]{2,30}(?<=[a-z0-9]))(?![a-z0-9@_-]|\.[a-z0-9]|\s?@|\s?\()"
)
"""gmail: rosevip84"""

SHORT = re.compile(
    rf"(?<![a-z0-9._+-])([a-z0-9][a-z0-9._]{{2,30}}|[a-z0-9][a-z0-9._]{{0,30}}(?:{_JOIN}[a-z0-9._]{{1,30}}){{1,3}})({AT})({'|'.join(PROVIDERS)})"
    r"((?:[\s-]?com|\.c0m)(?![a-z0-9-]))?(?![a-z0-9-]|\.[a-z0-9])"
)
"""An address of a provider whose ending goes without saying."""

GLUED_ATS = ("ARROBA", "AROBASE", "CHIOCCIOLA", "AROND", "AT")
GLUED_DOTS = ("DOT", "PUNTO", "POINT", "PONTO", "PUNKT", "PUNCT")
_GLUED_AT, _GLUED_DOT = (f"(?:{'|'.join(words)})" for words in (GLUED_ATS, GLUED_DOTS))
GLUED = re.compile(
    r"(?<![A-Za-z0-9._+-])"
    rf"(?:([a-z0-9][a-z0-9._+-]{{0,40}}(?:{_GLUED_DOT}[a-z0-9._+-]{{1,40}}){{0,3}}(?<=[a-z0-9]){_GLUED_AT}(?=[a-z0-9])[a-z0-9-]{{1,40}}"
    rf"(?:(?:{_GLUED_DOT}|\.)[a-z0-9-]{{1,40}}){{0,3}}(?:{_GLUED_DOT}|\.)[a-z]{{2,24}})"
    r"|[A-Z0-9][A-Z0-9._+-]{0,40}(?:dot[A-Z0-9._+-]{1,40}){0,3}(?<=[A-Z0-9])at(?=[A-Z0-9])[A-Z0-9-]{1,40}"
    r"(?:(?:dot|\.)[A-Z0-9-]{1,40}){0,3}(?:dot|\.)[A-Z]{2,24}"
    r")(?![A-Za-z0-9-])"
)
"""The words for signs stand out by their capitals alone: "roseATmailDOTexample"."""

RUN_ON = re.compile(
    rf"(?<![a-z0-9._+-])([a-z0-9][a-z0-9._+-]{{2,40}}?)(?:@([a-z0-9-]{{2,30}}?)|at({'|'.join(PROVIDERS)}))"
    rf"dot({TLD})(?![a-z0-9-])"
)
"""rose@maildotexample, roseatgmaildotcom."""


_APART = r"[ *~\n-]"
_LETTERS = (
    rf"[a-z0-9](?P<{{0}}>{_APART})[a-z0-9._+-]"
    r"(?:(?P={0})[a-z0-9._+-](?![a-z0-9])){{1,40}}"
)
_MORE = r"[a-z0-9](?:(?P=far)[a-z0-9.-](?![a-z0-9])){1,40}"
APART = re.compile(
    rf"(?<![^\s:])({_LETTERS.format('near')}|{_WORD})({_APART}?@{_APART}?|{AT})"
    rf"(?:({_LETTERS.format('far')}(?:(?:(?P=far)(?:{DOTS})(?P=far)|\s?[(\[](?:{DOTS})[)\]]\s?|\s?\.\s?){_MORE}){{0,3}}"
    rf"(?:(?:(?P=far)(?:{DOTS})(?P=far)|\s?[(\[](?:{DOTS})[)\]]\s?|\s?\.\s?){TLD})?)"
    rf"|({_HOST}(?:{_TIGHT}[a-z0-9-]{{1,20}}){{0,3}}?(?:{_IN_WORDS}|\s?\.\s?){TLD}))(?![a-z0-9-])"
)
"""Each letter for itself, before the at or after it."""

APART_DOT = re.compile(rf"{_APART}(?:{DOTS}){_APART}|\s?[(\[](?:{DOTS})[)\]]\s?")
LEAST_APART = 3
"""Different letters that stand alone in a text with such an address."""

DOT_WORDS = frozenset({*SPELT_DOTS, *SHORT_DOTS.split("|"), *PROVIDERS, "stop"})
_CUES_TEXT = """
mail email emails courriel correo addy posta poczta adresse adress pocta epost sahkoposti mejl
meil imeil imejl epasts posti powta powtu mylo emeil pochta
"""
CUES = frozenset(_CUES_TEXT.split())
"""An address is in disguise only in texts with an "at" beside a dot in words, or in brackets, or
beside one of these."""

CUED = re.compile(
    rf"\b(?:{'|'.join(sorted(CUES))})\b(?:\s(?:address|adres|adresse|adr|me|us|to|an|a|na|at|via|la|name|user)\b)*\s?"
    rf"([:=>-]|(?:is|es|est|ist|e|jest|to)(?=\s))?,?\s?({_WORD}(?:{_JOIN}{_WORD}){{0,4}})({_GAP})"
    rf"({_HOST}(?:{_TIGHT}[a-z0-9-]{{1,20}}){{0,4}}?)({_DOT})({TLD})(?![a-z0-9-]|{_TIGHT}{TLD}(?![a-z0-9-]))"
)
"""Behind such a word, whatever stands between what looks like no word and a host is an "@"."""

_NO_ATS_TEXT = """
and or und oder ou et y o e i u on or site web www see visit vedi ver voir siehe oraz lub sau si
sowie in to at only no not nur solo the via uber through form our my phone tel handy insta
instagram telegram whatsapp snap insta ig tg facebook web seite sitio sito strona sajt homepage
"""
NO_ATS = frozenset(_NO_ATS_TEXT.split())
"""But for these."""

WRITE = re.compile(
    r"\b(?:(?:write|mail|message|send|writing|reply|respond|enquir(?:e|ies)|questions|bookings?)(?:\s(?:it|me|us))?\s(?:to|via)"
    r"|(?:reach|contact|message|write)(?:\s(?:me|us))?(?:\sat|\son|\svia|:)?|(?:questions|bookings?|enquiries|inquiries|to\sbook|inbox|anfragen|reservas|citas"
    r"|prenotazioni|rdv|rendez-vous|programari|agendar)\s?[:,-]|address(?:\sis|:)"
    r"|schreib(?:en|t|e)?(?:\smir|\suns)?\san|(?:escribe(?:me)?|scrivi(?:mi)?|ecri(?:s|vez)(?:-moi)?)\sa"
    r"|escreva\s(?:para|a)|scrie(?:ti)?(?:-mi)?\sla|(?:nas)?pisz\s(?:na|do))\s$"
)
"""Leads to one, too."""

CUE = re.compile(
    rf"\b(?:{'|'.join(sorted(CUES))})(?:\s(?:is|es|est|ist|e|address|adres|here|electronico|me|us))*"
    r"\s?[:=>-]?\s?$"
)
"""Leads to an address whose at alone is in words."""

NO_WORDS = frozenset({"gmail", "icloud", "hotmail", "protonmail", "ymail", "googlemail"})
"""Providers that no sentence is about."""

_NO_LOCALS_TEXT = """
me us him her them it look looking find found book booking here there available contact write
reach mail email message posted online post pics photos meet stay staying now only ads site
website web visit check see more page pages pictures prices list rates menu gallery details read
everything all blog diary profile calendar shop too also reviews live is am are be and or of
advert ad galerie seite webseite mehr bilder fotos mich mir uns moi nous toutes tout work working
studio place home house hotel in up off order sign login
"""
NO_LOCALS = frozenset(_NO_LOCALS_TEXT.split()) | frozenset(BY_WORD)
_ROLES_TEXT = """
contact booking book email mail web work studio place house hotel shop site gallery
"""
ROLES = frozenset(_ROLES_TEXT.split())
"""Of these, names of a mailbox where the "at" is surely one."""

NUMBERS = {
    word: digits
    for word, (digits, role) in number_words().items()
    if role in ("unit", "teen", "tens") and len(digits) < 3
}
"""Digit words that may stand for a local part's digits."""

NO_HOSTS = frozenset(
    {"the", "a", "an", "my", "this", "that", "your", "our", "his", "her", "their", "work", "home"}
)
"""What stands before an "at" and after it in sentences."""

PROSE = ENDINGS_IN_PROSE | {"de", "info", "net", "co"}
"""Endings that a sentence may begin with, after its full stop."""

SURE_ENDINGS = frozenset({"com", "org", "example", "test"})
"""Endings that no sentence begins with, after a sign for a dot."""

JOINED_BEFORE = re.compile(
    r"([a-z0-9][a-z0-9._]{0,30})(?:\s?[(\[]\s?(?:underscore)\s?[)\]]\s?"
    r"|\s(?:underscore|guion\sbajo|tiret\sdu\sbas|unterstrich|trattino\sbasso|underline|_)\s)$"
)
"""The head of a local part whose rest is written plainly."""

HEAD_SIGNS = frozenset({"underscore", "bajo", "bas", "unterstrich", "basso", "underline", "_"})
"""How what is between them ends."""

CUT = re.compile(rf"\.{TLD}(?=[A-Z][a-z])")
"""Where a plain address ends to which the next word is glued."""

_GUARD = "(?:(?:no|anti|sin|kein|pas[-_.]?de)[-_.]?spam|(?:remove|delete)[-_.]?(?:this|me))"
GUARD = re.compile(rf"(?<![a-z0-9]){_GUARD}[-._]|[-._]?{_GUARD}")
"""What people put into an address for readers to take out."""

LETTER_BY_LETTER = re.compile(
    r"(?<![a-z0-9])[a-z0-9](?:-[a-z0-9](?![a-z0-9])){2,}"
    r"|(?<![a-z0-9])[a-z0-9](?:\.[a-z0-9](?![a-z0-9])){2,}(?=@)"
)
"""A name or a host in a disguised address whose letters are parted, "r-o-s-a"."""

WEAK = " \t\n.,:;!"
"""Around an "at" these are no brackets."""
