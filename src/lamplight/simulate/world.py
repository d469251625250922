"""A made-up world: operators come, post and go; ads in order of time, each with its truth.

World -> make_world -> Posting, Posting, …

Method: all operators are planned first (a few numbers each), then opened when their time comes;
whoever posts next stands at the head of a heap. Memory holds the plan and the people who are at
work. Known limit: the people behave as this project imagines; docs/worlds.md says what that can
show.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import heappop, heappush
from itertools import count
from random import Random

from lamplight.errors import BadInput
from lamplight.simulate.operators import Start, give_up, new_phone, open_operator, surroundings
from lamplight.simulate.persona import DAY, Persona, drift, move
from lamplight.simulate.posting import Posting, Press
from lamplight.simulate.profile import Profile, profile_named
from lamplight.simulate.rates import KINDS, draw_kind, draw_size

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class World:
    """What decides a world; the same values give the same world everywhere.

    ads       how many; ads that are collected twice count once
    profile   a name in PROFILES
    pictures  at least so many ads get picture files; 0: hashes only
    begin     the first day, UTC
    """

    ads: int
    seed: int = 1
    profile: str = "hard"
    pictures: int = 0
    begin: datetime = BEGIN


def make_world(world: World) -> Iterator[Posting]:
    """Postings in order of time. Raises BadInput at once where the world can't be made."""
    profile = profile_named(world.profile)
    if world.ads < 1:
        raise BadInput(f"{world.ads} ads make no world; want 1 or more")
    if not 0 <= world.pictures <= world.ads:
        raise BadInput(f"{world.pictures} ads with pictures are not among {world.ads} ads")
    return _Play(world, profile).postings()


class _Play:
    """One world while it is made."""

    def __init__(self, world: World, profile: Profile) -> None:
        self._random = Random(f"lamplight {world.profile} {world.seed}")  # seeds by SHA-512
        self._profile = profile
        self._starts = _plan(world, profile, self._random)
        self._around = surroundings(profile, self._random)
        self._press = Press(profile, world.begin, self._random)
        self._heap: list[tuple[int, int, Persona | Posting]] = []
        self._turn = count()

    def postings(self) -> Iterator[Posting]:
        heap = self._heap
        for start in self._starts:
            while heap and heap[0][0] <= start.at:
                yield self._next()
            for person in open_operator(start, self._around):
                self._push(start.at + int(self._random.random() * DAY), person)
        while heap:
            yield self._next()

    def _push(self, at: int, item: Persona | Posting) -> None:
        heappush(self._heap, (at, next(self._turn), item))

    def _next(self) -> Posting:
        """The posting of whoever stands at the head, who then queues again."""
        at, _, person = heappop(self._heap)
        if isinstance(person, Posting):
            return person
        chance = self._random.random
        if at >= person.changes_at:
            drift(person, at, self._profile, self._replaced, self._random)
        if len(person.network.circuit) > 1:
            move(person, at)
        posting = self._press.post(person, at)
        person.last = at
        person.left -= 1
        if person.left:
            gap = max(60.0, (person.until - at) / person.left)
            self._push(at + 1 + int(gap * (0.4 + chance())), person)
        else:
            person.reach.users -= 1
            if not person.reach.users:
                give_up(person.reach.phones, at, self._around)
        if chance() < self._profile.revised:
            self._push(at + DAY, self._press.revise(posting))
        return posting

    def _replaced(self, person: Persona, at: int, phone: str) -> str:
        """A new number in the place of one that is given up."""
        give_up([phone], at, self._around)
        return new_phone(person.network, at, self._around)


def _plan(world: World, profile: Profile, random: Random) -> list[Start]:
    """Operators in order of their first day; their ads sum to world.ads."""
    starts: list[Start] = []
    left, drawn, providers = world.ads, world.pictures, 0
    while left:
        kind = draw_kind(random)
        sizes = _within(draw_size(KINDS[kind], random), min(left, max(8, world.ads // 25)))
        ads = sum(sizes)
        span = int(max(sizes) * DAY * (0.5 + 3.0 * random.random()))
        at = int(random.random() * max(0.1, profile.days - span / DAY) * DAY)
        until = min(at + span, profile.days * DAY)
        starts.append(Start(at, until, len(starts), providers, kind, tuple(sizes), drawn > 0))
        left, drawn, providers = left - ads, drawn - ads, providers + len(sizes)
    return sorted(starts, key=lambda start: (start.at, start.number))


def _within(sizes: list[int], most: int) -> list[int]:
    """The sizes, cut off where they sum to most."""
    kept: list[int] = []
    for size in sizes:
        if room := most - sum(kept):
            kept.append(min(size, room))
    return kept
