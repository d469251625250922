import re

import pytest

from lamplight.collect.mapping import NAMES, Guess, field_named, guess, parse_mapping
from lamplight.errors import BadInput


def test_pairs_become_a_mapping() -> None:
    assert parse_mapping(["body=text", " posted_at = a=b "]) == {"body": "text", "posted_at": "a=b"}
    assert parse_mapping([]) == {}


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        (["body"], "--map 'body' is not FIELD=COLUMN"),
        (["=text"], "--map '=text' is not FIELD=COLUMN"),
        (["body="], "--map 'body=' is not FIELD=COLUMN"),
        (["text=body"], "'text' is no field; known are id, source"),
        (["body=a", "body=b"], "--map names 'body' twice: 'a' and 'b'"),
    ],
)
def test_a_pair_that_makes_no_sense_is_named(pairs: list[str], words: str) -> None:
    with pytest.raises(BadInput, match=re.escape(words)):
        parse_mapping(pairs)


@pytest.mark.parametrize(
    ("column", "field"),
    [
        *(("Post Date", "posted_at"), ("postDate", "posted_at"), ("POST-DATE", "posted_at")),
        *(("Ad Text", "body"), ("telephone", "phones"), ("Location", "city"), ("lng", "lon")),
        *(("Ad Heading", "title"), ("Ad No", "id"), ("Ad No.", "id"), ("Years", "age")),
        *(("Phone No.", "phones"), ("Mobile", "phones"), ("Town", "city"), ("Posted", "posted_at")),
        *(("Description", "body"), ("Título", "title"), ("Texto", "body"), ("Teléfono", "phones")),
        *(("Ciudad", "city"), ("Fecha", "posted_at"), ("Edad", "age"), ("Titre", "title")),
        *(("Texte de l'annonce", "body"), ("Téléphone", "phones"), ("Ville", "city")),
        *(("Âge", "age"), ("Titel", "title"), ("Text", "body"), ("Telefon", "phones")),
        *(("Stadt", "city"), ("Alter", "age"), ("Überschrift", "title"), ("Datum", "posted_at")),
        *(("Ad Age", None), ("Post State", None), ("post", None), ("Number of photos", None)),
        *(("Title", "title"), ("user_id", None), ("notes", None), ("", None), ("日付", None)),
    ],
)
def test_common_names_are_known_in_any_writing(column: str, field: str | None) -> None:
    assert field_named(column) == field


def test_a_guess_is_made_only_where_it_is_clear() -> None:
    columns = ["id", "ad_id", "Text", "town", "Stadt", "when", "Title", "date", "headline"]

    found = guess(columns, {"posted_at": "when"})

    assert found == Guess(
        mapping={"body": "Text", "title": "Title"},
        unclear={"city": ("town", "Stadt")},
        passed={"id": ("ad_id",)},
    )


def test_a_field_that_may_hold_several_is_read_from_all_its_columns() -> None:
    found = guess(["Phone No.", "Mobile", "Handy"], {})

    assert found == Guess({}, {}, {"phones": ("Phone No.", "Mobile", "Handy")})


def test_a_column_mapped_by_hand_is_not_guessed_for_another_field() -> None:
    assert guess(["text"], {"title": "text"}) == Guess({}, {})


def test_no_name_means_two_fields() -> None:
    names = [name for field, others in NAMES.items() for name in (field, *others)]

    assert len(names) == len(set(names))
