"""What is told of two networks from the ads around them is what all ads would tell."""

from itertools import combinations
from pathlib import Path

import numpy as np

from lamplight.link.apart import weigh_two
from lamplight.link.corpus import Constraints
from lamplight.pipeline.find import Request, run
from lamplight.pipeline.progress import Unwatched
from lamplight.pipeline.weighing import weigh_stored
from lamplight.pipeline.world import write_world
from lamplight.simulate.world import World
from lamplight.store.clusters import all_members
from lamplight.store.corpus import read_corpus
from lamplight.store.engine import open_engine, reading
from lamplight.store.fits import LINK_WEIGHTS, newest_fit
from lamplight.store.value_uses import cuts_of_ads
from tests.factories import ROSE


def test_the_ads_around_two_networks_tell_what_all_ads_tell(tmp_path: Path) -> None:
    write_world(World(400, 5, "hard"), tmp_path / "world", lambda done: None)
    engine = open_engine(f"sqlite:///{tmp_path / 'test.db'}")
    run(engine, Request(files=(str(tmp_path / "world" / "ads.jsonl"),)), ROSE, Unwatched())

    with reading(engine) as db:
        numbers, corpus = read_corpus(db)
        network = {ad: it[1] for ad, it in all_members(db).items()}
        names, labels = np.unique([network[number] for number in numbers], return_inverse=True)
        weights = newest_fit(db, LINK_WEIGHTS)
        assert weights is not None
        sharing = {
            (network[one[0]], network[other[0]])
            for cut in cuts_of_ads(db, numbers)
            for one, other in combinations(cut.senses[:3], 2)
        }
        told = {pair: weigh_stored(db, *pair) for pair in sorted(sharing)[:20]}
    engine.dispose()

    assert len(told) > 5
    for (one, other), weighing in told.items():
        pair = int(np.flatnonzero(names == one)[0]), int(np.flatnonzero(names == other)[0])
        assert weighing == weigh_two(corpus, labels, pair, Constraints(), weights)
        assert weighing.bits < weighing.least
