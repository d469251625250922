"""Handles: names beside platforms, however the platform is written."""

import pytest
from hypothesis import example, given, settings

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in
from tests.extract.twins import natively, rows_of, slowly

PLACES = read_places()
KINDS = ("email", "wallet", "handle", "url")
"""Those that read before and with it."""

PIECES = (
    "rose|rose_vip|lily64|rosevip|five5|x|a.b|a-b|123|213-555|1h|24hrs|available|me|_|-|.|,| |  "
    "|\n|: |:|=|>|(|)|[|~|/|#|@|@ |$|'s |;| is | my | name | handle | id | at | on | on my "
    "| in the | auf | via |u/|/u/|insta|instagram|insta-gram|insta gram|ig|i.g|x.com|snap|sc|tt"
    "|tele|tg|tik tok|kik|fb|only-fans|we-chat|line|line-id|line id|signal|threads|of|session"
    "|session-id|qq|wickr| and | or |and|or|&|+|, | underscore | dot |\nunderscore |1nsta"
    "|i n s t a|i_n_s_t_a|in$ta|sn4p|k i k|0nlyfans|wh@tsapp|ｉｎｓｔａ|инста|снап|тг|два|👻|👻 "
    "|👻@|🌹|t.me/|t.me|instagram.com/|www.|m.|https://|x.com/|tg://resolve?domain="
    "|snapchat://add/|m.me/|ig.me/m/|venmo.com/u/|fb.me/|p/|explore|é|€"
    "|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|n g s|📸|✈|...|'|\"|I am | is my | bin ich | come | under "
    "| guion bajo | _ | (dot) |k a t e|k-a-t-e|x:|x: |f.b.|instagrm|telegramul| or |rosalind"
    "|i g|i-g|t gram|. Username | the name is | go by | find me as | same name everywhere: "
    "|carlawave"
    "|devvray|bec.threads| there|. On X, |X/| both | all | y | same as my mail|rose@mail.example, "
    "| before the @|search | you'll find me under |u/lily|always|nightly"
)


def handles(text: str) -> list[str]:
    return [it.value for it in signals_in(text, "US", PLACES) if it.kind == "handle"]


@pytest.mark.parametrize(
    "text",
    [
        "1nsta: rose_vip",
        "in$ta rose_vip",
        "inst@gram: rose_vip",
        "i n s t a : rose_vip",
        "I.N.S.T.A - rose_vip",
        "I G : rose_vip",
        "i-g: rose_vip",
        "rose_vip on insta",
        "@rose_vip (instagram)",
        "my ig's rose_vip",
        "mein insta heißt rose_vip",
        "инста: rose_vip",
        "insta;rose_vip",
        "on insta I'm @rose_vip",
        "isntagram rose_vip",
        "auf Instagram bin ich rose_vip",
        "mi trovi su insta come rose_vip",
        "Instagramul meu: rose_vip",
        "в инстаграме rose_vip",
        "(insta) rose_vip",
        "rose_vip is my insta",
        "rose_vip / insta",
        "insta, @rose_vip",
        "insta: rose underscore vip",
        "insta rose guión bajo vip",
        "insta: r o s e _ v i p",
        "\N{CAMERA} @rose_vip",
        "https://es-es.instagram.com/rose_vip",
    ],
)
def test_a_platform_is_known_in_disguise_and_after_the_name(text: str) -> None:
    assert handles(text) == ["instagram:rose_vip"]


def test_several_platforms_share_the_name_before_or_after_them() -> None:
    assert handles("rose_vip on tiktok and insta") == ["instagram:rose_vip", "tiktok:rose_vip"]
    assert handles("ig/snap: rose_vip") == ["instagram:rose_vip", "snapchat:rose_vip"]


def test_a_bare_name_is_read_after_a_short_platform_that_no_sentence_is_about() -> None:
    assert handles("ig rosevip, kik models and tg channel") == ["instagram:rosevip"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Snap kimmyk or text", "snapchat:kimmyk"),
        ("I am lilyoflake on Snapchat, same face", "snapchat:lilyoflake"),
        ("\N{GHOST} jadejadejade, hi", "snapchat:jadejadejade"),
        ("微信 rose_vip", "wechat:rose_vip"),
        ("\N{AIRPLANE}\ufe0f @rose_vip", "telegram:rose_vip"),
        ("facebook.com/profile.php?id=1000123456", "facebook:1000123456"),
    ],
)
def test_a_word_that_nothing_else_is_said_of_is_a_name(text: str, value: str) -> None:
    assert handles(text) == [value]


def test_a_ghost_stands_for_its_platform() -> None:
    assert handles("\N{GHOST} rose_vip and \N{ROSE} lily_vip") == ["snapchat:rose_vip"]


def test_a_name_that_is_no_word_is_read_after_a_platform_that_is_one() -> None:
    assert handles("signal rose_vip, threads lily64") == ["signal:rose_vip", "threads:lily64"]


def test_names_in_a_list_belong_to_the_platform_before_them() -> None:
    text = "insta - rose_1 - snap - lily_2, on of: rose_3"

    assert handles(text) == ["instagram:rose_1", "snapchat:lily_2", "onlyfans:rose_3"]


@pytest.mark.parametrize(
    "text",
    [
        "signal: strong and clear",
        "line: the best",
        "session rates: half",
        "session 1h30",
        "213-555-0123 on telegram",
        "24hrs on snap",
        "five5 on insta",
        "after 5 nap time",
        "my snap is private",
        "I am always on telegram",
        "auf Telegram bin ich selten",
        "\N{CAMERA} 24yo, real photos",
        "text tw0onethr33",
    ],
)
def test_a_word_that_is_also_a_platform_names_none(text: str) -> None:
    assert handles(text) == []


@settings(max_examples=300)
@given(rows_of(PIECES))
@example("👻 rose 👻 rose_vip 👻@lily")
@example("1nsta: rose_vip, lily64 on my ig @rose")
@example("t.me/rose_vip/x.com/explore")
@example("line underscore rose is my insta")
@example("rose_vip@insta")
@example("lily64/ both tg")
@example("@lily64sn4p  instagrm")
@example("carlawave_\N{ROSE} handle session-id")
@example(" both insta guion bajo -insta")
def test_native_and_twin_agree_on_what_names_are_made_of(text: str) -> None:
    assert natively(text, None, KINDS) == slowly(text, None, KINDS)
