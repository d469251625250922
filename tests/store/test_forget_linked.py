"""What linking found says nothing any more of what was forgotten, and all else of what is left."""

from sqlalchemy import select, update

from lamplight.model import Link
from lamplight.store.clusters import members_of
from lamplight.store.forget import forget_ads, forget_value
from lamplight.store.forget_linked import FORGOTTEN
from lamplight.store.links import links_of
from lamplight.store.tables import ad_pictures, links, value_uses
from lamplight.store.value_uses import cuts_of_ads
from tests.factories import ROSE
from tests.store.conftest import PHONE, Filled


def ends(found: list[Link]) -> list[tuple[int, int]]:
    return [(link.left, link.right) for link in found]


def test_an_ad_goes_from_links_and_cuts(filled: Filled) -> None:
    with filled.engine.begin() as db:
        gone = forget_ads(db, ROSE, [1])

        assert (gone["links"], gone["senses"]) == (1, 1)
        assert ends(links_of(db, [1, 2, 3])) == [(2, 3)]
        assert [cut.senses for cut in cuts_of_ads(db, [2])] == [((2,), (4,))]


def test_a_network_that_has_no_ads_any_more_goes(filled: Filled) -> None:
    with filled.engine.begin() as db:
        forget_ads(db, ROSE, [1, 2, 3])

        assert list(db.execute(select(links.c.network)).scalars()) == ["nc"]
        assert members_of(db, [1, 2, 3]) == {}


def test_links_by_a_forgotten_value_go_with_it(filled: Filled) -> None:
    with filled.engine.begin() as db:
        forget_value(db, ROSE, "phone", PHONE, lambda ad: ad)

        assert links_of(db, [1, 2, 3]) == []
        assert cuts_of_ads(db, [1, 2, 3, 4]) == []


def test_texts_named_after_a_forgotten_ad_stay_without_that_name(filled: Filled) -> None:
    with filled.engine.begin() as db:
        db.execute(update(value_uses).values(kind="text", value="site2.example/4"))
        forget_ads(db, ROSE, [4])

        (first, second) = links_of(db, [2])
        assert ends([first, second]) == [(1, 2), (2, 3)]
        assert first.reasons[0].value == FORGOTTEN


def test_pictures_of_which_no_ad_shows_the_first_stay_without_its_hash(filled: Filled) -> None:
    with filled.engine.begin() as db:
        db.execute(update(value_uses).values(kind="picture", value="3c" * 32))
        forget_ads(db, ROSE, [4])
        names = list(db.execute(select(value_uses.c.value)).scalars())

        assert names == [FORGOTTEN]
        assert ends(links_of(db, [2])) == [(1, 2), (2, 3)]


def test_pictures_that_another_ad_shows_too_keep_their_name(filled: Filled) -> None:
    with filled.engine.begin() as db:
        db.execute(update(value_uses).values(kind="picture", value="3c" * 32))
        db.execute(ad_pictures.insert().values(ad=1, position=0, pdq="3c" * 32, pending=False))
        forget_ads(db, ROSE, [4])

        assert list(db.execute(select(value_uses.c.value)).scalars()) == ["3c" * 32]
