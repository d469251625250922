"""Bars stand in the ratio of their values."""

import re

from lamplight.report.plots import Bar, draw_bars, draw_curve


def test_heights_are_in_the_ratio_of_the_values() -> None:
    drawn = draw_bars([Bar("a", 50), Bar("b", 100, strong=25)], "Two")

    tall = [float(it) for it in re.findall(r' height="([\d.]+)"', drawn)]
    assert tall[0] / tall[1] == 0.5
    assert tall[2] / tall[1] == 0.25


def test_a_little_is_seen_and_nothing_is_not() -> None:
    drawn = draw_bars([Bar("a", 1), Bar("b", 0), Bar("c", 1_000_000)], "Three")

    assert next(float(it) for it in re.findall(r' height="([\d.]+)"', drawn)) == 1.0
    assert drawn.count("<rect") == 2


def test_names_are_text() -> None:
    assert "&lt;b&gt;" in draw_bars([Bar("<b>", 1, label="x")], "One")


def test_without_bars_nothing_is_drawn() -> None:
    assert draw_bars([], "None") == ""


def test_a_point_where_said_is_right_lies_on_the_diagonal() -> None:
    drawn = draw_curve([(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)], "said", "right")

    [(low_x, low_y), (x, y), (high_x, high_y)] = [
        (float(x), float(y)) for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', drawn)
    ]
    assert (x - low_x, low_y - y) == (high_x - x, y - high_y) == (150.0, 150.0)
