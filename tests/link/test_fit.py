from dataclasses import replace

import numpy as np

from lamplight.link.cluster import link_ads
from lamplight.link.corpus import Weights
from lamplight.link.weigh import DEFAULT
from tests.link.corpora import NOTHING_DECIDED, Row, corpus, phone, picture, story, world


def fitted(rows: list[Row]) -> Weights:
    return link_ads(corpus(rows), NOTHING_DECIDED).weights


def copied_everywhere(operators: int = 400) -> list[Row]:
    """Operators with a number and pictures of their own, whose words are copied in twos from a
    stranger in another place."""
    random = np.random.default_rng(3)
    return [
        Row(
            f"a/{operator}-{ad}",
            (phone(operator),),
            story(operator // 2),
            (picture(operator),),
            20_000 + float(random.uniform(0, 30)),
            place=operator % 41,
        )
        for operator in range(operators)
        for ad in range(4)
    ]


def test_a_fit_names_every_weight_and_trusts_none_more_than_before() -> None:
    weights = fitted(world(operators=60).rows)

    assert weights.keys() == DEFAULT.keys()
    assert all(weights[name] <= DEFAULT[name] for name in DEFAULT)


def test_where_strangers_copy_words_texts_join_less() -> None:
    weights = fitted(copied_everywhere())

    assert weights["other contact"] < DEFAULT["other contact"]


def test_without_days_nothing_is_fitted() -> None:
    bare = [replace(row, day=float("nan")) for row in copied_everywhere(40)]

    assert fitted(bare) == DEFAULT


def test_two_ads_are_too_few_to_learn_from() -> None:
    ads = [Row("a/1", (phone(1),), story(1)), Row("a/2", (phone(1),), story(2))]

    assert fitted(ads) == DEFAULT


def test_weights_that_were_given_are_used_and_returned() -> None:
    given = {**DEFAULT, "phone": 0.0}
    ads = [Row("a/1", (phone(1),), story(1)), Row("a/2", (phone(1),), story(2))]

    linked = link_ads(corpus(ads), NOTHING_DECIDED, given)

    assert linked.network.tolist() == [0, 1]
    assert linked.weights == given
