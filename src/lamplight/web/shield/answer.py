"""What a program is told: verdict, reasons, matches, how far the index is behind.

Judged, fail, Lag -> answer_one, answer_many -> JSON
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from lamplight.bank.policy import NOTHING, Match, Verdict
from lamplight.media.upload import UploadHashes
from lamplight.pipeline.shield import Judged

TOLD = 20
"""Matches of one upload or hash that are listed; of more it is said how many there are."""

_NOTHING = orjson.Fragment(b'{"verdict":"allow","reasons":[],"matches":[],"more":0}')
_POOR = "There is too little to see in it, so it was not compared by its looks."


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in every answer.

    fail         "open" or "closed": what counts for this program while there is no answer
    lag_seconds  by which the answer may be behind the banks; None: not known yet
    """

    fail: str
    lag_seconds: float | None


def answer_one(
    judged: Judged, said: Said, upload: UploadHashes | None, unread: str | None
) -> bytes:
    """Of a picture or video; upload None: it could not be decoded, for the reason unread."""
    told = _verdict(judged.verdicts[0], poor=bool(judged.poor) and upload is not None)
    if upload is not None:
        for match in told["matches"]:
            match["at_s"] = upload.frames_s[match["frame"]] if match["variant"] else None
    told |= {
        "kind": upload.kind if upload else None,
        "frames": len(upload.frames_s) if upload else 0,
        "unread": unread or (upload.unread if upload else None),
    }
    return orjson.dumps(told | _around(judged, said))


def answer_many(judged: Judged, said: Said) -> bytes:
    """Of hashes, in their order."""
    results = [
        _NOTHING if verdict is NOTHING and place not in judged.poor
        else _verdict(verdict, poor=place in judged.poor)
        for place, verdict in enumerate(judged.verdicts)
    ]  # fmt: skip
    return orjson.dumps({"verdict": judged.action, "results": results} | _around(judged, said))


def _around(judged: Judged, said: Said) -> dict[str, Any]:
    index = {"position": judged.position, "lag_seconds": said.lag_seconds}
    return {"index": index, "fail": said.fail}


def _verdict(verdict: Verdict, *, poor: bool) -> dict[str, Any]:
    reasons: Sequence[str] = verdict.reasons[:TOLD]
    return {
        "verdict": verdict.action,
        "reasons": [*reasons, _POOR] if poor else list(reasons),
        "matches": [_match(match) for match in verdict.matches[:TOLD]],
        "more": max(len(verdict.matches) - TOLD, 0),
    }


def _match(match: Match) -> dict[str, Any]:
    one = match.found
    return {
        "entry": one.entry,
        "bank": match.bank,
        "purpose": match.purpose,
        "kind": one.kind,
        "verdict": match.action,
        "known_false": match.known_false,
        "distance": one.bits,
        "variant": one.look or None,
        "frame": one.frame,
        "query_share": one.query_share,
        "known_share": one.known_share,
        "known_frame": one.known_frame,
    }
