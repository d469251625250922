"""Names that a sentence leads to, wherever it says the platform; each line stands for many."""

import pytest
from hypothesis import example, given, settings

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in
from tests.extract.twins import natively, rows_of, slowly

KINDS = ("email", "wallet", "handle", "url")
CONTACTS = {"phone", "email", "handle", "url"}
PIECES = (
    "carlawave|devvray|rose_vip|bec.threads|kim77|always|nightly|marvellous|fun|X|insta|Snap"
    "|Telegram"
    "|kik|signal| and |/|, |. |! |\n|: | → |'|\"|(|)|@| is |My | name |username |I go by |under "
    "|the name |called |find me as |search |look for |I'm |soy |je suis |bin |sono |как |ник |on "
    "|no "
    "|not |there|you'll find me | both | same as my mail|before the @|rose@mail.example|u/| for "
)


def found_in(text: str, region: str = "US") -> list[str]:
    return [one.value for one in signals_in(text, region, read_places()) if one.kind in CONTACTS]


AROUND = {
    "en": "{} is quickest. Username @.|I keep a {} page for news, the name is @|"
    "You may follow me on {}, where I go by @.|No calls. I do have {} and my name there is @|"
    "Open {} and search for @|Type @ into the search bar on {}.|I am @ there, on {} I mean|"
    "catch me live over on {}, look for @|The name's @, the app's {}|@ is what I'm called on {}.",
    "es": "En {} me encuentras bajo el nombre @|Tengo {}. Mi usuario es @|En {} salgo como @",
    "pt": "No {} procura por @|Tenho {}, o nome é @|No {} apareço como @",
    "fr": "J'ai un compte {} au nom de @|Sur {} tu me trouves, je suis @|Va sur {} et cherche @",
    "de": "Such bei {} nach @|Bei {} läuft es unter @|Ich bin bei {}. Mein Nutzername: @",
    "it": "Su {} lo trovi sotto @|Ho {}, il nome utente è @|Apri {} e cerca @",
    "ro": "Pe {} mă găsești sub numele @|Am și {}. Numele meu: @",
    "ru": "Пишите в {}, мой ник @|Есть {}. Логин @",
}
"""Language -> sentences, {} for the platform, @ for the name."""

WORDS = (
    "{} is quickest. Username @.|You may follow me on {}, where I go by @."
    "|Type @ into the search bar on {}."
    "|En {} salgo como @|No {} procura por @|Va sur {} et cherche @|Bei {} läuft es unter @"
    "|Su {} lo trovi sotto @|Find me on {} as @"
)

ONE_NAME = (
    "Snap et {} identiques → @|Snap und {} gleich, @|Snap e {} uguali: @|Snap y {} igual: @"
    "|Snap or {}, both @|Snap / {} — all @|snap n {} are the same: @|снап и {} одинаковые: @"
    "|Snap and {} are both the same name, @"
)

EVERYWHERE = (
    "same name everywhere: @|the same handle on all apps: @|el mismo nombre en todas las redes: @"
    "|mesmo nome em todas as redes @|même pseudo partout : @|überall gleicher Name: @"
    "|stesso nome ovunque: @|același nume peste tot: @"
)

PLATFORMS = {"Instagram": "instagram", "Snap": "snapchat", "Telegram": "telegram", "X": "twitter"}


@pytest.mark.parametrize("name", ["carla_wave", "carlawave77", "carla.wv"])
@pytest.mark.parametrize("word", ["Instagram", "Snap", "Telegram"])
@pytest.mark.parametrize("way", [way for ways in AROUND.values() for way in ways.split("|")])
def test_a_name_is_read_whose_platform_stands_elsewhere(way: str, word: str, name: str) -> None:
    text = way.format(word).replace("@", name)

    found = signals_in(text, "US", read_places())

    assert [(one.value, text[one.start : one.end]) for one in found] == [
        (f"{PLATFORMS[word]}:{name}", name)
    ]


@pytest.mark.parametrize("way", WORDS.split("|"))
def test_so_is_one_that_might_be_a_word(way: str) -> None:
    assert found_in(way.format("Telegram").replace("@", "devvray")) == ["telegram:devvray"]


@pytest.mark.parametrize("word", ["Insta", "Telegram", "X"])
@pytest.mark.parametrize(
    "way", ["Find @ on {}.", "@ is on {}!", "I am @ on {}, dear", "On {} I'm @"]
)
def test_a_platform_may_end_the_sentence(way: str, word: str) -> None:
    platform = {"Insta": "instagram", "Telegram": "telegram", "X": "twitter"}[word]

    assert found_in(way.format(word).replace("@", "carla_wave")) == [f"{platform}:carla_wave"]


