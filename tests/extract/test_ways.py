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
    ("US", "ig - rosyposy", "instagram:rosyposy"),
]


@pytest.mark.parametrize(("region", "text", "value"), READ)
def test_is_read(region: str, text: str, value: str) -> None:
    found = signals_in(text, region, read_places())

    assert [one.value for one in found if one.kind in KINDS] == [value]
