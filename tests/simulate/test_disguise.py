import re
import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.simulate.disguise import DISGUISES, Form, disguised, plain

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
SPANISH = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]
TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
VALUE = {word: str(digit) for words in (ONES, SPANISH) for digit, word in enumerate(words)}
VALUE |= {word: str(10 + number) for number, word in enumerate(TEENS)}
VALUE |= {
    f"{ten}-{one}": f"{tens}{digit}"
    for tens, ten in enumerate(TENS, 2)
    for digit, one in enumerate(ONES)
}
VALUE |= {"o": "0", "l": "1", "s": "5", "then": "", "and": "", "dash": "", "dot": ""}
WORD = re.compile("|".join(sorted(VALUE, key=lambda word: -len(word))))

numbers = st.text("0123456789", min_size=10, max_size=10)


def read_back(text: str) -> str:
    """What a patient reader makes of it: the longest number word first, then digits."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = WORD.sub(lambda found: VALUE[found[0]], text)
    return "".join(str(int(mark)) for mark in text if mark.isdecimal())


@pytest.mark.parametrize("form", dict.fromkeys(DISGUISES))
@given(digits=numbers, seed=st.integers(0, 1000))
def test_a_patient_reader_gets_every_digit_back(form: Form, digits: str, seed: int) -> None:
    assert read_back(form(digits, Random(seed))) == digits


@given(numbers, st.integers(0, 1000))
def test_a_plain_number_has_its_digits_in_a_row_but_for_punctuation(digits: str, seed: int) -> None:
    text = plain(digits, Random(seed))

    assert re.sub(r"\D", "", text) in (digits, f"1{digits}")
    assert not re.search(r"[^\d ().+-]", text)


def test_a_plain_search_misses_disguised_numbers() -> None:
    random = Random(5)

    found = [
        re.search(r"9{3}[ .)-]{0,2}555[ .-]?0123", disguised("9995550123", random))
        for _ in range(500)
    ]

    assert sum(match is not None for match in found) == 0
