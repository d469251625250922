"""Links, cuts and uses come back by the ads and values they are about."""

from lamplight.link.corpus import ValueUse
from lamplight.model import Cut, Link, LinkReason
from lamplight.store.links import links_of
from lamplight.store.value_uses import cuts_of_ads, cuts_of_value, use_of
from tests.store.conftest import PHONE, Filled

TEXT = f"Both show the phone {PHONE}, which 2 groups of ads showed when these were joined"
CUT = Cut(
    *("phone", PHONE, ((1, 2), (4,))),
    "2 networks share the phone and agree in too little else; "
    "to two of these it is worth +1.5 bits, if it is all that they share",
)


def test_links_are_those_with_an_end_among_the_ads_strongest_first(filled: Filled) -> None:
    with filled.engine.begin() as db:
        assert links_of(db, [2]) == [
            Link(1, 2, "provider", 6.0, (LinkReason("phone", PHONE, TEXT, 6.0),)),
            Link(2, 3, "network", 3.0, (LinkReason("phone", PHONE, TEXT, 3.0),)),
        ]
        assert [link.bits for link in links_of(db, [3])] == [3.0]
        assert links_of(db, [4]) == []


def test_cuts_are_found_by_value_and_by_ad(filled: Filled) -> None:
    with filled.engine.begin() as db:
        assert cuts_of_value(db, "phone", PHONE) == [CUT]
        assert cuts_of_ads(db, [4]) == [CUT]
        assert cuts_of_ads(db, [3]) == []
        assert cuts_of_value(db, "phone", "+1") == []


def test_how_widely_a_value_is_used(filled: Filled) -> None:
    with filled.engine.begin() as db:
        assert use_of(db, "phone", PHONE) == ValueUse("phone", PHONE, 3, 2, 2, 1.5)
        assert use_of(db, "email", PHONE) is None
