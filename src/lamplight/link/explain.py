"""Why two ads are held together, as a path of links, and each link in words.

links, two ads -> path -> links -> weakest, sentence_of

The links of a cluster form a forest, so that there is one path between any two of its ads; a chain
is as strong as its weakest link.
"""

from collections import deque
from collections.abc import Callable, Sequence

from lamplight.link.chance import chances_of
from lamplight.link.chance import sentence_of as right_of
from lamplight.model import Link


def path(links: Sequence[Link], left: int, right: int) -> list[Link]:
    """The links from left to right, in order; empty where there is no way, or left is right."""
    touching: dict[int, list[Link]] = {}
    for link in links:
        touching.setdefault(link.left, []).append(link)
        touching.setdefault(link.right, []).append(link)
    came: dict[int, Link | None] = {left: None}
    waiting = deque([left])
    while waiting and right not in came:
        here = waiting.popleft()
        for link in touching.get(here, ()):
            there = _other(link, here)
            if there not in came:
                came[there] = link
                waiting.append(there)
    steps = []
    here = right
    while (step := came.get(here)) is not None:
        steps.append(step)
        here = _other(step, here)
    return steps[::-1]


def weakest(links: Sequence[Link]) -> Link | None:
    """The link with the fewest bits; of equals the first."""
    return min(links, key=lambda link: link.bits, default=None)


def sentence_of(link: Link, name: Callable[[int], str]) -> str:
    """Both ends, the bits, how often such links are right, and what they rest on, strongest
    first."""
    reasons = sorted(link.reasons, key=lambda reason: -abs(reason.bits))
    why = "; ".join(f"{reason.text} ({reason.bits:+.1f})" for reason in reasons)
    chances = chances_of(link)
    right = f" ({right_of(chances)})" if chances else ""
    return f"{name(link.left)} and {name(link.right)}, {link.bits:+.1f} bits{right}: {why}"


def _other(link: Link, end: int) -> int:
    return link.right if end == link.left else link.left
