"""Marks stand on the very words, whatever the words are made of."""

from dataclasses import replace

from lamplight.model import Ad, Evidence, Reason, Signal
from lamplight.web.views.evidence import by_key, mark_ad, reason_spans, told
from tests.web.world import a_lead

FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}"


def test_spans_count_code_points_beyond_the_basic_plane() -> None:
    ad = Ad("board", "1", body=f"{FAMILY} call 555")
    start = ad.body.index("555")
    reason = Reason("Says 555.", 1.0, "words", (Evidence("board", "1", "body", start, start + 3),))
    lead = replace(a_lead("n1", 1), reasons=(reason,))

    (shown,) = told(lead, {7: ad})

    assert [(p.text, p.mark) for p in shown.snippets[0].pieces] == [
        (f"{FAMILY} call ", None),
        ("555", "mark"),
    ]


def test_a_long_text_is_cut_around_the_words() -> None:
    ad = Ad("board", "1", body="a" * 500 + "555" + "b" * 500)
    reason = Reason("Says 555.", 1.0, "words", (Evidence("board", "1", "body", 500, 503),))
    lead = replace(a_lead("n1", 1), reasons=(reason,))

    (shown,) = told(lead, {7: ad})

    texts = [piece.text for piece in shown.snippets[0].pieces]
    assert texts == ["… ", "a" * 56, "555", "b" * 56, " …"]


def test_a_text_is_cut_between_words() -> None:
    ad = Ad("board", "1", body="alpha " * 30 + "555" + " omega" * 30)
    reason = Reason("Says 555.", 1.0, "words", (Evidence("board", "1", "body", 180, 183),))
    lead = replace(a_lead("n1", 1), reasons=(reason,))

    (shown,) = told(lead, {7: ad})

    before, mark, after = (piece.text for piece in shown.snippets[0].pieces[1:4])
    assert (before.split(), mark) == (["alpha"] * 9, "555")
    assert after.split() == ["omega"] * 9


def test_a_reason_outshines_a_signal_on_the_same_words() -> None:
    ad = Ad("board", "1", title="555 now 24")
    reason = Reason("Says 555.", 1.0, "words", (Evidence("board", "1", "title", 0, 3),))
    lead = replace(a_lead("n1", 1), reasons=(reason,))
    signals = [
        Signal("phone", "555", "title", 0, 3, "plain", 1.0, 0.0),
        Signal("age", "24", "title", 8, 10, "plain", 1.0, 0.0),
    ]

    marked = mark_ad(7, ad, reason_spans(lead, by_key({7: ad})), signals)

    assert [(p.text, p.mark) for p in marked.title] == [
        ("555", "1"),
        (" now ", None),
        ("24", "age"),
    ]
    assert marked.body == ()


def test_evidence_in_an_ad_that_is_gone_is_passed_over() -> None:
    reason = Reason("Says 555.", 1.0, "words", (Evidence("board", "9", "body", 0, 3),))
    lead = replace(a_lead("n1", 1), reasons=(reason,))

    (shown,) = told(lead, {7: Ad("board", "1", body="words")})

    assert shown.snippets == ()
