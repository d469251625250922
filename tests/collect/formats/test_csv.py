import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.collect.read import read_ads
from lamplight.collect.record import LIMIT_BYTES
from lamplight.model import Ad, SetAside

CELLS = st.text(st.sampled_from("ab é\"',;|\t\n\r1"), max_size=8)


def items_of(path: Path, data: bytes) -> list[Ad | SetAside]:
    path.write_bytes(data)
    return list(read_ads(path, {}))


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_cells_come_back_as_the_standard_library_wrote_them(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[tuple[str, str]], delimiter: str
) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    rows = [(str(number), f"t{title}", f"b{body}") for number, (title, body) in enumerate(bodies)]
    writer.writerows([("id", "title", "body"), *rows])
    path = tmp_path_factory.getbasetemp() / "any.csv"

    items = items_of(path, file.getvalue().encode())

    assert [(ad.id, ad.title, ad.body) for ad in items if isinstance(ad, Ad)] == rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_encoding_are_found(tmp_path: Path, delimiter: str, codec: str) -> None:
    rows = [["id", "title", "body"], ["1", "café", "a, b; c"], ["2", "", "d"]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)

    items = items_of(tmp_path / "x.csv", text.encode(codec))

    assert items == [Ad("x", "1", "café", "a, b; c"), Ad("x", "2", "", "d")]


def test_line_numbers_stay_right_after_cells_of_several_lines(tmp_path: Path) -> None:
    text = 'id,body\n1,"a\nb\nc"\n2,\n3,x,y\n'

    _, blank, wide = items_of(tmp_path / "x.csv", text.encode())

    assert isinstance(blank, SetAside)
    assert isinstance(wide, SetAside)
    assert (blank.line, blank.reason) == (5, "neither title nor body holds text")
    assert (wide.line, wide.reason) == (6, "the record has 3 cells; the header has 2")


def test_a_quote_never_closed_costs_its_line_alone(tmp_path: Path) -> None:
    text = 'id,body\n1,one\n2,"two\n3,three\n4,four\n'

    first, fault, third, fourth = items_of(tmp_path / "x.csv", text.encode())

    assert [item.id for item in (first, third, fourth) if isinstance(item, Ad)] == ["1", "3", "4"]
    assert isinstance(fault, SetAside)
    assert (fault.line, fault.reason) == (3, "a quote is opened and never closed")


def test_a_quote_that_closes_at_anothers_costs_its_line_alone(tmp_path: Path) -> None:
    text = 'id,body,town\n1,one,a\n2,"two,b\n3,three,c\n4,"four",d\n5,five,e\n'

    items = items_of(tmp_path / "x.csv", text.encode())

    assert [item.id for item in items if isinstance(item, Ad)] == ["1", "3", "4", "5"]
    (fault,) = (item for item in items if isinstance(item, SetAside))
    assert (fault.line, fault.reason) == (
        3,
        "a quote is opened and closes only 2 lines further down; those are read by themselves",
    )


def test_a_line_too_wide_between_hides_no_others(tmp_path: Path) -> None:
    text = 'id;body;town\n1;"two;b\n2;three;c;more\n3;four;d\n4;call "five";e\n5;six;f\n'

    items = items_of(tmp_path / "x.csv", text.encode())

    assert [item.id for item in items if isinstance(item, Ad)] == ["3", "4", "5"]
    assert [item.line for item in items if isinstance(item, SetAside)] == [2, 3]


def test_where_only_some_lines_are_records_all_that_the_quote_took_is_set_aside(
    tmp_path: Path,
) -> None:
    text = 'id,body,town\n1,"two,b\nwords\n3,four,d\nmore "words", e\n5,six,f\n'

    fault, ad = items_of(tmp_path / "x.csv", text.encode())

    assert isinstance(ad, Ad)
    assert isinstance(fault, SetAside)
    assert (fault.line, fault.reason) == (
        2,
        "a quote is opened and closes only 3 lines further down; all that is no CSV",
    )


