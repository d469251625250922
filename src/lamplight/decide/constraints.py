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
    decisions: Sequence[Decision], redirects: Mapping[str, str], now: datetime
) -> dict[str, Status]:
    """Network -> what the newest decision that holds says of it; open ones are left out.

    redirects: ids that led on -> the next id. What was said of a network itself counts before
    what was said of one that was merged into it; and of those only "confirmed" is inherited,
    since leaving one person alone must not hide the others whom a merge brought.
    """
    inherited: dict[str, Status] = {}
    own: dict[str, Status] = {}
    for one in _standing(decisions):
        if one.kind not in OF_NETWORKS or one.network is None or not one.holds(now):
            continue
        if one.network not in redirects:
            own[one.network] = cast(Status, one.kind)
        elif one.kind == "confirmed":
            inherited[_last(one.network, redirects)] = "confirmed"
    return inherited | own


def _standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that were not undone, oldest first."""
    return sorted((one for one in decisions if one.undone_at is None), key=lambda one: one.number)


def _last(network: str, redirects: Mapping[str, str]) -> str:
    """Where an id leads in the end; a ring ends where it was entered."""
    seen = {network}
    while (following := redirects.get(network)) is not None and following not in seen:
        seen.add(following)
        network = following
    return network


def _rows(pairs: Iterable[tuple[int, int]]) -> I64:
    return np.array(sorted(pairs), np.int64).reshape(-1, 2)
