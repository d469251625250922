"""What becomes of ads that are taken in: new, the same, newer, older, forgotten."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, func, select

from lamplight.extract.read import VERSION
from lamplight.model import Ad, Picture, Signal
from lamplight.store.ad_index import ad_index
from lamplight.store.ad_query import all_of, holds
from lamplight.store.ads import get_ad, load_ads, number_of, versions_of
from lamplight.store.intake import Batch, Intake, are_new, take_in, take_in_rows
from lamplight.store.records import row_of
from lamplight.store.runs import start_run
from lamplight.store.signals import load_signals, to_extract
from lamplight.store.tables import ad_pictures, ad_versions, ads
from lamplight.store.tombstones import Tombstones, bury, read_tombstones
from tests.factories import ROSE, an_ad, day, signal_columns

NOTHING = Tombstones(frozenset())


def a_phone(value: str) -> Signal:
    return Signal("phone", value, "body", 21, 33, "plain", 0.9, 0.0)


def take(db: Connection, *batch: Ad) -> Intake:
    run = start_run(db, ROSE, {}, [])
    return take_in(db, batch, run, read_tombstones(db))


def current(db: Connection, id: str = "1") -> Ad:
    return get_ad(db, ROSE, number_of(db, f"site1.example/{id}")).ad


def holding(db: Connection, *words: str) -> list[int]:
    return ad_index(db).numbers(all_of([holds(word) for word in words]), 100_000)


def versions(db: Connection) -> set[str]:
    return {ad.body for ad in versions_of(db, ROSE, number_of(db, "site1.example/1"))}


def test_an_ad_comes_back_as_it_was_read(engine: Engine) -> None:
    ad = an_ad(
        posted_at=day(1),
        collected_at=day(2),
        phones=("212 555 0123",),
        lat=1.5,
        lon=-2.25,
        age=24,
        url="https://site1.example/1",
        unread=("age is '25+'",),
        pictures=(Picture("/a/1.jpg"), Picture(pdq="0f" * 32, quality=90), Picture(fault="gone")),
    )

    with engine.begin() as db:
        take(db, ad)

        assert current(db) == ad


def test_reading_again_changes_nothing(engine: Engine) -> None:
    batch = [an_ad(str(number), body=f"text {number}") for number in range(5)]

    with engine.begin() as db:
        first = take(db, *batch)
        again = take(db, *batch)

    assert first == Intake(new=5, versions=0, same=0, forgotten=0)
    assert again == Intake(new=0, versions=0, same=5, forgotten=0)


def test_the_same_id_of_another_source_is_another_ad(engine: Engine) -> None:
    with engine.begin() as db:
        assert take(db, an_ad("1"), an_ad("1", source="site2.example")).new == 2


def test_a_newer_content_takes_the_place_and_both_are_kept(engine: Engine) -> None:
    old, new = an_ad(body="old", collected_at=day(1)), an_ad(body="new", collected_at=day(2))

    with engine.begin() as db:
        take(db, old)
        taken = take(db, new)

        assert taken == Intake(new=1, versions=1, same=0, forgotten=0)
        assert current(db).body == "new"
        assert versions(db) == {"old"}


def test_an_older_content_that_comes_late_is_only_kept(engine: Engine) -> None:
    old, new = an_ad(body="old", collected_at=day(1)), an_ad(body="new", collected_at=day(2))

    with engine.begin() as db:
        take(db, new)
        taken = take(db, old)

        assert taken.versions == 1
        assert current(db).body == "new"
        assert versions(db) == {"old"}


def test_without_a_day_of_collecting_the_day_of_posting_decides(engine: Engine) -> None:
    with engine.begin() as db:
        take(db, an_ad(body="new", posted_at=day(2)), an_ad(body="old", posted_at=day(1)))

        assert current(db).body == "new"


def test_without_any_day_the_later_read_counts_and_reading_again_does_not_swap(
    engine: Engine,
) -> None:
    batch = an_ad(body="first"), an_ad(body="second")

    with engine.begin() as db:
        take(db, *batch)
        again = take(db, *batch)

        assert again == Intake(new=0, versions=0, same=2, forgotten=0)
        assert current(db).body == "second"
        assert versions(db) == {"first"}


def test_more_new_versions_at_once_than_a_statement_takes_values(engine: Engine) -> None:
    many = [an_ad(str(number), body="old") for number in range(17_000)]

    with engine.begin() as db:
        take(db, *many)
        taken = take(db, *(replace(ad, body="new") for ad in many))

        assert taken == Intake(new=17_000, versions=17_000, same=0, forgotten=0)
        assert len(holding(db, "new")) == 17_000
        assert holding(db, "old") == []


def test_seen_again_later_the_day_moves_on_and_nothing_else(engine: Engine) -> None:
    with engine.begin() as db:
        take(db, an_ad(collected_at=day(1)))
        taken = take(db, an_ad(collected_at=day(3)))

        assert taken.same == 1
        assert current(db).collected_at == day(3)
        assert db.execute(select(func.count()).select_from(ad_versions)).scalar_one() == 0


def test_a_past_content_seen_again_later_counts_again(engine: Engine) -> None:
    with engine.begin() as db:
        take(db, an_ad(body="a", collected_at=day(1)), an_ad(body="b", collected_at=day(2)))
        take(db, an_ad(body="a", collected_at=day(3)))

        assert current(db).body == "a"
        assert versions(db) == {"b"}


def test_a_new_version_brings_its_own_pictures_and_is_extracted_anew(engine: Engine) -> None:
    with engine.begin() as db:
        take(db, an_ad(pictures=(Picture("/a/1.jpg"), Picture("/a/2.jpg"))))
        db.execute(ads.update().values(extracted_by=1))
        take(db, an_ad(body="new", pictures=(Picture("/a/3.jpg"),)))

        assert list(db.execute(select(ad_pictures.c.path)).scalars()) == ["/a/3.jpg"]
        assert list(db.execute(select(ads.c.extracted_by)).scalars()) == [None]


def test_words_are_found_as_long_as_they_count(engine: Engine) -> None:
    with engine.begin() as db:
        take(db, an_ad(body="quiet garden"))
        before = holding(db, "garden", "QUIET")
        take(db, an_ad(body="quiet terrace"))

        assert before == [1]
        assert holding(db, "garden") == []
        assert holding(db, "terrace") == [1]


def test_text_that_no_database_takes_keeps_its_positions(engine: Engine) -> None:
    with engine.begin() as db:
        take(db, an_ad(body="a\0b\ud800c", url="x\0"))

        assert current(db).body == "a�b�c"


def test_what_was_forgotten_stays_away(engine: Engine) -> None:
    with engine.begin() as db:
        bury(db, [("ad", "site1.example/1"), ("source", "site2.example")])

        taken = take(db, an_ad("1"), an_ad("2"), an_ad("3", source="site2.example"))

    assert taken == Intake(new=1, versions=0, same=0, forgotten=2)


def test_what_is_blacked_out_is_known_again(engine: Engine) -> None:
    def redact(ad: Ad) -> Ad:
        return replace(ad, body=ad.body.replace("secret", "██████"))

    with engine.begin() as db:
        run = start_run(db, ROSE, {}, [])
        take_in(db, [an_ad(body="a secret")], run, NOTHING, redact)
        again = take_in(db, [an_ad(body="a secret")], run, NOTHING, redact)

        assert again.same == 1
        assert current(db).body == "a ██████"


def test_what_was_found_goes_in_with_the_ads_that_are_new(engine: Engine) -> None:
    rows = [row_of(an_ad(id)) for id in ("1", "2", "2", "3")]
    phones = {place: [a_phone(f"+1212555010{place}")] for place in range(4)}
    found = signal_columns(phones)[1]

    with engine.begin() as db:
        take(db, an_ad("1"))
        run = start_run(db, ROSE, {}, [])
        taken = take_in_rows(db, Batch(rows, found), run, NOTHING)

        assert (taken.new, taken.same, taken.extracted) == (2, 2, 2)
        stored = {
            load_ads(db, [number])[number].id: [signal.value for signal in signals]
            for number, signals in load_signals(db, range(1, 9)).items()
        }
        assert stored == {"2": ["+12125550101"], "3": ["+12125550103"]}
        assert to_extract(db, VERSION, 0, 9) == [number_of(db, "site1.example/1")]


def test_what_nobody_looked_at_is_still_to_be_extracted(engine: Engine) -> None:
    with engine.begin() as db:
        taken = take(db, an_ad("1"), an_ad("2"))

        assert taken.extracted == 0
        assert len(to_extract(db, VERSION, 0, 9)) == 2


def test_ads_of_a_known_source_and_id_are_not_new_whatever_they_say(engine: Engine) -> None:
    with engine.begin() as db:
        take(db, an_ad("1"))

        asked = [row_of(an_ad("1", body="changed")), row_of(an_ad("1", "site2.example"))]
        assert are_new(db, asked) == [False, True]


READS = st.lists(
    st.builds(
        lambda id, body, moment: an_ad(id, body=body, collected_at=day(moment)),
        st.sampled_from("12"),
        st.sampled_from("abc"),
        st.integers(1, 4),
    ),
    max_size=8,
    unique_by=lambda ad: (ad.id, ad.collected_at),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(reads=READS, cut=st.integers(0, 8))
def test_dated_ads_end_the_same_in_whatever_order_and_batches(
    engine: Engine, reads: list[Ad], cut: int
) -> None:
    """The slow, obvious twin: of each id the content with the latest day counts."""
    newest = {ad.id: ad for ad in sorted(reads, key=lambda ad: str(ad.collected_at))}

    with engine.connect() as db:
        take(db, *reads[:cut])
        take(db, *reads[cut:])
        stored = {ad.id: ad for ad in load_ads(db, range(1, 9)).values()}
        kept = db.execute(select(func.count()).select_from(ad_versions)).scalar_one()
        db.rollback()

    assert stored == newest
    assert kept == len({(ad.id, ad.body) for ad in reads}) - len(newest)
