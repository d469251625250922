"""What changes in a bank shows, here and elsewhere, and nothing else does."""

from datetime import timedelta
from threading import Thread, current_thread

import pytest
from sqlalchemy import Engine, delete, insert, update

from lamplight.errors import Unavailable
from lamplight.match.known import equal, near
from lamplight.match.video import videos_near
from lamplight.store import known_held
from lamplight.store.bank_log import count_change, log_change
from lamplight.store.banks import NewEntry, add_entries, remove_bank
from lamplight.store.known import known, lag, settled
from lamplight.store.tables import bank_entries, bank_frames, banks
from tests.store.known.bank import ANN, NOON, a_bank, add, change, filled, found, pdq, raw


def away(_: Engine) -> None:
    raise Unavailable("the database does not answer")


def test_what_is_added_withdrawn_and_restored_shows_at_once(engine: Engine) -> None:
    filled(engine, 3)
    assert found(engine, 0, 1, 2, 3) == [0, 1, 2]

    with engine.begin() as db:
        change(db, "withdrawn", [pdq(1)], state="withdrawn")
    assert found(engine, 0, 1, 2) == [0, 2]
    with engine.begin() as db:
        change(db, "restored", [pdq(1)], state="active")
        change(db, "quarantined", [pdq(2)], state="quarantined")
    assert found(engine, 0, 1, 2) == [0, 1]


def test_a_change_that_is_not_committed_does_not_show(engine: Engine) -> None:
    filled(engine, 3)
    with engine.begin() as db:
        add(db, 7)
        before = found(engine, 7)

    assert before == []
    assert found(engine, 7) == [7]


@pytest.mark.parametrize("size", [5, 60])
def test_other_processes_see_changes_too(engine: Engine, other: Engine, size: int) -> None:
    filled(engine, size)
    assert found(other, 0, 1, size) == [0, 1]

    with engine.begin() as db:
        add(db, size)
        change(db, "withdrawn", [pdq(0)], state="withdrawn")

    assert found(other, 0, 1, size) == [1, size]


def test_much_that_others_changed_is_read_beside(
    engine: Engine, other: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_held, "_AT_ONCE", 10)
    filled(engine, 5)
    assert found(other, 0) == [0]

    with engine.begin() as db:
        add(db, *range(5, 50))
    settled(other)

    assert found(other, *range(50)) == [*range(50)]


def test_how_a_bank_counts_is_followed(engine: Engine) -> None:
    filled(engine, 3)
    with engine.begin() as db:
        a_bank(db, "second")
        add(db, 1, 2, name="second")
    far = raw(pdq(1)).copy()
    far[0, :3] ^= 255
    assert near(known(engine).known, far).bank.tolist() == [1, 2]

    with engine.begin() as db:
        log_change(db, ANN, 1, "changed bank", NOON)
        db.execute(update(banks).where(banks.c.number == 1).values(radius_bits=23))
        log_change(db, ANN, 2, "changed bank", NOON)
        db.execute(update(banks).where(banks.c.number == 2).values(sign="negative"))
    now = known(engine)

    assert near(now.known, far).bank.tolist() == [2]
    assert now.banks[2].sign == "negative"
    with engine.begin() as db:
        log_change(db, ANN, 2, "changed bank", NOON)
        db.execute(update(banks).where(banks.c.number == 2).values(enabled=False))
    assert near(known(engine).known, far).bank.tolist() == []


@pytest.mark.parametrize("size", [5, 60])
def test_nothing_of_a_removed_bank_is_found(engine: Engine, size: int) -> None:
    filled(engine, size)
    with engine.begin() as db:
        a_bank(db, "second")
        add(db, 2, name="second")
    settled(engine)

    with engine.begin() as db:
        remove_bank(db, ANN, "known")

    assert found(engine, 1, 2) == [2]
    assert list(known(engine).banks) == [2]


def test_purged_entries_are_gone_also_for_who_never_saw_them_withdrawn(
    engine: Engine, other: Engine
) -> None:
    filled(engine, 60)
    assert found(other, 1, 2) == [1, 2]

    with engine.begin() as db:
        upto = change(db, "withdrawn", [pdq(1)], state="withdrawn")
        db.execute(delete(bank_entries).where(bank_entries.c.value == pdq(1)))
        count_change(db, log_change(db, ANN, 1, "purged", NOON), 1, upto)
        add(db, 61)

    assert found(other, *range(62)) == [0, *range(2, 60), 61]


