"""Files of values to look for."""

from lamplight.bank.lines import Line, read_lines


def test_without_a_head_a_line_is_a_value() -> None:
    found = list(read_lines(["\ufeff(213) 555-0123\r\n", "\n", "@rose_vip, really\n"]))

    assert found == [Line(1, "(213) 555-0123"), Line(3, "@rose_vip, really")]


def test_a_head_names_the_columns_in_any_order() -> None:
    found = list(read_lines(["Note,Value,Kind\n", '"aunt, mother",213 555 0123,phone\n', ",x,\n"]))

    assert found == [Line(2, "213 555 0123", "phone", "aunt, mother"), Line(3, "x")]


def test_a_short_row_has_no_value_rather_than_failing() -> None:
    assert list(read_lines(["kind,value\n", "phone\n"])) == [Line(2, "", "phone")]