def test_a_text_of_several_lines_may_go_on_behind_its_quote(tmp_path: Path) -> None:
    text = 'id,body,city\n1,"one\nsecond line\nthe third" and more,Leeds\n2,two,York\n'

    first, second = items_of(tmp_path / "x.csv", text.encode())

    assert isinstance(first, Ad)
    assert (first.body, first.city) == ("one\nsecond line\nthe third and more", "Leeds")
    assert isinstance(second, Ad)


def test_a_record_too_wide_tells_of_the_lines_that_its_quote_took(tmp_path: Path) -> None:
    text = 'id,body,town\n1,"one\nsecond line, and\nthe, third" x,more,cells\n2,two,a\n'

    fault, ad = items_of(tmp_path / "x.csv", text.encode())

    assert isinstance(ad, Ad)
    assert isinstance(fault, SetAside)
    assert (fault.line, fault.reason) == (
        2,
        "the record has 4 cells; the header has 3; a quote in it closes only 2 lines further down",
    )


def test_a_quote_not_closed_within_the_limit_costs_its_line_alone(tmp_path: Path) -> None:
    many = "".join(f"{number},{'x' * 1000}\n" for number in range(3, 2000))
    text = 'id,body\n1,one\n2,"two\n' + many

    items = items_of(tmp_path / "x.csv", text.encode())

    assert [item.line for item in items if isinstance(item, SetAside)] == [3]
    assert len(items) == 1999


def test_a_record_beyond_the_limit_is_passed_over_whole(tmp_path: Path) -> None:
    long = "one line of a long text\n" * (2 * LIMIT_BYTES // 20)
    text = f'id,body\n1,"{long}"\n2,two\n'

    fault, second = items_of(tmp_path / "x.csv", text.encode())

    assert isinstance(fault, SetAside)
    assert (fault.line, fault.reason) == (2, "record has more than 1,048,576 bytes")
    assert second == Ad("x", "2", body="two")


def test_ten_thousand_columns_are_no_trouble(tmp_path: Path) -> None:
    header = ",".join(["id", *(f"c{number}" for number in range(10_000)), "body"])
    row = ",".join(["1", *["x"] * 10_000, "hello"])

    assert items_of(tmp_path / "x.csv", f"{header}\n{row}\n".encode()) == [
        Ad("x", "1", body="hello")
    ]


def test_short_records_blank_lines_and_nul_are_read(tmp_path: Path) -> None:
    text = "id,body,city\n\n1,a\0b\n , ,\n"

    (ad,) = items_of(tmp_path / "x.csv", text.encode())

    assert ad == Ad("x", "1", body="a\ufffdb")


def test_a_list_in_one_cell_is_taken_apart(tmp_path: Path) -> None:
    text = 'body;phones;emails\nx;"555-0100; 555-0101";"[""a@b.example"",""c@d.example""]"\n'

    (ad,) = items_of(tmp_path / "x.csv", text.encode())

    assert isinstance(ad, Ad)
    assert ad.phones == ("555-0100", "555-0101")
    assert ad.emails == ("a@b.example", "c@d.example")


def test_a_line_in_another_encoding_is_set_aside(tmp_path: Path) -> None:
    text = "id,body\n1,café\n".encode() + b"2,caf\xe9\n3,plain\n"

    _, fault, third = items_of(tmp_path / "x.csv", text)

    assert isinstance(fault, SetAside)
    assert fault.line == 3
    assert fault.raw == "2,caf\ufffd"
    assert isinstance(third, Ad)


def test_an_id_with_nul_is_set_aside(tmp_path: Path) -> None:
    fault, _ = items_of(tmp_path / "x.csv", b"id,body\na\0,one\nb,two\n")

    assert isinstance(fault, SetAside)
    assert fault.reason == "id: holds NUL or half a sign, which can't be stored"
