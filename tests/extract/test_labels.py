"""What the words before a number say of it."""

import pytest

from tests.extract.slow.labels import labelled, may_label
from tests.extract.slow.reading import read_text


def spoken_of(text: str) -> str | None:
    """The part of the text that its words speak of, from its first figure on."""
    reading = read_text(text)
    start = next(at for at, char in enumerate(reading.plain) if char.isdigit())
    found = labelled(reading.lower, start) if may_label(reading) else None
    return found and found.group()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("order 114-5550123", "114-5550123"),
        ("Bestellnr. 0171 3920021", "0171 3920021"),
        ("numéro de la commande : 06 12 34 56 78", "06 12 34 56 78"),
        ("объявление № 8 900 123 45 67", "8 900 123 45 67"),
        ("booking #5550123", "5550123"),
        ("lic. MA 12345", "12345"),
        ("room no. 213", "213"),
        ("postID: 5550123", "5550123"),
        ("id 5550123", "5550123"),
        ("ad id 8116 213-555-0123", "8116"),
    ],
)
def test_a_label_speaks_of_the_number_after_it(text: str, number: str) -> None:
    assert spoken_of(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "booking 213-555-0123",
        "my order. 213-555-0123",
        "order by text 213-555-0123",
        "whatsapp id 213-555-0123",
        "Telefonnummer 0171 3920021",
        "order now, 213-555-0123",
        "order\n213-555-0123",
        "número de teléfono 612 345 678",
    ],
)
def test_what_is_said_of_telephones_is_no_label(text: str) -> None:
    assert spoken_of(text) is None
