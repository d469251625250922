"""Texts to compare kernels and twins on: made of what forms and disguises are made of."""

import json
from pathlib import Path

from hypothesis import strategies as st

FORMS = Path(__file__).parents[1] / "data" / "forms"


def forms() -> list[dict[str, str]]:
    """Every line of the form files that has a text."""
    files = [path.read_text(encoding="utf-8") for path in sorted(FORMS.glob("*.jsonl"))]
    lines = (line for file in files for line in file.splitlines())
    return [form for form in map(json.loads, lines) if form.get("text")]


_SPECIAL_TEXT = """
&#50; &amp;#50; &nbsp; &notit; &copy \\u0035 \\n \\x35 %32 %2b <br> <b> </span> é ø ß İ
① 𝟚 ３ ٣ ⑴ № ㎏ ﷺ € ₽ £ 🌹 👻 плюс два Пять СЕМЬ семьa нольодин 2️⃣ ́ １２３ ＡＢ
"""
_SPECIAL = (*_SPECIAL_TEXT.split(), "</span >", '<p class="a">')
_SIGNS = ["\u200b", "\u20e3", "\ufe0f", "\r", "\x85", "\x00", "\x7f", "\u3000", "\ud83d", "\n"]
_TEXTS = [form["text"] for form in forms()]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Two forms spliced, with signs thrown in."""
    left, right = draw(st.sampled_from(_TEXTS)), draw(st.sampled_from(_TEXTS))
    at = draw(st.integers(0, len(left)))
    text = left[:at] + right[draw(st.integers(0, len(right))) :]
    for piece in draw(
        st.lists(st.sampled_from([*_SPECIAL, *_SIGNS]) | st.characters(), max_size=4)
    ):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + piece + text[at:]
    return text
