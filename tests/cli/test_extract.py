"""lamplight extract."""

import json

from typer.testing import CliRunner

from lamplight.cli import app
from lamplight.collect.record import LIMIT_BYTES


def run(stdin: bytes) -> tuple[int, list[dict[str, object]]]:
    """Exit code and the lines written."""
    done = CliRunner().invoke(app, ["extract", "--json"], input=stdin)
    return done.exit_code, [json.loads(line) for line in done.stdout_bytes.splitlines()]


def test_lines_are_answered_in_order() -> None:
    lines = [
        {"id": 1, "text": "call 213-555-0123", "region": "US"},
        {"id": "b", "text": "nothing here"},
    ]

    code, answers = run("\n".join(map(json.dumps, lines)).encode())

    assert code == 0
    assert [answer["id"] for answer in answers] == [1, "b"]
    assert answers[0]["signals"] == [
        {
            "kind": "phone",
            "value": "+12135550123",
            "field": "text",
            "start": 5,
            "end": 17,
            "method": "plain",
            "confidence": 0.997,
            "obfuscation": 0.0,
        }
    ]


def test_a_bad_line_costs_one_line() -> None:
    lines = [
        b"no json",
        b"[1]",
        b'{"id": 1}',
        b'{"id": 2, "text": "x", "region": "Texas"}',
        b'{"id": 3, "text": "' + b"x" * LIMIT_BYTES + b'"}',
        b'{"id": "\\ud800", "text": "\\ud800 a\\u0000b"}',
        b'\xef\xbb\xbf{"id": 4, "text": "ok"}',
        b'{"id": 5, "text": "\xff"}',
    ]

    code, answers = run(b"\n".join(lines))

    assert code == 1
    assert [answer["id"] for answer in answers] == [None] * 5 + ["\ud800", 4, None]
    assert all("error" in answer for answer in answers if answer["id"] is None)
    assert "Texas" in str(answers[3]["error"])


def test_a_line_is_answered_whatever_is_wrong_and_in_words_of_json() -> None:
    lines = [b"", b" ", b'{"text": null}', b'{"text": []}', b'{"id": 1}', b"null", b'{"text": "a"}']

    code, answers = run(b"\n".join(lines))

    assert code == 1
    assert [answer.get("error") for answer in answers] == [
        "line is blank",
        "line is blank",
        "text is null; want text",
        "text is a list; want text",
        "text is missing; want text",
        "line is null; want an object with id and text",
        None,
    ]
