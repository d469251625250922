"""The order of what ads show."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lamplight import _native

pictures = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([bytes(32), bytes(31) + b"1", b"2" + bytes(31)]))
)


@given(pictures)
def test_pictures_go_by_ad_then_by_hash(shown: list[tuple[int, bytes]]) -> None:
    owners = np.array([owner for owner, _ in shown], np.int64)
    hashes = np.frombuffer(b"".join(digits for _, digits in shown), np.uint8).reshape(-1, 32)

    order = _native.picture_order(owners, hashes, 4)

    assert order.tolist() == sorted(range(len(shown)), key=shown.__getitem__)
