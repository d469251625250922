"""Plots drawn as SVG: they need no script and print well.

bars -> draw_bars -> Markup; points -> draw_curve -> Markup
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from markupsafe import Markup, escape

_WIDTH = 720
_HEIGHT = 168
_FOOT = 24
_HEAD = 24
"""Room for letters that are twice as large where the drawing is half as wide."""
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
    most = Markup('<text class="scale" x="0" y="17">{:,.0f}</text>').format(top)
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


def draw_curve(points: Sequence[tuple[float, float]], across: str, up: str) -> Markup:
    """Points of shares joined by a line, over the diagonal on which they should lie; both axes
    begin at the tenth below the smallest."""
    side, foot, head = 300, 24, 14
    least = floor(10 * min((it for point in points for it in point), default=0.0)) / 10
    least = min(least, 0.9)
    spots = [
        tuple(side * (it - least) / (1 - least) for it in (x, 1 - y + least)) for x, y in points
    ]
    spots = [(foot + x, head + y) for x, y in spots]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    dot = Markup('<circle cx="{:.1f}" cy="{:.1f}" r="4"><title>{:.3f}, {:.3f}</title></circle>')
    dots = Markup("").join(
        dot.format(*spot, *point) for spot, point in zip(spots, points, strict=True)
    )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" font-size="12" role="img" '
        'aria-label="{1} against {2}"><path d="M{3} {4}V{5}H{6}M{3} {5}L{6} {4}" fill="none" '
        'stroke="#999"/><polyline points="{7}" fill="none" stroke="#246" stroke-width="2"/>'
        '<g fill="#246">{8}</g><text x="{6}" y="{0}" text-anchor="end">{2}, to 1</text>'
        '<text x="{3}" y="{0}">{9:.1f}</text><text x="0" y="10">{1}, to 1</text></svg>'
    ).format(side + 2 * foot, up, across, foot, head, side + head, foot + side, line, dots, least)
