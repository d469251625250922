"""Words that carry digits."""

import pytest

from tests.extract.slow.numerals import spell


@pytest.mark.parametrize(
    ("word", "digits"),
    [
        ("seven", "7"),
        ("fivefivezero", "550"),
        ("twoonethree", "213"),
        ("2one3", "213"),
        ("f1ve", "5"),
        ("thr33", "3"),
        ("5ive", "5"),
        ("sevenn", "7"),
        ("thirteen", "13"),
        ("einundzwanzig", "21"),
        ("ventuno", "21"),
        ("veintidos", "22"),
        ("s63", "563"),
        ("oi8s", "0185"),
        ("0170", "0170"),
        ("fooour", "4"),
        ("trecentododici", "312"),
        ("sapte", "7"),
        ("treunodue", "312"),
        ("hundertzwanzig", "120"),
        ("o13q", "0139"),
        ("s3i", "531"),
    ],
)
def test_digits_are_read(word: str, digits: str) -> None:
    parts = spell(word)

    assert parts is not None
    assert "".join(part.digits for part in parts) == digits


@pytest.mark.parametrize(
    "word", ["night", "often", "solo", "si", "ils", "tension", "boss", "rose", "x" * 500]
)
def test_ordinary_words_are_left_alone(word: str) -> None:
    assert spell(word) is None


def test_letters_beside_digits_are_left_out() -> None:
    parts = spell("120roses213")

    assert parts is not None
    assert [(part.digits, part.start) for part in parts] == [("120", 0), ("213", 8)]
