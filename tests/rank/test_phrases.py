"""Words that indicators look for: whole words, exact places, no as no."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.errors import BadInput
from lamplight.rank.phrases import Found, Phrases, first_words, fold
from tests.rank.networks import INDICATORS, an_ad, lead_of

STYLED = "".join(map(chr, (*range(0x30, 0x250), *range(0xFF10, 0xFF5F), 0x1D41A)))
BY_NAME = {one.name: one for one in INDICATORS}


def found(name: str, text: str) -> list[str]:
    """What an indicator's patterns mark in the text, as it was written."""
    one = BY_NAME[name]
    phrases = Phrases.compile((0, expression, one.negatable) for _, expression in one.patterns)
    return [text[mark.start : mark.end] for mark in phrases.find(fold(text))]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("trust_language", "100% REAL pictures"),
        ("trust_language", "ｒｅａｌ photos, 𝐥𝐞𝐠𝐢𝐭"),
        ("trust_language", "sin engaños, trato profesional"),
        ("movement_language", "New in town"),
        ("movement_language", "last days in Milwaukee"),
        ("movement_language", "visiting Springfield for a few days"),
        ("movement_language", "recién llegada, por pocos días"),
        ("youth_language", "just turned 18"),
        ("youth_language", "una jovencita muy dulce"),
        ("minor_language", "she is only sixteen"),
        ("minor_language", "soy menor de edad"),
        ("minor_language", "i'm 17"),
        ("several_people_in_one_ad", "two lovely girls"),
        ("client_screening", "no blocked calls"),
        ("independent_language", "independent, no agency"),
    ],
)
def test_a_phrase_is_found_in_any_writing(name: str, text: str) -> None:
    assert found(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("trust_language", "not legit"),
        ("trust_language", "this isn`t legit"),
        ("trust_language", "this isn´t legit, señor"),
        ("trust_language", "professional gentlemen only"),
        ("trust_language", "unreal, distrusted"),
        ("movement_language", "just arrived from far away"),
        ("movement_language", "newtown, leavings"),
        ("movement_language", "recién llegada de lejos"),
        ("youth_language", "nineteen girls canteen young"),
        ("youth_language", "not innocent"),
        ("minor_language", "no underage callers"),
        ("minor_language", "nobody under 17 years old"),
        ("minor_language", "i am 15 minutes from the station"),
        ("minor_language", "17 años de experiencia"),
        ("minor_language", "117 years old, 5 16 17"),
        ("several_people_in_one_ad", "my friends and family"),
    ],
)
def test_what_only_looks_like_a_phrase_is_not_found(name: str, text: str) -> None:
    assert found(name, text) == []


def test_a_span_covers_the_words_as_they_were_written() -> None:
    assert found("trust_language", "😀 é: Réal  PICTURES? Real pictures!") == ["Real pictures"]


def test_evidence_points_at_the_words_in_title_and_body() -> None:
    ads = (
        an_ad(1, "a calm place. Fotos reales.", title="😀 Real Pictures"),
        an_ad(2, "x fotos reales"),
    )

    (reason,) = (one for one in lead_of(*ads).reasons if one.kind == "words")

    marked = [
        (mark.ad_id, getattr(ads[int(mark.ad_id) - 1], mark.field or "")[mark.start : mark.end])
        for mark in reason.evidence
    ]
    assert marked == [("0001", "Real Pictures"), ("0002", "fotos reales")]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_folding_keeps_the_length_and_is_final(text: str) -> None:
    once = fold(text)

    assert len(once) == len(text)
    assert fold(once) == once


@given(st.text(STYLED))
def test_folding_is_what_unicode_says_of_each_letter(text: str) -> None:
    letters = [letter if letter not in "`´" else "'" for letter in text]
    plain = [unicodedata.normalize("NFKD", letter)[0].lower() for letter in letters]

    slow = [one if len(one) == 1 else letter for letter, one in zip(letters, plain, strict=True)]

    assert fold(text) == "".join(slow)


def test_a_pattern_must_begin_with_a_word() -> None:
    assert first_words("x", "(new|ads?) here") == ("new", "ads", "ad")
    for expression in (r"\w+ here", "(?:a b) c", "(a b|c) d", "a* b", ".*"):
        with pytest.raises(BadInput, match="must begin with a word"):
            first_words("x", expression)
    with pytest.raises(BadInput, match="no regular expression"):
        first_words("x", "word (")


def test_without_phrases_nothing_is_found() -> None:
    assert Phrases.compile(()).find("new in town") == []


EXPRESSIONS = ("new in town", "(new|just) here", "in (?:a|the) town", "towns?", "here")
WORDS = ("new", "in", "a", "town", "towns", "here", "just", ",", "ñ", "_", "²", "٣", "\U0001f600")


@given(st.lists(st.sampled_from(WORDS), max_size=9), st.sampled_from(("", " ")))
def test_the_index_finds_what_trying_every_pattern_at_every_word_finds(
    words: list[str], between: str
) -> None:
    text = between.join(words)
    phrases = Phrases.compile((at, one, False) for at, one in enumerate(EXPRESSIONS))

    slow = {
        Found(at, match.start(), match.end())
        for at, one in enumerate(EXPRESSIONS)
        for match in re.finditer(f"(?<!\\w)(?:{one})(?!\\w)", text)
    }

    assert set(phrases.find(text)) == slow


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)))
def test_only_texts_that_hold_the_head_of_a_phrase_are_looked_through(texts: list[str]) -> None:
    phrases = Phrases.compile((at, one, False) for at, one in enumerate(EXPRESSIONS))

    slow = [(at, fold(text)) for at, text in enumerate(texts) if phrases.heads.find(fold(text))]

    assert phrases.among(texts) == slow
