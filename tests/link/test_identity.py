from collections.abc import Mapping, Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight.arrays import I64
from lamplight.link.identity import Before, Identity
from lamplight.link.identity import carry_ids as carry_on
from lamplight.match.hamming import number_by_first


def carry_ids(
    previous: Sequence[str | None],
    labels: I64,
    keys: Sequence[str],
    prefix: str,
    former: Mapping[str, Sequence[int]] | None = None,
) -> Identity:
    names = list(dict.fromkeys(it for it in previous if it is not None))[::-1]
    of = np.array([-1 if it is None else names.index(it) for it in previous], np.int64)
    return carry_on(Before([*names, "n-nobody"], of, former or {}), labels, keys, prefix)


def carry(previous: list[str | None], labels: list[int]) -> tuple[list[str], dict[str, str]]:
    keys = [f"site/{i:02d}" for i in range(len(labels))]
    identity = carry_ids(previous, np.array(labels, np.int64), keys, "n-")
    return ids_of(identity), identity.redirects


def ids_of(identity: Identity) -> list[str]:
    """Of each row."""
    return [identity.names[cluster] for cluster in identity.of.tolist()]


def test_new_clusters_get_short_ids_that_their_smallest_key_gives() -> None:
    ids, redirects = carry([None, None, None], [0, 1, 0])

    assert ids[0] == ids[2] != ids[1]
    assert all(name.startswith("n-") and len(name) == 12 for name in ids)
    assert redirects == {}


def test_the_order_of_the_rows_gives_the_same_ids() -> None:
    keys = ["b/2", "a/1", "c/3"]

    straight = carry_ids([None] * 3, np.array([0, 0, 1]), keys, "n-")
    turned = carry_ids([None] * 3, np.array([0, 1, 1]), keys[::-1], "n-")

    assert ids_of(straight) == ids_of(turned)[::-1]


def test_an_unchanged_run_keeps_every_id() -> None:
    first, _ = carry([None] * 4, [0, 0, 1, 2])

    assert carry(list(first), [0, 0, 1, 2]) == (first, {})


def test_a_grown_cluster_keeps_its_id() -> None:
    ids, redirects = carry(["n-old", "n-old", None], [0, 0, 0])

    assert ids == ["n-old"] * 3
    assert redirects == {}


def test_of_two_merged_the_larger_gives_its_id_and_the_smaller_redirects() -> None:
    ids, redirects = carry(["n-small", "n-large", "n-large"], [0, 0, 0])

    assert ids == ["n-large"] * 3
    assert redirects == {"n-small": "n-large"}


def test_of_a_split_the_larger_part_keeps_the_id() -> None:
    ids, redirects = carry(["n-old"] * 5, [0, 0, 1, 1, 1])

    assert ids[2:] == ["n-old"] * 3
    assert ids[0] == ids[1] != "n-old"
    assert redirects == {}


def test_an_id_whose_largest_part_was_swallowed_redirects_there() -> None:
    previous = ["n-a", "n-a", "n-a", "n-a", "n-b", "n-b", "n-b"]

    ids, redirects = carry([*previous], [0, 0, 0, 0, 0, 0, 1])

    assert ids[0] == "n-a"
    assert redirects == {"n-b": "n-a"}
    assert ids[6] not in {"n-a", "n-b"}


def test_an_id_that_led_on_comes_back_with_the_ads_it_had() -> None:
    former = {"n-b": [2, 3], "n-elsewhere": [4]}
    labels, keys = np.array([0, 0, 1, 1, 1, 2]), [f"site/{i}" for i in range(6)]

    parted = carry_ids(["n-a"] * 6, labels, keys, "n-", former)

    assert ids_of(parted)[:5] == ["n-a", "n-a", "n-b", "n-b", "n-b"]
    assert ids_of(parted)[5] not in {"n-a", "n-b", "n-elsewhere"}
    assert parted.redirects == {}


def test_of_a_split_the_part_that_always_bore_the_id_keeps_it_though_smaller() -> None:
    labels, keys = np.array([0, 1, 1, 1]), [f"site/{i}" for i in range(4)]

    parted = carry_ids(["n-a"] * 4, labels, keys, "n-", {"n-b": [1, 2, 3]})

    assert ids_of(parted) == ["n-a", "n-b", "n-b", "n-b"]


def test_an_id_that_led_on_stays_where_most_of_its_ads_are() -> None:
    labels, keys = np.array([0, 0, 0, 1]), [f"site/{i}" for i in range(4)]

    parted = carry_ids(["n-a"] * 4, labels, keys, "n-", {"n-b": [1, 2, 3]})

    assert ids_of(parted)[:3] == ["n-a"] * 3
    assert ids_of(parted)[3] not in {"n-a", "n-b"}


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([None, "n-a", "n-b", "n-c", "n-d"]), st.integers(0, 4)),
        max_size=20,
    )
)
def test_one_id_for_each_cluster_and_every_old_id_leads_somewhere(
    rows: list[tuple[str | None, int]],
) -> None:
    labels = number_by_first(np.array([label for _, label in rows], np.int64)).tolist()

    ids, redirects = carry([old for old, _ in rows], labels)

    assert len(set(zip(ids, labels, strict=True))) == len(set(ids)) == len(set(labels))
    for old in {old for old, _ in rows if old}:
        assert (old in ids) != (old in redirects)
    assert set(redirects.values()) <= set(ids)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([None, *"abcd"]), st.integers(0, 4), st.integers(0, 99)),
        min_size=1,
        max_size=20,
        unique_by=lambda it: it[2],
    )
)
def test_each_id_goes_by_most_rows_then_size_then_smallest_key_then_smallest_id(
    rows: list[tuple[str | None, int, int]],
) -> None:
    labels = number_by_first(np.array([label for _, label, _ in rows], np.int64))
    keys = [f"{key:02}" for *_, key in rows]

    identity = carry_ids([old for old, *_ in rows], labels, keys, "n-")

    of = {c: [i for i, it in enumerate(labels.tolist()) if it == c] for c in labels.tolist()}
    smallest = {c: min(keys[i] for i in of[c]) for c in of}
    both = sorted(
        (-sum(rows[i][0] == old for i in of[c]), -len(of[c]), smallest[c], old, c)
        for c in of
        for old in "abcd"
        if any(rows[i][0] == old for i in of[c])
    )
    homes: dict[str, int] = {}
    names: dict[int, str] = {}
    for *_, old, c in both:
        if old not in homes:
            homes[old] = c
            names.setdefault(c, old)
    assert {c: ids_of(identity)[of[c][0]] for c in names} == names
    assert identity.redirects == {old: names[c] for old, c in homes.items() if names[c] != old}
