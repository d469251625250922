"""Every word of made-up ads is read here; a person went through the list beside this file."""

import re
import unicodedata
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from lamplight.model import Ad
from lamplight.simulate.contacts import FIRST, SECOND
from lamplight.simulate.profile import PROFILES
from lamplight.simulate.world import World, make_world

ALLOWED = frozenset((Path(__file__).parent / "neutral_words.txt").read_text().split())
NICKNAMES = frozenset(first + second for first, second in product(FIRST, SECOND))
NUMBER = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    "|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|[ols]{1,4}"
)
WALLET = re.compile(r"0x[0-9a-f]{40}|bc1[a-z0-9]{39}|\b1[1-9A-HJ-NP-Za-km-z]{25,33}\b")


@cache
def world(profile: str) -> tuple[Ad, ...]:
    return tuple(posting.ad for posting in make_world(World(3000, seed=11, profile=profile)))


def letters(word: str) -> tuple[str, str, str]:
    """What swapping letters inside a word leaves as it is."""
    return word[0], word[-1], "".join(sorted(word))


MISSPELT = frozenset(letters(word) for word in ALLOWED if len(word) >= 6)


@cache
def is_neutral(word: str) -> bool:
    """An allowed word, one with letters swapped inside, a nickname, or a number in words."""
    known = word in ALLOWED or word in NICKNAMES or word in FIRST or word in SECOND
    return known or letters(word) in MISSPELT or bool(re.fullmatch(f"(?:{NUMBER})+", word))


def words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", WALLET.sub(" ", text)).lower()
    return re.findall(r"[^\W\d_]+", plain)


@pytest.mark.parametrize("profile", PROFILES)
def test_every_word_is_a_neutral_one(profile: str) -> None:
    said = {
        word
        for ad in world(profile)
        for text in (ad.title, ad.body, *ad.emails, *ad.handles)
        for word in words(text)
    }

    assert not {word for word in said if not is_neutral(word)}


@pytest.mark.parametrize("profile", PROFILES)
def test_every_age_is_18_or_more(profile: str) -> None:
    stated = re.compile(r"(?:\bage |\bi am )(\d+)|(\d+) (?:years|yrs)", re.IGNORECASE)

    ages = [
        int(found[1] or found[2])
        for ad in world(profile)
        for found in stated.finditer(f"{ad.title}\n{ad.body}")
    ]
    ages += [ad.age for ad in world(profile) if ad.age is not None]

    assert min(ages) >= 18
    assert len(ages) > 100
    assert min(ages) < 23


@pytest.mark.parametrize("profile", PROFILES)
def test_nothing_is_left_open_in_a_text(profile: str) -> None:
    for ad in world(profile):
        assert not re.search(r"[\x00-\x08{}]|%s", f"{ad.title}{ad.body}"), ad.body


@pytest.mark.parametrize("profile", PROFILES)
def test_every_address_is_at_a_domain_that_cannot_exist(profile: str) -> None:
    hosts = re.compile(r"(?:https?://|[\w.]@)([\w.-]+)")

    found = {
        host
        for ad in world(profile)
        for text in (ad.body, ad.url or "", *ad.emails)
        for host in hosts.findall(text)
    }

    assert len(found) > 10
    assert not {host for host in found if not host.rstrip(".").endswith(".example")}


def test_most_ads_are_reposts_of_a_text_that_was_posted_before() -> None:
    ads = world("easy")

    assert len({ad.body for ad in ads}) < 0.35 * len(ads)
