"""The queue as pages and commands read it."""

import pytest
from sqlalchemy import Engine

from lamplight.errors import NotFound
from lamplight.store import lead_words, leads
from lamplight.store.audit import entries
from lamplight.store.decisions import Saying, add_decision
from lamplight.store.leads import Filters, get_lead, queue_page
from tests.factories import ROSE, day
from tests.store.conftest import Filled, a_lead


def networks(filled: Filled, **wanted: object) -> list[str]:
    with filled.engine.begin() as db:
        page = queue_page(db, ROSE, Filters(**wanted))  # type: ignore[arg-type]
    assert page.total == len(page.leads)
    return [lead.network_id for lead in page.leads]


def test_leads_come_back_as_they_were_stored_in_order_of_rank(filled: Filled) -> None:
    with filled.engine.begin() as db:
        page = queue_page(db, ROSE, Filters())

    assert page.leads[0] == a_lead("na", 1, ads=3, providers=2)
    assert [lead.rank for lead in page.leads] == [1, 2]


def test_a_page_knows_how_many_there_are(filled: Filled) -> None:
    with filled.engine.begin() as db:
        page = queue_page(db, ROSE, Filters(), limit=1, offset=1)

    assert [lead.rank for lead in page.leads] == [2]
    assert page.total == 2


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"place": "reno"}, ["na"]),
        ({"place": "GB"}, ["nc"]),
        ({"place": "%"}, []),
        ({"min_score": 0.0}, ["na"]),
        ({"text": "GARDEN quiet"}, ["na"]),
        ({"text": "garden walk"}, []),
        ({"text": 'walk"'}, ["nc"]),
        ({"text": "walk", "place": "reno"}, []),
        ({"status": "open"}, ["na", "nc"]),
        ({"status": "confirmed"}, []),
    ],
)
def test_filters_narrow(filled: Filled, wanted: dict[str, object], found: list[str]) -> None:
    assert networks(filled, **wanted) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("GARDEN quiet", ["na"]), ("garden walk", []), ('walk"', ["nc"])],
)
def test_frequent_words_narrow_alike(
    filled: Filled, monkeypatch: pytest.MonkeyPatch, text: str, found: list[str]
) -> None:
    monkeypatch.setattr(lead_words, "FREQUENT", 0)
    monkeypatch.setattr(lead_words, "SLICE", 1)

    assert networks(filled, text=text) == found


def test_leads_with_some_words_are_counted_no_further_than_need_be(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in ((leads, "MOST_COUNTED"), (lead_words, "SLICE")):
        monkeypatch.setattr(module, name, 1)
    monkeypatch.setattr(lead_words, "FREQUENT", 0)
    with filled.engine.begin() as db:
        page = queue_page(db, ROSE, Filters(text="a"), limit=1)
        further = queue_page(db, ROSE, Filters(text="a"), limit=1, offset=1)
        count = leads.count_leads(db, Filters(text="a"))

    assert (page.total, page.more, len(page.leads)) == (1, True, 1)
    assert (further.total, further.more, len(further.leads)) == (2, False, 1)
    assert count == leads.Count(1, more=True)


def test_what_people_decided_is_the_leads_status(filled: Filled) -> None:
    with filled.engine.begin() as db:
        add_decision(db, ROSE, Saying("dismissed", network="na"), day(3))

        assert get_lead(db, ROSE, "na").status == "dismissed"
    assert networks(filled, status="dismissed") == ["na"]
    assert networks(filled, status="open") == ["nc"]


@pytest.mark.parametrize("id", ["na", "la", "n-old", "n-older", "l-older"])
def test_a_lead_is_found_by_every_id_it_ever_had(filled: Filled, id: str) -> None:
    with filled.engine.begin() as db:
        assert get_lead(db, ROSE, id).network_id == "na"


def test_what_is_no_lead_is_not_found(filled: Filled) -> None:
    with filled.engine.begin() as db, pytest.raises(NotFound):
        get_lead(db, ROSE, "nowhere")


def test_before_any_run_it_says_how_to_begin(engine: Engine) -> None:
    with engine.begin() as db, pytest.raises(NotFound, match="lamplight run FILE"):
        queue_page(db, ROSE, Filters())


def test_each_look_is_written_down(filled: Filled) -> None:
    with filled.engine.begin() as db:
        queue_page(db, ROSE, Filters())
        get_lead(db, ROSE, "n-old")
        log = [(entry.actor, entry.action, entry.subject) for entry in entries(db)[:2]]

    assert log == [("rose", "saw lead", "na"), ("rose", "saw queue", "queue")]
