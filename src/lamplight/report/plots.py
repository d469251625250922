"""Bars drawn as SVG: they need no script and print well.

bars -> draw_bars -> Markup
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_WIDTH = 720
_HEIGHT = 150
_FOOT = 18
_HEAD = 14
_GAP = 0.2


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its whole height, and how much of it is drawn strong; label: below it."""

    name: str
    value: float
    strong: float = 0.0
    label: str = ""


def draw_bars(bars: Sequence[Bar], title: str) -> Markup:
    """An SVG of a fixed shape that scales with its place; empty without bars."""
    if not bars:
        return Markup("")
    top = max(bar.value for bar in bars) or 1.0
    step = _WIDTH / len(bars)
    drawn = Markup("").join(_bar(bar, at * step, step, top) for at, bar in enumerate(bars))
    most = Markup('<text class="scale" x="0" y="10">{:,.0f}</text>').format(top)
    return Markup(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}" preserveAspectRatio="none">{}{}</svg>'
    ).format(_WIDTH, _HEIGHT, title, most, drawn)


def _bar(bar: Bar, x: float, step: float, top: float) -> Markup:
    room = _HEIGHT - _FOOT - _HEAD
    width = step * (1 - _GAP)
    pieces = Markup("")
    for value, look in ((bar.value, "all"), (bar.strong, "strong")):
        if value > 0:
            tall = max(room * value / top, 1.0)
            pieces += Markup(
                '<rect class="{}" x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}"/>'
            ).format(look, x, _HEAD + room - tall, width, tall)
    label = Markup("")
    if bar.label:
        label = Markup('<text x="{:.2f}" y="{}">{}</text>').format(x, _HEIGHT - 4, bar.label)
    return Markup("<g><title>{}</title>{}{}</g>").format(escape(bar.name), pieces, label)
