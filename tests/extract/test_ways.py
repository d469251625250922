"""Families of ways to write, and of what looks like them: each line stands for many."""

import pytest

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in

KINDS = {"phone", "email", "handle", "url"}
LOOK_ALIKES = [
    ("US", "up to B2. five six seven eight, and one two three four"),
    ("US", "one two three, four five six, seven eight nine, and four five six"),
    ("US", "A+ 98/100 2024 and 2025"),
    ("US", "snap peas and insta-pot recipes"),
    ("US", "Snapchat not available, Telegram neither"),
    ("ES", "sin Telegram: llamada normal"),
    ("DE", "ohne Instagram: melde dich"),
    ("FR", "pas de Snapchat: sonnez"),
    ("RO", "fără Instagram - Vârsta 33"),
    ("IT", "Telegram - Altezza 170"),
    ("US", "claim 0055501 447 12"),
    ("DE", "Akte 0171 5550 1234"),
    ("US", "250 (incall) 300 (outcall) 1500 (night)"),
    ("GB", "00447 11, 00447 20"),
]


@pytest.mark.parametrize(("region", "text"), LOOK_ALIKES)
def test_is_not_taken_for_a_signal(region: str, text: str) -> None:
    found = signals_in(text, region, read_places())

    assert [one.value for one in found if one.kind in KINDS] == []


READ = [
    ("US", "two one two five six seven one two three four", "+12125671234"),
    ("GB", "WhatsApp+447911123456", "+447911123456"),
    ("AU", "overseas 0011 44 20 7946 0288", "+442079460288"),
    ("US", "siks foar siks fyv fyv fyv zeero wun tu ait", "+16465550128"),
    ("US", "480 % 555 % 0190", "+14805550190"),
    ("US", "408 (south bay) 555 (yes, really) 0183", "+14085550183"),
    ("US", "305 you know the area 555 and 0108 to finish", "+13055550108"),
    ("US", "in sta gram: orchid.hour", "instagram:orchid.hour"),
    ("US", "Tele gram @basil_bay", "telegram:basil_bay"),
    ("US", "innnsta: poppyport", "instagram:poppyport"),
    ("US", "snapchaaaat - poppyport", "snapchat:poppyport"),
    ("US", "instagram (dot) com / saffron.suite", "instagram:saffron.suite"),
    ("MX", "Instagram arroba rosa guion bajo luna", "instagram:rosa_luna"),
    ("IT", "telegram chiocciola rosa trattino basso luna", "telegram:rosa_luna"),
    ("RO", "insta mara liniuta jos iasi", "instagram:mara_iasi"),
    ("US", "lou att kettle dott example", "lou@kettle.example"),
    ("US", "ada aat kettle d0t example", "ada@kettle.example"),
    ("US", "vera.m at kettle.example", "vera.m@kettle.example"),
    ("US", "meet me at kettle.example", "kettle.example"),
    ("MX", "carmen a roba buzon punto example", "carmen@buzon.example"),
    ("US", "page: meadow dot example forward slash rates", "meadow.example/rates"),
    ("US", "ig - rosyposy", "instagram:rosyposy"),
]


@pytest.mark.parametrize(("region", "text", "value"), READ)
def test_is_read(region: str, text: str, value: str) -> None:
    found = signals_in(text, region, read_places())

    assert [one.value for one in found if one.kind in KINDS] == [value]
