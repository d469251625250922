"""What the matches of one upload ask for: a verdict, with reasons that a person can check.

Found, Found …, how each bank counts -> judge -> Verdict

Method: the strictest of what the matched banks ask for counts. What lies as near to a negative bank
as to a positive one is a known false match. PDQ further away than SURE_BITS, and a video of which
less than SURE_SHARE is there either way, want a person: they are held by nobody's word alone
(facebook/ThreatExchange, pdq/README.md and vpdq/README.md). Reasons never hold a hash.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, Protocol

from lamplight.media.variants import AS_IT_IS, TRIMMED

Action = Literal["allow", "review", "hold"]
ACTIONS: tuple[Action, ...] = ("allow", "review", "hold")
"""From the mildest to the strictest."""

SURE_BITS = 15
SURE_SHARE = 0.8
ROUNDING_BITS = 4
"""By which turns and crops of a picture saved again may differ from those of the picture."""

DIGESTS = {"sha256": "SHA-256", "sha1": "SHA-1", "md5": "MD5"}


class Rule(Protocol):
    """How a bank counts; sign "positive" or "negative", action one of ACTIONS."""

    @property
    def name(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def sign(self) -> str: ...
    @property
    def action(self) -> str: ...


class Found(NamedTuple):
    """One entry of a bank that one look of an upload matches.

    kind         "picture", "video", "sha256", "sha1", "md5": what the entry is
    bits         that differ; 0 of digests and videos
    look         the variant of the upload that matched; "" of a digest
    frame        its place among the upload's frames; of a video the first that is in it
    query_share  of a video, 0..1 of the upload's frames that are in it
    known_share  of a video, 0..1 of its frames that are in the upload
    known_frame  of a video, which of its own frames the upload's frame is like, by its place
    """

    entry: int
    bank: int
    kind: str
    bits: int = 0
    look: str = ""
    frame: int = 0
    query_share: float | None = None
    known_share: float | None = None
    known_frame: int | None = None


class Match(NamedTuple):
    """An entry that was found, and what it asks for.

    bank, purpose  name of the bank, and what it is for
    known_false    it lies as near to a negative bank, and counts for nothing
    """

    found: Found
    bank: str
    purpose: str
    action: Action
    known_false: bool = False


class Verdict(NamedTuple):
    """What is to become of an upload; matches by what they ask for, strictest and nearest first."""

    action: Action
    reasons: tuple[str, ...]
    matches: tuple[Match, ...]


NOTHING = Verdict("allow", (), ())


def judge(found: Iterable[Found], rules: Mapping[int, Rule]) -> Verdict:
    """Each entry once, by its best look; banks that are not among the rules count for nothing."""
    true: dict[tuple[int, object], Found] = {}
    false: dict[object, int] = {}
    upright: dict[tuple[int, object], Found] = {}
    for one in found:
        sight = _sight(one)
        if one.bank not in rules:
            continue
        if rules[one.bank].sign == "negative":
            false[sight] = min(one.bits, false.get(sight, _FAR))
        elif (one.entry, sight) not in true or _far(one) < _far(true[one.entry, sight]):
            true[one.entry, sight] = one
        if one.kind == "picture" and one.look == AS_IT_IS:
            upright[one.entry, sight] = one
    best: dict[int, Match] = {}
    for (entry, sight), one in true.items():
        match = _match(one, rules[one.bank], known_false=_is_false(one, sight, false))
        if entry not in best or _rank(match) < _rank(best[entry]):
            best[entry] = match
    matches = sorted((_upright(match, upright) for match in best.values()), key=_rank)
    action = strictest(match.action for match in matches)
    return Verdict(action, tuple(dict.fromkeys(map(reason, matches))), tuple(matches))


def strictest(actions: Iterable[Action]) -> Action:
    """Of none: allow."""
    return max(actions, key=ACTIONS.index, default="allow")


def reason(match: Match) -> str:
    """A sentence that says in which bank, how near and by what look."""
    where = f'"{match.bank}" ({match.purpose})'
    if match.known_false:
        return f"Near to an entry of {where}, and known to match falsely: it does not count."
    one = match.found
    if one.kind in DIGESTS:
        return f"The very same file is in {where}, by {DIGESTS[one.kind]}."
    if one.query_share is not None and one.known_share is not None:
        return (
            f"{one.query_share:.0%} of its frames are in a video of {where}, "
            f"and {one.known_share:.0%} of that video's are in it."
        )
    look = f', seen "{one.look}"' if one.look else ""
    what = "picture" if one.kind == "picture" else "frame of a video"
    text = f"Like a {what} of {where}: {one.bits} of 256 bits differ{look}"
    return f"{text}. That is near, not sure: a person should look." if _unsure(one) else f"{text}."


def _match(one: Found, rule: Rule, *, known_false: bool) -> Match:
    action: Action = "allow" if known_false else _asked(rule)
    if action == "hold" and _unsure(one):
        action = "review"
    return Match(one, rule.name, rule.purpose, action, known_false)


def _upright(match: Match, upright: Mapping[tuple[int, object], Found]) -> Match:
    """Told by the picture as it is, where another look came nearer by no more than rounding: where
    a bank keeps turns and crops of a known picture, each of an upload's own meets one of them."""
    one = match.found
    as_it_is = upright.get((one.entry, _sight(one)))
    if as_it_is is None or _unsure(as_it_is) != _unsure(one):
        return match
    as_near = as_it_is.bits - one.bits <= ROUNDING_BITS
    return match._replace(found=as_it_is) if as_near else match


def _asked(rule: Rule) -> Action:
    """What cannot be read is looked at."""
    return next((action for action in ACTIONS if action == rule.action), "review")


def _unsure(one: Found) -> bool:
    if one.query_share is not None and one.known_share is not None:
        return max(one.query_share, one.known_share) < SURE_SHARE
    return one.bits > SURE_BITS


def _is_false(one: Found, sight: object, false: Mapping[object, int]) -> bool:
    """Whether a negative bank knows the very bytes, or comes as near to the same sight. A video's
    frames are cleared one by one before it is asked for."""
    if _BYTES in false:
        return True
    return one.query_share is None and one.bits >= false.get(sight, _FAR)


_FAR = 257
_BYTES = "bytes"


def _sight(one: Found) -> object:
    """What of an upload is seen: its bytes, or of a frame all, or what lies within its borders."""
    if one.kind in DIGESTS:
        return _BYTES
    return next((name for name in TRIMMED if one.look.startswith(name)), ""), one.frame


def _far(one: Found) -> float:
    """The less, the surer."""
    return one.bits if one.query_share is None else -max(one.query_share, one.known_share or 0)


def _rank(match: Match) -> tuple[int, bool, float, int]:
    strict = -ACTIONS.index(match.action)
    return strict, match.known_false, _far(match.found), match.found.entry
