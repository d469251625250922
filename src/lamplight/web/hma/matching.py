"""/m: which contents of which banks a hash, a picture or a video matches."""

import random
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lamplight.bank.asked import read_hashes
from lamplight.bank.policy import Match
from lamplight.errors import BadInput
from lamplight.match.hamming import MATCH_BITS
from lamplight.pipeline.shield import Judged, judge_hashes
from lamplight.store.engine import reading
from lamplight.store.hma import HMA, contents_of
from lamplight.store.known import known
from lamplight.web.hma.answered import Ask, asked, route, told
from lamplight.web.hma.beside import Kept
from lamplight.web.hma.configuration import index_states
from lamplight.web.hma.media import Media, answer_media, hashes_of, upload_of
from lamplight.web.hma.signals import KINDS, NAMES, NO_DISTANCE, validated
from lamplight.web.shield.state import Shield
from lamplight.web.shield.upload import judge_received

Banks = dict[str, list[dict[str, Any]]]


def raw_lookup(ask: Ask) -> dict[str, Any]:
    """Contents that a hash matches, of all banks that are switched on, whatever their ratio."""
    if missing := [name for name in ("signal", "signal_type") if name not in ask.query]:
        raise HTTPException(422, f"{missing[0]} is required")
    matches = _of_hash(ask, *_signal(ask))
    banks = _named(ask)
    matches = [one for one in matches if banks is None or one.bank in banks]
    contents = _contents(ask, matches)
    if ask.query.get("include_distance", "false").lower() not in ("true", "1"):
        return {"matches": list(contents)}
    return {"matches": [_told(content, one) for content, one in contents.items()]}


def lookup_hash(ask: Ask) -> Banks:
    """Contents by bank, of banks whose ratio lets them answer."""
    if not ask.query.get("signal") or not ask.query.get("signal_type"):
        raise BadInput("Either url or both signal and signal_type are required")
    return _by_bank(ask, _of_hash(ask, *_signal(ask)))


def lookup_media(ask: Ask, media: Media) -> dict[str, Banks] | Banks:
    """Contents by signal type and bank; a picture is looked up by every look it has."""
    found = {}
    if "pdq" in media.signals:
        upload = upload_of(ask.shield, media)
        judged = ask.shield.asked(lambda now: judge_received(now, upload, media.file))
        found["pdq"] = _by_bank(ask, _counted(ask.shield, judged, "picture"))
    if "video_md5" in media.signals:
        value = hashes_of(ask.shield, media).signals["video_md5"]
        found["video_md5"] = _by_bank(ask, _of_hash(ask, "video_md5", value))
    chosen = ask.query.get("signal_type")
    return found if chosen is None else found.get(chosen, {})


async def lookup(request: Request) -> Response:
    """A hash, or what was sent or lies at ?url."""
    if request.method == "POST" or request.query_params.get("url"):
        return await answer_media(request, lookup_media)
    return told(await run_in_threadpool(lookup_hash, asked(request)))


@route("/m/compare", "POST")
def compare(ask: Ask) -> dict[str, Any]:
    """Pairs of hashes by signal type: whether they match, and how far apart they are."""
    if not isinstance(ask.body, dict):
        raise BadInput("Request input was not a dict")
    found: dict[str, Any] = {}
    for name, pair in ask.body.items():
        if not isinstance(pair, list):
            raise BadInput(f"Comparison hashes for {name} was not a list")
        if len(pair) != 2:
            raise BadInput("Comparison hash list length must be exactly 2")
        left, right = (validated(name, one) for one in pair)
        if name == "pdq":
            bits = (int(left, 16) ^ int(right, 16)).bit_count()
            found[name] = [bits <= MATCH_BITS, {"distance": bits}]
        else:
            found[name] = [left == right, {}]
    return found


@route("/m/index/status")
def index_status(ask: Ask) -> dict[str, Any]:
    """Of each signal type, or of one: how many hashes are in the index, and up to when."""
    return {
        name: {
            "present": True,
            "built_to": state["index_built_to"],
            "size": state["index_size"],
        }
        for name, state in index_states(ask).items()
    }


def _signal(ask: Ask) -> tuple[str, str]:
    name = ask.query.get("signal_type", "")
    return name, validated(name, ask.query.get("signal", ""))


def _of_hash(ask: Ask, name: str, value: str) -> list[Match]:
    hashes = read_hashes([{"kind": KINDS[name], "value": value}])
    if ask.held is None:
        judged = ask.shield.asked(lambda now: judge_hashes(now, hashes))
    else:
        judged = judge_hashes(ask.held.now, hashes)
    return _counted(ask.shield, judged, KINDS[name])


def _counted(shield: Shield, judged: Judged, kind: str) -> list[Match]:
    """Matches that count, of entries of a kind."""
    shield.tally.add(HMA.name, judged)
    return [
        match
        for match in judged.verdicts[0].matches
        if not match.known_false and match.found.kind == kind
    ]


def _contents(ask: Ask, matches: list[Match]) -> dict[int, Match]:
    """Each content once, by its nearest entry."""
    contents: dict[int, int] = {}
    if matches and _kept(ask).siblings:
        with reading(ask.shield.engine) as db:
            contents = contents_of(db, [match.found.entry for match in matches])
    found: dict[int, Match] = {}
    for match in matches:
        found.setdefault(contents.get(match.found.entry, match.found.entry), match)
    return found


def _by_bank(ask: Ask, matches: list[Match]) -> Banks:
    contents = _contents(ask, matches)
    if not contents:
        return {}
    shares = _kept(ask).shares
    bypass = ask.query.get("bypass_coinflip", "false").lower() in ("true", "1")
    toss = 0.0 if bypass else _toss(ask.query.get("seed"))
    banks = _named(ask)
    found: Banks = {}
    for content, match in contents.items():
        if shares.get(match.found.bank, 1.0) >= toss and (banks is None or match.bank in banks):
            found.setdefault(match.bank, []).append(_told(content, match))
    return found


def _toss(seed: str | None) -> float:
    """As HMA does it: the same seed lets the same banks answer."""
    return random.random() if seed is None else random.Random(seed).random()  # noqa: S311


def _kept(ask: Ask) -> Kept:
    return ask.held.kept if ask.held else ask.beside.now(known(ask.shield.engine).known.position)


def _told(content: int, match: Match) -> dict[str, Any]:
    near = NAMES[match.found.kind] == "pdq"
    return {
        "bank_content_id": content,
        "distance": str(match.found.bits) if near else NO_DISTANCE,
    }


def _named(ask: Ask) -> set[str] | None:
    names = ask.query.get("banks")
    return set(names.split(",")) if names else None


ROUTES = [
    route("/m/raw_lookup")(raw_lookup),
    Route("/m/lookup", lookup, methods=["GET", "POST"]),
    compare,
    index_status,
]
AT_ONCE = {"/m/raw_lookup": raw_lookup, "/m/lookup": lookup_hash}
