"""Telephone numbers, however disguised.

These are the words and figures; native/extract/kinds/phone.cpp finds: reading -> E.164 or digits

Rows of digits (extract.digits) are cut into windows that a numbering plan accepts; each window gets
points for how it is grouped, what stands before it and how cleanly it is cut out of its row, and
the best windows that don't overlap are kept. Points become confidence by a logistic curve. Limit:
points and curve were set by hand on the development forms; at most WINDOWS windows are weighed in
one row and WINDOWS_IN_TEXT in one text, but for those that begin with "+"; local numbers are read
only with an area code elsewhere (extract.areas).
"""

import re

RANK = 50

WINDOWS, WINDOWS_IN_TEXT = 20_000, 400_000
ENOUGH = 2.5
"""Points below which a window is not a number."""

STEEPNESS = 0.9
EVEN = 1.5
"""Points at which a number would be as likely as not."""

AMBIGUOUS = 3
"""Groups of a row whose other reading is tried."""

LINK_HEADS = {
    "wa.me/": "abroad",
    "whatsapp.com/send?phone=": "abroad",
    "whatsapp.com/send/?phone=": "abroad",
    "chat?number=": "abroad",
    "tel:": "",
    "sms:": "",
    "callto:": "",
}
"""How links to a number begin; abroad: they hold the country code."""

LINKED = re.compile(r"[^\S\n]{0,2}(\+?)(\d[\d().-]{5,20}\d)")
"""What follows."""

DRAWN = re.compile(
    r"(?<![a-z0-9$!.-])(?!\$\d)([\d!$]{3})([-. ])([\d!$]{3})\2([\d!$]{4})(?![a-z0-9$]|[-.]\d)"
)
"""A number in which signs stand for digits: "2!5-$$$-0!!3"."""

DRAWN_AS = {"!": "l", "$": "s"}
"""Sign -> the letter that is read as the same digit."""

LINKS = frozenset({"wa", "whatsapp", "chat", "tel", "sms", "callto"})
LINKED_CONFIDENCE = 0.99

PLUS = re.compile(r"(?:(?<!\d)(?<!\b[a-f])\+[( ]{0,2}|plus )$")

_LEADS_ON_TEXT = """
areacode code start starting lada ddd vorwahl prefijo prefisso indicatif indicativo prefixo
kierunkowy kengetal netnummer prefix prefixul kod dalwe
after and area begins comes dann depois end ending ends entonces finish first follow followed last
luego middle next number plus poi potom puis rest second starts then part parts parte teil partie
third fourth zuerst danach anschliessend zuletzt schluss entonces despues termina terminando seguido
ensuite apres enfin suivi finit termine dopo infine quindi seguito finisce depois finalmente apoi
urmat zatem nastepnie czesc daarna vervolgens tot slot endet weiter ende fin final finale commence
resto reste finally lastly afterwards following sigue siguen acaba acabando empieza comienza primero
primeros ultimo ultimos primi ultimi ultime seguono premiers derniers dernier terminent debut erst
erste ersten letzte letzten hinten vorne beginnt primeiro comeca primele ultimele incepe pierwsze
ostatnie eerste laatste eindigt begint potem add adding put press punch type dial numero nummer
numer nomer suffix plus enter konczy zaczyna now remember continues continue close closes closing
inicio medio ahora apunta marca milieu maintenant notez compose composez finir abord anfang mitte
jetzt wahle merk gefolgt inizio mezzo fine adesso segna componi prima finire meio fim agora anota
inceput mijloc sfarsit acum noteaza formeaza intai midden einde nu kies eerst gevolgd poczatek
srodek koniec koncu teraz wybierz najpierw nastepnie nawalo seredina konec konce snawala naberi
naberite teperj zapiwi nawinaetsa zakanwivaetsa ora
"""
LEADS_ON = frozenset(_LEADS_ON_TEXT.split())
"""Words between the pieces of a number that is split over a sentence."""

_JOINING_TEXT = """
with con avec mit com met and the und les des los las por par von auf for you are per cea dei une
una uno ein
"""
JOINING = frozenset(_JOINING_TEXT.split())
"""Words beside the pieces that count and name nothing."""

AREAS = frozenset(
    {"lada", "ddd", "vorwahl", "prefijo", "prefisso", "indicatif", "indicativo", "prefixo"}
)
"""Words before an area code that needs no 0."""

FAR = 60
"""Characters between two such pieces."""

NEAR = 30
"""Characters between two of which nothing leads on to the other."""

SPLIT_CONFIDENCE = 0.6
