"""The whole sum of a join that was not made, from what is stored.

Connection, two networks -> weigh_stored -> Weighing

Only what shows anything that one of the two shows is read, so that it takes no new run.
"""

import numpy as np
from sqlalchemy import Connection

from lamplight.decide.constraints import constraints_of
from lamplight.link.apart import Weighing, weigh_two
from lamplight.link.weigh import DEFAULT
from lamplight.store.clusters import members_of
from lamplight.store.corpus import read_corpus
from lamplight.store.decisions import load_decisions
from lamplight.store.fits import LINK_WEIGHTS, newest_fit
from lamplight.store.value_uses import networks_beside


def weigh_stored(db: Connection, one: str, other: str) -> Weighing:
    """What speaks for and against joining two networks of the newest run that is done."""
    numbers, corpus = read_corpus(db, networks_beside(db, [one, other]))
    member = members_of(db, numbers)
    networks = [member[number].network if number in member else "" for number in numbers]
    names, labels = np.unique(np.array(networks), return_inverse=True)
    left, right = (int(np.flatnonzero(names == id)[0]) for id in (one, other))
    decided = constraints_of(load_decisions(db), {number: i for i, number in enumerate(numbers)})
    weights = {**DEFAULT, **(newest_fit(db, LINK_WEIGHTS) or {})}
    return weigh_two(corpus, labels.astype(np.int64), (left, right), decided, weights)
