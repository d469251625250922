"""Between two runs: what is new is named, what only stayed is not."""

from hypothesis import given
from hypothesis import strategies as st

from lamplight.rank.changes import Change, Flow, Standing, changes_between


def named(flows: list[Flow], **scores: tuple[float, float]) -> dict[str, Change]:
    """scores: network -> its score before and now; ranks follow from them."""
    before = _queue({network: score for network, (score, _) in scores.items()})
    now = _queue({network: score for network, (_, score) in scores.items()})
    return {change.network_id: change for change in changes_between(flows, before, now)}


def test_a_network_of_new_ads_is_new() -> None:
    assert named([(None, "n1", 3)])["n1"].what == ("new",)


def test_what_stayed_as_it_was_is_not_named() -> None:
    assert named([("n1", "n1", 3)], n1=(4.0, 4.0)) == {}


def test_a_known_network_with_new_ads_has_grown() -> None:
    change = named([("n1", "n1", 3), (None, "n1", 2)])["n1"]

    assert change.what == ("grown",)
    assert (change.ads, change.ads_new) == (5, 2)


def test_two_that_became_one_are_merged() -> None:
    change = named([("n1", "n1", 3), ("n2", "n1", 2)])["n1"]

    assert change.what == ("merged",)
    assert change.came_from == ("n1", "n2")


def test_a_part_that_left_is_split_and_the_rest_is_not_named() -> None:
    changes = named([("n1", "n1", 3), ("n1", "n9", 2)])

    assert changes["n9"].split_from == "n1"
    assert changes["n9"].what == ("split",)
    assert "n1" not in changes


def test_of_equal_parts_the_one_with_the_name_is_the_rest() -> None:
    changes = named([("n1", "n1", 2), ("n1", "n9", 2)])

    assert list(changes) == ["n9"]
    assert changes["n9"].split_from == "n1"


def test_a_few_ads_that_change_sides_make_no_merger() -> None:
    flows: list[Flow] = [("n1", "n1", 5), ("n2", "n2", 5), ("n2", "n1", 1)]

    assert named(flows) == {}


def test_rising_needs_rank_and_a_bit() -> None:
    flows: list[Flow] = [("n1", "n1", 1), ("n2", "n2", 1), ("n3", "n3", 1)]

    changes = named(flows, n1=(5.0, 5.0), n2=(4.0, 6.0), n3=(3.0, 3.9))

    assert {network: change.what for network, change in changes.items()} == {"n2": ("risen",)}
    assert (changes["n2"].rank_before, changes["n2"].rank) == (2, 1)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from([None, "n1", "n2", "n3"]), st.sampled_from(["n1", "n2", "n8"])),
        st.integers(1, 9),
        max_size=8,
    )
)
def test_each_change_can_be_told_from_the_flows(ads: dict[tuple[str | None, str], int]) -> None:
    flows = [(old, new, count) for (old, new), count in ads.items()]

    for network, change in named(flows).items():
        mine = {old: count for old, new, count in flows if new == network}
        assert change.ads == sum(mine.values())
        assert change.ads_new == mine.get(None, 0)
        assert ("new" in change.what) == (set(mine) == {None})
        assert set(change.came_from) <= set(mine)
        assert change.split_from is None or change.split_from in mine


def _queue(scores: dict[str, float]) -> dict[str, Standing]:
    ordered = sorted(scores, key=lambda network: -scores[network])
    return {network: Standing(rank, scores[network]) for rank, network in enumerate(ordered, 1)}