@pytest.mark.parametrize("way", ONE_NAME.split("|"))
@pytest.mark.parametrize("name", ["carla_wave", "devvray"])
def test_platforms_may_be_said_to_have_one_name(way: str, name: str) -> None:
    found = found_in(way.format("Insta").replace("@", name))

    assert sorted(found) == [f"instagram:{name}", f"snapchat:{name}"]


@pytest.mark.parametrize(
    "way",
    [
        "{}: same as my snap, @",
        "Mi {} es el mismo que mi snap, @",
        "mein {} ist gleich wie mein snap: @",
    ],
)
def test_a_platform_may_be_said_to_have_the_name_of_another(way: str) -> None:
    found = found_in(way.format("insta").replace("@", "carla_wave"))

    assert sorted(found) == ["instagram:carla_wave", "snapchat:carla_wave"]


def test_each_of_two_platforms_may_stand_behind_its_name() -> None:
    found = found_in("@ is carlawave on insta and carla_wave on snap")

    assert found == ["instagram:carlawave", "snapchat:carla_wave"]


@pytest.mark.parametrize("way", EVERYWHERE.split("|"))
def test_a_name_may_be_the_same_everywhere(way: str) -> None:
    assert found_in(way.replace("@", "devvray")) == ["any:devvray"]


MAIL_NAMES = (
    "@, {}: same as before the @ sign|@ ({} is the part before the at)"
    "|@ and {} goes by my mail name"
    "|@ - {} igual que mi correo|@, {} wie vor dem @|@, {} come la mia mail|@, {} comme mon mail"
    "|{} same as the name in my email, which is @|@, my mail name is my {} too"
)


@pytest.mark.parametrize("word", ["insta", "Telegram", "kik"])
@pytest.mark.parametrize("way", MAIL_NAMES.split("|"))
def test_a_name_may_be_that_of_an_address(way: str, word: str) -> None:
    platform = {"insta": "instagram"}.get(word, word.lower())
    text = way.replace("@", "carla.wave@mail.example", 1) if way[0] == "@" else way
    text = text.replace("is @", "is carla.wave@mail.example").format(word)

    found = signals_in(text, "US", read_places())

    assert {one.value for one in found} == {"carla.wave@mail.example", f"{platform}:carla.wave"}
    assert {text[one.start : one.end] for one in found if one.kind == "handle"} == {"carla.wave"}


@pytest.mark.parametrize("provider", ["gmail", "hotmail", "icloud"])
@pytest.mark.parametrize(
    "way",
    [
        "carla dot wave at {}",
        "my {} name is carla.wave",
        "{} address: carla.wave",
        "my {} user is carla.wave",
    ],
)
def test_a_providers_ending_goes_without_saying(way: str, provider: str) -> None:
    assert found_in(way.format(provider)) == [f"carla.wave@{provider}.com"]


@pytest.mark.parametrize(
    "text",
    [
        "I'm on mail.example, my name there is carlawave",
        "Mail: mail.example, user carlawave",
        "My mail name is carlawave. Put it at mail.example",
        "carlawave (then the at sign) mail (then a dot) example",
        "mail: carlawave (a) mail (d) example",
    ],
)
def test_an_address_may_be_told_in_pieces(text: str) -> None:
    assert found_in(text) == ["carlawave@mail.example"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("write i v y _ v a l e 8 2 @ mail . example", "ivy_vale82@mail.example"),
        ("w w w . i v y v a l e . e x a m p l e / b o o k", "ivyvale.example/book"),
        ("insta name carla wave with an underscore in the middle", "instagram:carla_wave"),
        ("check stories of devray.story on IG before booking", "instagram:devray.story"),
        ("'devvray' is the name of my insta", "instagram:devvray"),
    ],
)
def test_what_is_written_apart_or_goes_on_is_read_whole(text: str, value: str) -> None:
    assert found_in(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Find me on Telegram. My username is private.",
        "On Telegram I am sleepless, on Snap I'm marvellous.",
        "No Telegram. My name is Carlotta, not a username.",
        "rose@mail.example, I love Telegram and my cat",
        "Search Instagram whenever, I go by many names",
        "my Snap is no more, look for sunshine",
        "same price everywhere, same name anyway",
        "x marks the spot on X, darling",
    ],
)
def test_a_sentence_about_platforms_leads_to_none(text: str) -> None:
    assert [value for value in found_in(text) if "@" not in value] == []


@settings(max_examples=300)
@given(rows_of(PIECES))
@example("Snap is quickest. Username devvray.")
@example("rose@mail.example, Telegram same as my mail")
@example("Telegram 'carlawave' and X/insta both bec.threads")
def test_native_and_twin_agree_on_what_is_told(text: str) -> None:
    assert natively(text, None, KINDS) == slowly(text, None, KINDS)
