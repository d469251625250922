"""Which pictures of ads are in banks, whichever came first."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Connection, Engine, update

from lamplight.bank.known import Frame, Given
from lamplight.errors import NotFound
from lamplight.model import Ad, Picture
from lamplight.search.known_pictures import match_pictures
from lamplight.store import intake
from lamplight.store.bank_entries import Chosen, Step, change_state
from lamplight.store.bank_intake import Into, take_in
from lamplight.store.bank_log import changes_since, log_position
from lamplight.store.banks import Bank, change_bank, get_bank, new_bank, number_of
from lamplight.store.picture_checks import matched_position
from lamplight.store.picture_matches import found_pictures, hits_in, withheld_in
from lamplight.store.runs import start_run
from lamplight.store.tables import ad_pictures
from lamplight.store.tombstones import read_tombstones
from tests.factories import ROSE, day
from tests.search.stored import store

ONE, OTHER, TURNED = "0f" * 32, "f0" * 32, "3c" * 32
NEAR = "0f" * 31 + "0e"
SHA = "ab" * 32


def ad(id: str, *hashes: str, quality: int | None = None) -> Ad:
    pictures = tuple(Picture(pdq=it, quality=quality) for it in hashes)
    return Ad("s", id, body="x", pictures=pictures)


def learn(db: Connection, *given: Given, bank: str = "known") -> None:
    take_in(db, Into(number_of(db, bank), ROSE, day(1)), given)


def found(engine: Engine, bank: str = "known") -> list[tuple[str, int, int]]:
    match_pictures(engine, day(2))
    with engine.begin() as db:
        shown = found_pictures(db, ROSE, bank).shown
    return sorted((it.ad_id, it.position, it.bits) for it in shown)


def test_finds_follow_page_by_page(banked: Engine) -> None:
    by_order(banked, "ads", [ad(str(at), ONE) for at in range(3)], Given("picture", ONE))

    with banked.begin() as db:
        first, rest = (found_pictures(db, ROSE, "known", 2, skip) for skip in (0, 2))

    assert [it.ad_id for it in (*first.shown, *rest.shown)] == ["0", "1", "2"]
    assert (first.pictures, rest.pictures) == (3, 3)


@pytest.fixture
def banked(engine: Engine) -> Engine:
    with engine.begin() as db:
        new_bank(db, ROSE, Bank("known", "a test", "desk 3", day(1), withheld=True))
    return engine


def by_order(engine: Engine, first: str, ads: Sequence[Ad], *given: Given) -> None:
    """Ads and entries come one after the other, each followed by a look."""
    for what in (first, "entries" if first == "ads" else "ads"):
        with engine.begin() as db:
            if what == "ads":
                store(db, ads)
            else:
                learn(db, *given)
        match_pictures(engine, day(2))


@pytest.mark.parametrize("first", ["ads", "entries"])
def test_pictures_are_found_whichever_came_first(banked: Engine, first: str) -> None:
    ads = [ad("1", OTHER, NEAR), ad("2", ONE), ad("3", OTHER), ad("4", ONE, quality=20), ad("5")]

    by_order(banked, first, ads, Given("picture", ONE))

    assert found(banked) == [("1", 1, 1), ("2", 0, 0)]


@pytest.mark.parametrize("first", ["ads", "entries"])
def test_turns_and_frames_of_videos_are_found_too(banked: Engine, first: str) -> None:
    looks = (ONE, *[TURNED] * 7)
    video = Given("video", "clip", frames=(Frame(OTHER, 80), Frame("55" * 32, 80)))

    by_order(
        banked, first, [ad("1", TURNED), ad("2", OTHER)], Given("picture", ONE, looks=looks), video
    )

    assert found(banked) == [("1", 0, 0), ("2", 0, 0)]


@pytest.mark.parametrize("first", ["ads", "entries"])
def test_the_same_bytes_are_found_by_their_digests(banked: Engine, first: str) -> None:
    def stored() -> None:
        with banked.begin() as db:
            store(db, [ad("1", OTHER), ad("2", OTHER)])
            mine = ad_pictures.c.ad == 1
            db.execute(update(ad_pictures).where(mine).values(sha256=SHA, md5="cd" * 16))

    if first == "ads":
        stored()
        match_pictures(banked, day(2))
    with banked.begin() as db:
        learn(db, Given("sha256", SHA), Given("md5", "cd" * 16), Given("sha1", "cd" * 20))
    if first == "entries":
        match_pictures(banked, day(2))
        stored()

    assert found(banked) == [("1", 0, 0)] * 2


def test_what_counts_is_asked_each_time(banked: Engine) -> None:
    by_order(banked, "ads", [ad("1", NEAR)], Given("picture", ONE))

    def step(what: Step) -> None:
        with banked.begin() as db:
            change_state(db, ROSE, what, Chosen("known", [1]), day(1))

    def change(**fields: object) -> None:
        with banked.begin() as db:
            bank = replace(get_bank(db, "known"), **fields)  # type: ignore[arg-type]
            change_bank(db, ROSE, bank, day(1))

    steps: tuple[tuple[Step, Step], ...] = (
        ("withdrawn", "restored"),
        ("quarantined", "released"),
    )
    for off, on in steps:
        step(off)
        assert found(banked) == []
        step(on)
        assert found(banked) == [("1", 0, 1)]
    narrower: tuple[dict[str, object], ...] = ({"enabled": False}, {"radius_bits": 0})
    for fields in narrower:
        change(**fields)
        assert found(banked) == []
        change(enabled=True, radius_bits=31)
        assert found(banked) == [("1", 0, 1)]


def test_a_wider_radius_finds_pictures_that_were_looked_for_before(banked: Engine) -> None:
    with banked.begin() as db:
        change_bank(db, ROSE, replace(get_bank(db, "known"), radius_bits=0), day(1))
    by_order(banked, "entries", [ad("1", NEAR)], Given("picture", ONE))
    assert found(banked) == []

    with banked.begin() as db:
        change_bank(db, ROSE, replace(get_bank(db, "known"), radius_bits=8), day(1))

    assert found(banked) == [("1", 0, 1)]


def test_what_a_negative_bank_knows_is_a_known_false_match(banked: Engine) -> None:
    by_order(banked, "ads", [ad("1", ONE), ad("2", NEAR)], Given("picture", ONE))
    with banked.begin() as db:
        assert withheld_in(db, [1, 2]) == {(1, 0), (2, 0)}
        logos = Bank("logos", "a test", "desk 3", day(1), sign="negative", radius_bits=0)
        new_bank(db, ROSE, logos)
        learn(db, Given("picture", NEAR), bank="logos")
    match_pictures(banked, day(2))

    with banked.begin() as db:
        assert withheld_in(db, [1, 2]) == {(1, 0)}
        assert [number for number, _ in hits_in(db, [1, 2])] == [1]
    assert found(banked, "logos") == [("2", 0, 0)]
    assert found(banked) == [("1", 0, 0)]


def test_pictures_that_a_run_at_work_brings_are_not_missed(banked: Engine) -> None:
    """They are stored and looked for, an entry comes, and only then the run ends."""
    with banked.begin() as db:
        store(db, [ad("1", OTHER)])
        run = start_run(db, ROSE, {}, [])
        intake.take_in(db, [ad("2", ONE)], run, read_tombstones(db))
        learn(db, Given("picture", OTHER))
    match_pictures(banked, day(2))
    with banked.begin() as db:
        learn(db, Given("picture", ONE))
    match_pictures(banked, day(2))
    with banked.begin() as db:
        behind = matched_position(db) < log_position(db)
        store(db, [ad("3", ONE)])

    assert behind
    assert found(banked) == [("1", 0, 0), ("2", 0, 0), ("3", 0, 0)]
    with banked.begin() as db:
        assert matched_position(db) == log_position(db)


def test_without_known_pictures_nothing_is_done(banked: Engine) -> None:
    with banked.begin() as db:
        store(db, [ad("1", ONE)])
        learn(db, Given("phone", "+12135550123"))

    assert found(banked) == []
    with banked.begin() as db:
        assert matched_position(db) == 0
        with pytest.raises(NotFound):
            found_pictures(db, ROSE, "none")


def test_a_bank_that_matches_no_more_than_before_is_not_looked_through_again(
    banked: Engine,
) -> None:
    with banked.begin() as db:
        change_bank(db, ROSE, replace(get_bank(db, "known"), radius_bits=8), day(1))
        change_bank(db, ROSE, replace(get_bank(db, "known"), purpose="another"), day(1))
        learn(db, Given("picture", ONE))
        change_bank(db, ROSE, replace(get_bank(db, "known"), radius_bits=9), day(1))
        counts = [it.count for it in changes_since(db, 0) if it.what == "changed bank"]

    assert counts == [0, 0, 1]
