"""Programs written for HMA fill banks and look things up, as they always did."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image, ImageOps
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lamplight.bank import known
from lamplight.pipeline.known import let_go
from lamplight.store import audit, known_held
from lamplight.store.bank_entries import Chosen, change_state
from lamplight.store.bank_intake import Into, take_in
from lamplight.store.banks import Bank, NewEntry, add_entries, new_bank, number_of
from lamplight.web.hma import beside
from lamplight.web.hma.app import make_hma_app
from lamplight.web.quick import Given
from lamplight.web.shield.state import Shield
from tests.factories import ROSE, day
from tests.web.shield.conftest import BRIDGE, BRIDGE_PDQ, DATA

MD5 = "0cc175b9c0f1b6a831c399e269772661"
PHOTO = {"photo": ("a.jpg", BRIDGE.read_bytes(), "image/jpeg")}


def lookup(hma: TestClient, signal: str = BRIDGE_PDQ, kind: str = "pdq", **more: str) -> object:
    params = {"signal_type": kind, "signal": signal, **more}
    return hma.get("/m/lookup", params=params).json()


@pytest.fixture
def bank(hma: TestClient) -> str:
    hma.post("/c/banks", json={"name": "COOP_A_TEST", "enabled_ratio": "1"})
    return "/c/bank/COOP_A_TEST"


def test_a_picture_is_banked_found_held_let_go_and_deleted(hma: TestClient, bank: str) -> None:
    added = hma.post(f"{bank}/content", files=PHOTO).json()
    content = f"{bank}/content/{added['id']}"
    found = lookup(hma, added["signals"]["pdq"])

    hma.put(content, json={"disable_until_ts": 0})
    held = lookup(hma)
    hma.put(content, json={"disable_until_ts": 1})
    again = lookup(hma)
    hma.delete(content)
    gone = lookup(hma)

    assert found == {"COOP_A_TEST": [{"bank_content_id": added["id"], "distance": "0"}]}
    assert (held, gone) == ({}, {})
    assert again == {"COOP_A_TEST": [{"bank_content_id": added["id"], "distance": "2"}]}
    assert hma.get(content).status_code == 404


def test_a_turned_picture_is_found_where_hma_itself_would_not(hma: TestClient, bank: str) -> None:
    hma.post(f"{bank}/signal", json={"pdq": BRIDGE_PDQ})
    turned = (DATA / "turns" / "bridge-2-rotate-90.jpg").read_bytes()

    found = hma.post("/m/lookup", files={"photo": turned}).json()

    assert list(found["pdq"]) == ["COOP_A_TEST"]


def test_a_crop_of_a_picture_that_was_banked_whole_is_found(hma: TestClient, bank: str) -> None:
    hma.post(f"{bank}/content", files=PHOTO)
    out = BytesIO()
    with Image.open(BRIDGE) as image:
        by = [side // 20 for side in image.size]
        ImageOps.crop(image, (*by, *by)).save(out, "JPEG")

    found = hma.post("/m/lookup", files={"photo": out.getvalue()}).json()

    assert list(found["pdq"]) == ["COOP_A_TEST"]


def test_a_content_of_two_signals_is_one(hma: TestClient, bank: str) -> None:
    both = {"pdq": BRIDGE_PDQ, "video_md5": MD5}
    added = hma.post(f"{bank}/signal", json=both | {"note": "seen"}).json()

    by_md5 = lookup(hma, MD5, "video_md5")
    shown = hma.get(f"{bank}/content/{added['id']}?include_signals=true").json()
    hma.delete(f"{bank}/content/{added['id']}")

    assert by_md5 == {"COOP_A_TEST": [{"bank_content_id": added["id"], "distance": "-"}]}
    assert (shown["signals"], shown["note"]) == (both, "seen")
    assert (lookup(hma), lookup(hma, MD5, "video_md5")) == ({}, {})


def test_words_of_a_content_are_kept_and_given_back(hma: TestClient, bank: str) -> None:
    words = '{"content_id": "17", "json": {"case": 3}}'
    added = hma.post(f"{bank}/content", files=PHOTO, data={"metadata": words}).json()
    bad = hma.post(f"{bank}/content", files=PHOTO, data={"metadata": '{"other": 1}'})
    none = hma.post(f"{bank}/content", files=PHOTO, data={"metadata": "{"})

    shown = hma.get(f"{bank}/content/{added['id']}").json()

    assert shown["metadata"] == {
        "content_id": "17", "content_uri": None, "json": {"case": 3}, "collab": None,
    }  # fmt: skip
    assert (bad.status_code, none.status_code) == (400, 400)


def test_what_is_banked_again_has_the_words_that_came_last(hma: TestClient, bank: str) -> None:
    words = {"note": "seen", "metadata": '{"content_id": "17"}'}
    first = hma.post(f"{bank}/content", files=PHOTO, data=words).json()["id"]
    hma.post(f"{bank}/content", files=PHOTO, data={"note": "seen again"})
    hma.post(f"{bank}/content", files=PHOTO)

    shown = hma.get(f"{bank}/content/{first}").json()
    changed = hma.put(f"{bank}/content/{first}", json={"note": "looked at"}).json()
    hma.put(f"{bank}/content/{first}", json={"note": None})

    assert (shown["note"], shown["metadata"]["content_id"]) == ("seen again", "17")
    assert (changed["note"], changed["disable_until_ts"]) == ("looked at", 1)
    assert "note" not in hma.get(f"{bank}/content/{first}").json()


def test_a_content_whose_end_has_come_is_off(hma: TestClient, bank: str, engine: Engine) -> None:
    with engine.begin() as db:
        ended = known.Given("picture", BRIDGE_PDQ, expires=1)
        take_in(db, Into(number_of(db, "COOP_A_TEST"), ROSE, day(1)), [ended])

    assert lookup(hma) == {}
    assert hma.get(f"{bank}/content/1").json()["disable_until_ts"] == 0


def test_a_share_lets_a_bank_answer_some_lookups_the_same_for_one_seed(
    hma: TestClient, bank: str
) -> None:
    hma.post(f"{bank}/signal", json={"pdq": BRIDGE_PDQ})
    hma.put(bank, json={"enabled_ratio": 0.5})

    answers = [bool(lookup(hma, seed=str(seed))) for seed in range(40)]

    assert 5 < sum(answers) < 35
    assert answers == [bool(lookup(hma, seed=str(seed))) for seed in range(40)]
    assert all(lookup(hma, bypass_coinflip="true") for _ in range(5))


def test_banks_that_people_made_answer_too(hma: TestClient, engine: Engine) -> None:
    with engine.begin() as db:
        new_bank(db, ROSE, Bank("KNOWN", "a test", "desk 3", day(1)))
        add_entries(db, ROSE, "KNOWN", [NewEntry("picture", BRIDGE_PDQ)], day(1))
        new_bank(db, ROSE, Bank("LOGOS", "logos", "desk 3", day(1), sign="negative"))

    assert lookup(hma) == {"KNOWN": [{"bank_content_id": 1, "distance": "0"}]}
    assert [one["name"] for one in hma.get("/c/banks").json()] == ["KNOWN"]

    with engine.begin() as db:
        add_entries(db, ROSE, "LOGOS", [NewEntry("picture", BRIDGE_PDQ)], day(1))
    assert lookup(hma) == {}


def test_a_plain_picture_is_not_banked(hma: TestClient, bank: str) -> None:
    answer = hma.post(f"{bank}/signal", json={"pdq": "00" * 32})

    out = BytesIO()
    Image.new("RGB", (64, 64), "white").save(out, "PNG")
    file = hma.post(f"{bank}/content", files={"photo": out.getvalue()})

    assert (answer.status_code, file.status_code) == (400, 400)
    assert "plain picture" in answer.json()["message"]
    assert "too little to see" in file.json()["message"]


def test_what_is_changed_and_looked_up_is_in_the_audit_log(
    hma: TestClient, bank: str, shield: Shield, engine: Engine
) -> None:
    hma.post(f"{bank}/signal", json={"pdq": BRIDGE_PDQ})
    lookup(hma)
    shield.put_down(asked=True)

    with engine.begin() as db:
        rows = [row for row in audit.entries(db) if row.actor == "hma"]
    assert "looked up" in {row.action for row in rows}
    assert {"made bank", "added to bank"} <= {row.action for row in rows}
    assert BRIDGE_PDQ[:10] not in str(rows)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "hma.example"}, 421),
        ({"Origin": "http://other.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Mode": "cors"}, 200),  # as Node's fetch sends it
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
def test_no_browser_brings_another_site_s_requests(
    hma: TestClient, bank: str, headers: dict[str, str], status: int
) -> None:
    answer = hma.post("/m/compare", json={"pdq": [BRIDGE_PDQ] * 2}, headers=headers)

    assert answer.status_code == status


def test_on_an_address_that_others_reach_any_name_of_it_will_do(shield: Shield) -> None:
    app: Starlette = make_hma_app(shield, loopback=False)

    answer = TestClient(app, base_url="http://hma:5100").get("/status")

    assert answer.status_code == 200


def test_an_index_that_is_not_loaded_or_late_is_503(hma: TestClient, shield: Shield) -> None:
    assert shield.compared is not None
    shield.compared = shield.compared._replace(at=shield.compared.at - 3600)
    late = hma.get("/status")
    shield.compared = None
    none = hma.get("/status")

    assert (late.status_code, late.text) == (503, "INDEX-STALE")
    assert (none.status_code, none.text) == (503, "INDEX-NOT-LOADED")


def test_a_content_that_is_held_for_a_time_comes_back_by_itself(
    hma: TestClient, bank: str, engine: Engine
) -> None:
    both = {"pdq": BRIDGE_PDQ, "video_md5": MD5}
    content = f"{bank}/content/{hma.post(f'{bank}/signal', json=both).json()['id']}"
    until = int(datetime.now(UTC).timestamp()) + 60
    hma.put(content, json={"disable_until_ts": until})

    let_go(engine, datetime.fromtimestamp(until - 1, UTC))
    before = lookup(hma), hma.get(content).json()["disable_until_ts"]
    let_go(engine, datetime.fromtimestamp(until, UTC))

    assert before == ({}, until)
    assert "COOP_A_TEST" in str(lookup(hma))
    assert "COOP_A_TEST" in str(lookup(hma, MD5, "video_md5"))


def test_what_a_person_held_since_does_not_come_back_by_itself(
    hma: TestClient, bank: str, engine: Engine
) -> None:
    number = hma.post(f"{bank}/signal", json={"pdq": BRIDGE_PDQ}).json()["id"]
    until = int(datetime.now(UTC).timestamp()) + 60
    hma.put(f"{bank}/content/{number}", json={"disable_until_ts": until})
    chosen = Chosen("COOP_A_TEST", [number])
    with engine.begin() as db:
        change_state(db, ROSE, "released", chosen, day(1))
        change_state(db, ROSE, "quarantined", chosen, day(1))

    let_go(engine, datetime.fromtimestamp(until, UTC))

    assert lookup(hma) == {}


def test_what_is_held_for_good_stays_so_even_after_a_time_was_named(
    hma: TestClient, bank: str, engine: Engine
) -> None:
    content = f"{bank}/content/{hma.post(f'{bank}/signal', json={'pdq': BRIDGE_PDQ}).json()['id']}"
    until = int(datetime.now(UTC).timestamp()) + 60
    hma.put(content, json={"disable_until_ts": until})
    hma.put(content, json={"disable_until_ts": 0})

    let_go(engine, datetime.fromtimestamp(until, UTC))

    assert lookup(hma) == {}


def at_once(app: Starlette, path: str, signal: str, **headers: str) -> bytes | None:
    """What the quick route tells."""
    given = {"host": "localhost:5000", **headers}
    raw = {name.encode(): value.encode() for name, value in given.items()}
    query = f"signal_type=pdq&signal={signal}".encode()
    answer: bytes | None = app.state.quick[b"GET", path.encode()](Given(5000, raw, query, b""))
    return answer


@pytest.fixture
def read(hma: TestClient, app: Starlette, bank: str, monkeypatch: pytest.MonkeyPatch) -> Starlette:
    """A hash is banked, and all that is to be read was just read."""
    monkeypatch.setattr(known_held, "LOOK_EVERY_S", 60)
    monkeypatch.setattr(beside, "HELD_S", 60)
    hma.post(f"{bank}/signal", json={"pdq": BRIDGE_PDQ})
    lookup(hma)
    return app


@pytest.mark.parametrize("path", ["/m/raw_lookup", "/m/lookup"])
def test_a_look_up_at_once_is_told_as_in_a_thread(
    hma: TestClient, read: Starlette, path: str
) -> None:
    threaded = hma.get(path, params={"signal_type": "pdq", "signal": BRIDGE_PDQ})

    assert at_once(read, path, BRIDGE_PDQ) == threaded.content
    assert str(threaded.json()).count("1") == 1


@pytest.mark.parametrize(
    ("signal", "headers"),
    [
        ("zz", {}),
        (BRIDGE_PDQ, {"host": "rebound.example:5000"}),
        (BRIDGE_PDQ, {"host": "localhost:5001"}),
        (BRIDGE_PDQ, {"origin": "http://other.example"}),
        (BRIDGE_PDQ, {"sec-fetch-site": "cross-site"}),
        (BRIDGE_PDQ + "&url=http://cdn.example/a.jpg", {}),
    ],
)
def test_what_may_be_refused_is_not_told_at_once(
    read: Starlette, signal: str, headers: dict[str, str]
) -> None:
    assert at_once(read, "/m/raw_lookup", BRIDGE_PDQ) is not None
    assert at_once(read, "/m/raw_lookup", signal, **headers) is None


def test_contents_of_several_signals_are_not_told_at_once(
    hma: TestClient, read: Starlette, bank: str
) -> None:
    hma.post(f"{bank}/signal", json={"pdq": BRIDGE_PDQ, "video_md5": MD5})
    lookup(hma)

    assert at_once(read, "/m/raw_lookup", BRIDGE_PDQ) is None


@pytest.mark.parametrize("path", ["/m/raw_lookup", "/m/lookup"])
def test_what_was_banked_or_deleted_is_so_at_once_when_that_is_answered(
    hma: TestClient, read: Starlette, bank: str, path: str
) -> None:
    other = "0f" * 32
    added = hma.post(f"{bank}/signal", json={"pdq": other}).json()["id"]
    there = at_once(read, path, other)
    hma.delete(f"{bank}/content/{added}")
    gone = at_once(read, path, other)

    assert str(added).encode() in (there or b"")
    assert gone in (b"{}", b'{"matches":[]}')
