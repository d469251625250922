"""Decisions as linking and the queue need them.

Decision -> constraints_of -> Constraints
Decision -> status_of -> Status of each network

A later decision about the same two ads, value or network takes the place of an earlier one;
undone ones leave the earlier one standing. Known limit: chains that contradict one another (A
same B, B same C, A not C) are passed on as they are; which of them wins is for linking to say.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import cast

import numpy as np

from lamplight.arrays import I64
from lamplight.decide.decision import Decision
from lamplight.link.corpus import Constraints
from lamplight.model import Status

OF_ADS = frozenset(("same", "not the same"))
OF_NETWORKS = frozenset(("leave alone", "confirmed", "dismissed"))
OF_VALUES = frozenset(("restore", "ignore"))

Merged = tuple[str, datetime]
"""The id that took another's place, and when."""


def constraints_of(decisions: Sequence[Decision], row_of: Mapping[int, int]) -> Constraints:
    """row_of: number of an ad -> its row; decisions about ads that are gone are left out."""
    pairs: dict[tuple[int, int], str] = {}
    values: dict[tuple[str, str], str] = {}
    for one in _standing(decisions):
        if one.kind in OF_ADS and one.left in row_of and one.right in row_of:
            left, right = row_of[cast(int, one.left)], row_of[cast(int, one.right)]
            pairs[min(left, right), max(left, right)] = one.kind
        elif one.kind in OF_VALUES and one.value is not None:
            values[one.value] = one.kind
    return Constraints(
        same=_rows(pair for pair, kind in pairs.items() if kind == "same"),
        not_same=_rows(pair for pair, kind in pairs.items() if kind == "not the same"),
        restored=frozenset(value for value, kind in values.items() if kind == "restore"),
        ignored=frozenset(value for value, kind in values.items() if kind == "ignore"),
    )


def status_of(
    decisions: Sequence[Decision], redirects: Mapping[str, Merged], now: datetime
) -> dict[str, Status]:
    """Network -> what the newest decision that holds says of it; open ones are left out.

    redirects: ids that led on -> where and since when. Of what was said of a network that was
    merged into another only "confirmed" is inherited, since leaving one person alone must not hide
    the others whom a merge brought; it counts before what was said of the other until then.
    """
    found: dict[str, Status] = {}
    said_at: dict[str, datetime] = {}
    holding = [one for one in _standing(decisions) if one.kind in OF_NETWORKS and one.holds(now)]
    for one in holding:
        if one.network is not None and one.network not in redirects:
            found[one.network], said_at[one.network] = cast(Status, one.kind), one.at
    for one in holding:
        if one.kind == "confirmed" and one.network is not None and one.network in redirects:
            network, since = _last(one.network, redirects)
            if network not in found or said_at[network] <= since:
                found[network] = "confirmed"
    return found


def _standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that were not undone, oldest first."""
    return sorted((one for one in decisions if one.undone_at is None), key=lambda one: one.number)


def _last(network: str, redirects: Mapping[str, Merged]) -> Merged:
    """Where an id leads in the end, and since when; a ring ends where it was entered."""
    seen = {network}
    end = redirects[network]
    while (following := redirects.get(end[0])) is not None and following[0] not in seen:
        seen.add(end[0])
        end = following
    return end


def _rows(pairs: Iterable[tuple[int, int]]) -> I64:
    return np.array(sorted(pairs), np.int64).reshape(-1, 2)
