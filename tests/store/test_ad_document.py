import json
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lamplight._native import ad_documents
from lamplight.store.ad_document import composed

BETWEEN = "\x1f"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SIGNALS = st.one_of(
    st.builds("{}:{}".format, TEXTS, TEXTS).map(lambda one: one.replace(BETWEEN, "")),
    st.sampled_from(
        ["phone:+12135550123", "phone:", "phone:é\U0001f338b", "place:Rome, IT", "email:"]
    ),
)
MOMENTS = st.none() | st.integers(-(2**62), 2**62)
ROWS = st.tuples(st.integers(1, 2**60), MOMENTS, TEXTS, TEXTS, st.none() | TEXTS)


def slow_document(row: tuple[Any, ...], joined: str) -> dict[str, Any]:
    number, at, title, body, url = row
    shown = list(dict.fromkeys(joined.split(BETWEEN))) if joined else []
    second = -(2**34) if at is None else max(-(2**34), min(at // 1_000_000, 2**34))
    return {
        "number": number,
        "order": (second << 27) | (number & (2**27 - 1)),
        **({} if at is None else {"at": at}),
        "words": [composed(title), composed(body)],
        "values": shown + ([f"at:{url}"] if url else []),
        "places": [one[6:] for one in shown if one.startswith("place:")],
        "ends": [one[:5:-1] for one in shown if one.startswith("phone:")],
    }


@given(st.lists(ROWS, max_size=3), st.lists(SIGNALS, max_size=6))
def test_documents_are_as_the_slow_twin_makes_them(
    rows: list[tuple[Any, ...]], signals: list[str]
) -> None:
    joined = BETWEEN.join(signals)
    shown: Mapping[int, str] = {row[0]: joined for row in rows[1:]}

    made = ad_documents(rows, shown, composed)

    assert [json.loads(one) for one in made] == [
        slow_document(row, shown.get(row[0], "")) for row in rows
    ]
