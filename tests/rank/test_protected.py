"""No protected attribute moves a score, in either direction, alone or in a phrase."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight.model import Lead
from lamplight.rank.facts import NONE
from lamplight.rank.phrases import fold
from lamplight.rank.protected import WORDS, protected_matches, same_words
from tests.rank.networks import INDICATORS, a_signal, an_ad, lead_of

# Chosen apart from the program's own list: the guard must not depend on a word being on it.
GROUPS = (
    *("Thai", "Sri Lankan", "Kurdish", "Uzbek", "Latina", "Black", "White", "Asian", "Romanian"),
    *("Nigerian", "Inuit", "Māori", "Colombian", "Puerto Rican", "Roma", "mixed race", "Eurasian"),
    *("Muslim", "Catholic", "Jewish", "Zoroastrian", "Quaker", "Hindu", "atheist"),
    *("straight", "bisexual", "pansexual", "lesbian", "trans", "nonbinary", "intersex", "cis"),
    *("blonde", "dark haired", "fair skinned", "olive skin", "redhead", "tanned", "freckled"),
    *("deaf", "wheelchair using", "autistic", "one-armed"),
    *("refugee", "undocumented", "asylum seeking", "migrant", "newly naturalised"),
    *("brasileña", "чешская", "日本人", "rubia", "morena", "musulmana"),
)
# Each says more than the group: what differs in an unlisted word alone counts as two texts.
PHRASES = (
    "{} and calm",
    "{} lady",
    "no {}",
    "No {} callers, please",
    "not {}",
    "only {} men",
    "I am {} and proud",
    "I speak {} and English",
    "100% {}",
    "born in a {} town",
    "my {} friend says hello",
    "soy {}",
    "no atiendo {}",
)
NAMES = ("Anna", "Ñusta", "José", "Łucja", "Nguyễn", "Zoë", "Aïcha", "Øyvind", "李", "Fátima")
SENTENCES = (
    "Real pictures",
    "new in town",
    "just turned 18",
    "two friends wait for you",
    "trusted and reliable",
    "quiet street with parking",
    "leaving soon",
    "no agency",
    "fotos reales",
)


@st.composite
def texts(draw: st.DrawFn) -> list[list[str]]:
    """Ads as lists of sentences; "{}" stands where a group is named."""
    sentence = st.sampled_from(SENTENCES) | st.sampled_from(PHRASES)
    return draw(st.lists(st.lists(sentence, min_size=1, max_size=6), min_size=1, max_size=4))


def lead(ads: list[list[str]], group: str) -> Lead:
    hidden = a_signal(obfuscation=0.6)
    return lead_of(
        *(
            an_ad(number, ". ".join(ad).replace("{}", group), signals=(hidden,))
            for number, ad in enumerate(ads)
        )
    )


def weights(lead: Lead) -> list[tuple[str, float]]:
    return sorted((reason.kind, reason.bits) for reason in lead.reasons if reason.bits)


@settings(max_examples=150, deadline=None)
@given(texts(), st.sampled_from(GROUPS), st.sampled_from(GROUPS))
def test_another_group_gives_the_same_score(ads: list[list[str]], one: str, other: str) -> None:
    assert weights(lead(ads, one)) == weights(lead(ads, other))


@settings(max_examples=150, deadline=None)
@given(texts(), st.sampled_from(PHRASES), st.sampled_from(GROUPS), st.integers(0, 6))
def test_naming_a_group_anywhere_gives_the_same_score(
    ads: list[list[str]], phrase: str, group: str, place: int
) -> None:
    named = [[*ad[:place], phrase.replace("{}", group), *ad[place:]] for ad in ads]

    assert weights(lead(ads, "calm")) == weights(lead(named, "calm"))


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_a_name_of_another_origin_gives_the_same_score(one: str, other: str) -> None:
    ads = [["ask for {}", "real pictures"], ["{} is here, new in town"]]

    assert weights(lead(ads, one)) == weights(lead(ads, other))


@pytest.mark.parametrize("word", sorted(WORDS))
def test_no_indicator_fires_on_a_protected_word_or_its_denial(word: str) -> None:
    alone, denied = lead([[word]], ""), lead([[f"no {word}, {word}"]], "")

    assert not {reason.kind for reason in alone.reasons + denied.reasons} & {"words", "people"}


def test_no_pattern_names_a_protected_word() -> None:
    named = {
        (one.name, word)
        for one in INDICATORS
        for _, expression in one.patterns
        if (word := protected_matches(expression))
    }

    assert not named


def words_of(text: str) -> str:
    """The slow twin: an expression finds the words that count."""
    found = re.findall(r"[^\W\d_]+|(?<!\w)(?:1\d|2[0-5])(?!\w)", fold(text))
    return " ".join(word for word in found if word not in WORDS)


def test_texts_that_differ_in_a_protected_word_count_as_one() -> None:
    texts = ["Thai lady, 31", "Řomani  LADY 31", "lady", "Thai lady, 24", "Thai 31", ""]

    lady, *found = same_words(texts).tolist()

    assert found == [lady, lady, found[2], NONE, NONE]
    assert found[2] not in (lady, NONE)


PIECES = (*("thai", "lady", "ladyé", "roma", "12", "1٣", "25", "26", "a", "_", "²", "É"), *" .-1")
some_text = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


@given(st.lists(st.tuples(some_text, some_text), min_size=1))
def test_texts_are_told_apart_by_the_words_that_an_expression_finds(
    texts: list[tuple[str, str]],
) -> None:
    number_of: dict[str, int] = {}
    slow = [
        number_of.setdefault(words, len(number_of)) if words else NONE
        for words in (words_of("\n".join(columns)) for columns in texts)
    ]

    fast = same_words(*zip(*texts, strict=True)).tolist()
    assert [NONE if it == NONE else fast.index(it) for it in fast] == [
        NONE if it == NONE else slow.index(it) for it in slow
    ]
