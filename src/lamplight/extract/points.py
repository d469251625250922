"""How much speaks for a row of digits being a telephone number.

These are the words; native/extract/points.cpp counts: candidate, reading, region -> points;
phone.ENOUGH of them make a number

For it speak: how the digits are grouped, a country code or a trunk prefix, a plan that assigns such
numbers, a word such as "call" before them. Against it: digits left over beside them, letters glued
to them, and what lists look like (extract.lists). Limit: points were set by hand on the development
forms.
"""

import re

_CUES_TEXT = """
call text txt phone ph tel cel cell mobile mob wsp wapp wa sms ring reach contact number num numero
nummer dial hit hmu message messages msg fone telefono telefone telefon llama llamame marca appelle
appeller appellez appelez anruf anrufen ruf chiama chiamami zap liga ligue contacto zvonit zvonite
zvoni piwit piwite piwi nomer suna viber signal imo wechat area digits at me whatsapp watsapp
bel bellen dzwon zadzwon chama ecris ecrivez texte texto escribeme scrivi scrivimi schreib scrie
"""
CUES = frozenset(_CUES_TEXT.split()) | {
    *("whats app", "wats app", "take down", "note down", "write down", "this down", "it down"),
}
"""How a word ends that leads to a number after it, at most three words on; one of three letters or
fewer is a word of its own."""

CUES_IN_ONE_SENTENCE = ("numbers",)
"""Those that don't lead on into the next sentence."""

SIGNS = "☎📞📱📲🤙✆☏"
"""Signs that lead to a number, too."""

IN_PATH = re.compile("/[a-z_-]+/$")
_TOWNS = (
    "CDMX|EDOMEX|MTY|GDL|QRO|SLP|SP|RJ|BH|BSB|POA|SSA|CWB|BCN|VLC|SVQ|LX|BOG|MDE|LDN|MCR|BKK|DXB|KL|MNL"
    "|JHB|CPT|DBN|SPB"
)
ACRONYM = re.compile(
    rf"(?:(?<![A-Z]\s)(?<![A-Za-z])(?!(?:{_TOWNS})[ :.-])[A-Z]{{2,5}})[ :.#-]{{1,2}}$"
)
"""Capitals that say what a number is; towns are written so, too."""
_EVERYDAY_TEXT = """
me at now or hi xo no nr is my to in on so it we us hr hrs pm am ex ext tel cel cell call text txt
ph msg sms wa wsp mob asap only any and the add day late till vip new yo bb hun hey dear ring hit
"""
EVERYDAY = frozenset(_EVERYDAY_TEXT.split())
"""Short words that people glue to a number; other short words in capitals belong to a code."""
