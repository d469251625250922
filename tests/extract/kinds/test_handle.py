"""Handles: names beside platforms, however the platform is written."""

import pytest

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in

PLACES = read_places()


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
        "rose_vip on insta",
        "@rose_vip (instagram)",
        "my ig's rose_vip",
        "mein insta heißt rose_vip",
        "инста: rose_vip",
        "insta;rose_vip",
        "on insta I'm @rose_vip",
    ],
)
def test_a_platform_is_known_in_disguise_and_after_the_name(text: str) -> None:
    assert handles(text) == ["instagram:rose_vip"]


def test_several_platforms_share_the_name_before_or_after_them() -> None:
    assert handles("rose_vip on tiktok and insta") == ["instagram:rose_vip", "tiktok:rose_vip"]
    assert handles("ig/snap: rose_vip") == ["instagram:rose_vip", "snapchat:rose_vip"]


def test_a_bare_name_is_read_after_a_short_platform_that_no_sentence_is_about() -> None:
    assert handles("ig rosevip, kik models and tg channel") == ["instagram:rosevip"]


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
    ],
)
def test_a_word_that_is_also_a_platform_names_none(text: str) -> None:
    assert handles(text) == []