def test_an_entry_ends_at_its_time(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(engine, 40)
    with engine.begin() as db:
        change(db, "added", [pdq(1), pdq(30)], expires_at=NOON + timedelta(hours=1))
        add(db, 41)
        change(db, "added", [pdq(41)], expires_at=NOON + timedelta(hours=2))

    def at(hours: float) -> list[int]:
        moment = NOON + timedelta(hours=hours)
        monkeypatch.setattr(known_held, "_microsecond", lambda: int(moment.timestamp() * 1_000_000))
        return found(engine, 0, 1, 30, 41)

    assert at(0.9) == [0, 1, 30, 41]
    assert at(1) == [0, 41]
    assert at(2.5) == [0]


def test_digests_are_found_by_kind(engine: Engine) -> None:
    with engine.begin() as db:
        a_bank(db)
        values = {"sha256": "ab" * 32, "sha1": "cd" * 20, "md5": "ef" * 16}
        add_entries(db, ANN, "known", [NewEntry(*one) for one in values.items()], NOON)

    now = known(engine).known

    for place, (kind, value) in enumerate(values.items()):
        assert equal(now, kind, raw("00" * (len(value) // 2), value)).query.tolist() == [1]
        assert equal(now, kind, raw(value)).entry.tolist() == [place + 1]


def test_a_video_is_found_by_its_good_frames_and_a_picture_by_its_looks(engine: Engine) -> None:
    with engine.begin() as db:
        a_bank(db)
        turned = NewEntry("picture", pdq(0), looks=(pdq(0), pdq(1), pdq(1)))
        add_entries(db, ANN, "known", [turned], NOON)
        number = log_change(db, ANN, 1, "added", NOON)
        row = {"bank": 1, "kind": "video", "value": "clip", "note": "", "actor": "", "at": NOON}
        row |= {"state": "active", "source": "", "change": number}
        entry = db.execute(insert(bank_entries).values(row).returning(bank_entries.c.number))
        frames = [(52, 49), (50, 90), (51, 60), (51, 60)]
        clip = entry.scalar_one()
        for position, (one, quality) in enumerate(frames):
            its = {"entry": clip, "position": position, "pdq": pdq(one), "quality": quality}
            db.execute(insert(bank_frames).values(its))

    now = known(engine).known
    videos = videos_near(now, raw(pdq(52), pdq(1), pdq(50)))

    assert near(now, raw(pdq(1))).entry.tolist() == [1]
    assert videos.entry.tolist() == [clip]
    assert (videos.query_share[0], videos.known_share[0]) == (1 / 3, 1 / 2)
    assert (videos.frame[0], videos.known_frame[0]) == (2, 1)


def test_how_far_it_is_behind_is_told(engine: Engine) -> None:
    filled(engine, 3)
    before = known(engine)
    with engine.begin() as db:
        add(db, 7)

    with engine.connect().execution_options(reads_only=True) as db:
        behind = lag(db, before)
        up_to_date = lag(db, known(engine))

    assert (behind.position, behind.newest) == (2, 3)
    assert behind.seconds > 1
    assert (up_to_date.position, up_to_date.newest, up_to_date.seconds) == (3, 3, 0)


def test_while_the_database_is_away_one_of_those_who_ask_waits_for_it(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(engine, 3)
    assert found(engine, 0) == [0]
    tries: list[Thread] = []

    def away_for_each(engine: Engine) -> None:
        tries.append(current_thread())
        away(engine)

    with monkeypatch.context() as patched:
        patched.setattr(known_held, "reading", away_for_each)
        answers = [found(engine, 0, 1) for _ in range(20)]
        settled(engine)

    assert answers == [[0, 1]] * 20
    assert len(tries) > 1
    assert [one for one in tries if one is current_thread()] == tries[:1]


def test_what_changed_while_the_database_was_away_is_known_once_it_answers(
    engine: Engine, other: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(engine, 3)
    assert found(engine, 0) == [0]
    with monkeypatch.context() as patched:
        patched.setattr(known_held, "reading", away)
        assert found(engine, 0) == [0]
    with other.begin() as db:
        change(db, "withdrawn", [pdq(0)], state="withdrawn")

    assert found(engine, 0) == [0]
    settled(engine)
    assert found(engine, 0) == []
