import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight.match.hamming import number_by_first
from lamplight.match.text import (
    fold,
    group_shingles,
    group_texts,
    jaccard,
    shingle_texts,
)

plain_words = st.lists(st.sampled_from([f"w{chr(97 + i)}" for i in range(12)]), max_size=30)
plain_texts = st.lists(plain_words.map(" ".join), max_size=12)


def slow_shingles(text: str) -> set[tuple[str, str]]:
    words = re.findall(r"[a-z0-9]+", fold(text))
    return set(pairwise(words)) or {(word, "") for word in words}


def slow_jaccard(left: str, right: str) -> float:
    a, b = slow_shingles(left), slow_shingles(right)
    return len(a & b) / len(a | b) if a | b else 0.0


def slow_groups(texts: Sequence[str], least: float) -> list[int]:
    """Single linkage by comparing every pair."""
    labels = np.arange(len(texts))
    for i in range(len(texts)):
        for j in range(i):
            if slow_jaccard(texts[i], texts[j]) >= least:
                labels[labels == labels[i]] = labels[j]
    return [int(label) for label in number_by_first(labels)]


def story(seed: int, words: int = 60) -> list[str]:
    random = np.random.default_rng(seed)
    return ["".join(random.choice(list("abcdefghij"), 5)) for _ in range(words)]


def edited(words: list[str], seed: int, edits: int) -> str:
    random = np.random.default_rng(seed)
    out = list(words)
    for place in random.choice(len(out), edits, replace=False):
        out[place] = f"edit{place}x{seed}"
    return " ".join(out)


@settings(deadline=None)
@given(plain_texts)
def test_jaccard_equals_the_definition(texts: list[str]) -> None:
    n = len(texts)
    left, right = (np.repeat(np.arange(n), n), np.tile(np.arange(n), n))

    shares = jaccard(shingle_texts(texts), left, right)

    expected = [slow_jaccard(texts[i], texts[j]) for i, j in zip(left, right, strict=True)]
    assert shares.tolist() == pytest.approx(expected)


@settings(deadline=None)
@given(st.integers(0, 2**32), st.floats(0, 1))
def test_groups_of_some_that_are_known_change_nothing(seed: int, share: float) -> None:
    random = np.random.default_rng(seed)
    stories = [story(it) for it in range(3)]
    texts = [edited(stories[it % 3], it, int(random.integers(0, 30))) for it in range(40)]
    known = np.flatnonzero(random.random(len(texts)) < share)
    before = np.full(len(texts), -1)
    before[known] = group_shingles(shingle_texts([texts[it] for it in known]))

    labels = group_shingles(shingle_texts(texts), before=before)

    assert labels.tolist() == group_shingles(shingle_texts(texts)).tolist()


@settings(deadline=None)
@given(plain_texts, st.sampled_from([0.9, 0.95, 1.0]))
def test_groups_of_alike_texts_equal_slow_single_linkage(texts: list[str], least: float) -> None:
    fast = group_shingles(shingle_texts(texts), least)

    slow = slow_groups(texts, least)
    together = {(i, j) for i in range(len(texts)) for j in range(i) if fast[i] == fast[j]}
    slow_together = {(i, j) for i in range(len(texts)) for j in range(i) if slow[i] == slow[j]}
    assert together <= slow_together
    exact = {(i, j) for i, j in slow_together if slow_jaccard(texts[i], texts[j]) == 1}
    assert exact <= together


def test_edited_copies_are_found_and_strangers_are_not() -> None:
    texts = [edited(story(s), 100 * s + e, edits=6) for s in range(40) for e in range(8)]

    labels = group_texts(texts)

    assert labels.tolist() == [s for s in range(40) for _ in range(8)]


@pytest.mark.parametrize("words", [8, 300, 5_000])
def test_short_and_long_texts_with_two_thirds_in_common_are_one_group(words: int) -> None:
    texts = [
        " ".join(edited(story(s, words), s, edits=0).split()[: words * (5 - e) // 5])
        for s in range(10)
        for e in (0, 1)
    ]

    labels = group_texts(texts)

    assert labels.tolist() == [s for s in range(10) for _ in (0, 1)]


def test_the_order_of_texts_does_not_change_the_groups() -> None:
    texts = [edited(story(s), 100 * s + e, edits=18) for s in range(20) for e in range(6)]
    order = np.random.default_rng(1).permutation(len(texts))

    labels = group_texts(texts)
    shuffled = group_texts([texts[i] for i in order])

    assert number_by_first(labels[order]).tolist() == shuffled.tolist()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("call 555 0101 for a visit in town", "call 555 0199 for a visit in town"),
        ("write to rose@mail.example today please", "write to iris@post.example today please"),
        ("see https://one.example/a for more", "see https://two.example/b?c=1 for more"),
        ("find me as @rose_vip on the app tonight", "find me as @iris_vip on the app tonight"),
        ("CALM ROOM NEAR THE PARK", "calm room near the park"),
        ("ｃａｌｍ room near the park", "calm room near the park"),
    ],
)
def test_identifiers_case_and_width_leave_a_text_what_it_was(left: str, right: str) -> None:
    assert jaccard(shingle_texts([left, right]), np.array([0]), np.array([1])) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("🌸 🌸 🍒", "🌹 🌹 ✨"),
        ("安静 房间", "公园 附近"),
        ("тихая комната", "у самого парка"),
        ("call 555 0101", "call 5550 101"),
    ],
)
def test_emoji_scripts_and_digit_positions_tell_texts_apart(left: str, right: str) -> None:
    assert jaccard(shingle_texts([left, right]), np.array([0]), np.array([1])) < 1


def test_texts_without_words_share_nothing() -> None:
    shingles = shingle_texts(["", " . ", "-"])

    assert group_shingles(shingles).tolist() == [0, 1, 2]
    assert jaccard(shingles, np.array([0]), np.array([1])) == 0


def test_lone_surrogates_and_nul_are_read() -> None:
    assert group_texts(["a \ud800 b\x00c", "a \ud800 b\x00c", "else where"]).tolist() == [0, 0, 1]


def test_no_texts_no_groups() -> None:
    assert group_texts([]).tolist() == []
