"""Number words side by side."""

import pytest

from tests.extract.slow.digits import digit_runs
from tests.extract.slow.reading import read_text


def digits(text: str) -> list[str]:
    return [group.digits for run in digit_runs(read_text(text)) for group in run]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("fifty five", ["55"]),
        ("fifty-five", ["55"]),
        ("fifty - five", ["50", "5"]),
        ("trente-neuf dix-sept dix neuf", ["39", "17", "19"]),
        ("quatre-vingt-dix-neuf soixante-dix-sept", ["99", "77"]),
        ("vingt-et-un", ["21"]),
        ("vierundzwanzig zwanzig vier", ["24", "20", "4"]),
        ("acht und zwanzig", ["28"]),
        ("six hundred thirteen", ["613"]),
        ("douăzeci și trei", ["23"]),
    ],
)
def test_words_are_added_up_as_they_are_said(text: str, groups: list[str]) -> None:
    assert digits(text) == groups


def test_a_unit_after_hundreds_keeps_both_readings() -> None:
    first = next(digit_runs(read_text("six hundred two five hundred")))[0]

    assert {first.digits, first.other} == {"602", "6002"}


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("sette sei", [True, True]),
        ("otto due", [True, True]),
        ("seven to", [True, False]),
        ("sei for", [False, False]),
        ("opt nouă trei", [True, True, True]),
    ],
)
def test_a_common_word_is_a_digit_only_beside_one_of_its_language(
    text: str, sure: list[bool]
) -> None:
    run = next(digit_runs(read_text(text)))

    assert [group.sure for group in run] == sure
