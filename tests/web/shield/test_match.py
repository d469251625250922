"""Programs ask whether an upload is known."""

import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
import pytest
from fastapi import FastAPI
from httpx2 import Response
from sqlalchemy import Engine, func, select
from starlette.testclient import TestClient

from lamplight.bank.known import Frame, Given
from lamplight.media.digest import Digests, digests_of
from lamplight.store import known_held
from lamplight.store.api_keys import NewKey
from lamplight.store.bank_intake import Into, take_in
from lamplight.store.banks import Bank, NewEntry, add_entries, new_bank, number_of
from lamplight.store.tables import audit, bank_matches
from lamplight.web.quick import Given as Request
from lamplight.web.shield import clients
from tests.factories import ROSE, day
from tests.pipeline.uploads.scenes import needs_ffmpeg
from tests.web.shield.conftest import BRIDGE, BRIDGE_PDQ, DATA, key_of

UNKNOWN = "0f" * 32


def ask(program: TestClient, *hashes: str, **headers: str) -> Any:
    body = {"hashes": [{"kind": "pdq", "value": value} for value in hashes]}
    return program.post("/api/match", json=body, headers=headers)


def send(program: TestClient, body: bytes, kind: str = "image/jpeg") -> Response:
    answer: Response = program.post("/api/match", content=body, headers={"Content-Type": kind})
    return answer


def test_a_content_type_counts_in_any_writing(program: TestClient) -> None:
    body = b'{"hashes": [{"kind": "pdq", "value": "%s"}]}' % BRIDGE_PDQ.encode()
    form = b'--B\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n%s\r\n--B--\r\n'

    hashes = program.post("/api/match", content=body, headers={"content-type": "Application/JSON"})
    picture = program.post(
        "/api/match",
        content=form % BRIDGE.read_bytes(),
        headers={"content-type": "Multipart/Form-Data; boundary=B"},
    )

    assert (hashes.json()["verdict"], picture.json()["verdict"]) == ("hold", "hold")


@pytest.mark.parametrize("kind", Digests._fields)
def test_an_upload_is_found_by_its_bytes_as_soon_as_a_bank_holds_such_a_digest(
    program: TestClient, engine: Engine, kind: str
) -> None:
    body = BRIDGE.read_bytes()
    before = {match["kind"] for match in send(program, body).json()["matches"]}
    with engine.begin() as db:
        digest = NewEntry(kind, getattr(digests_of(body), kind))
        add_entries(db, ROSE, "known", [digest], day(1))

    after = {match["kind"] for match in send(program, body).json()["matches"]}

    assert (before, after) == ({"picture"}, {"picture", kind})


def test_a_picture_is_found_and_the_answer_says_all(program: TestClient) -> None:
    answer = send(program, BRIDGE.read_bytes())

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    told = answer.json()
    (match,) = told.pop("matches")
    assert told == {
        "verdict": "hold",
        "reasons": [
            'Like a picture of "known" (a test): 2 of 256 bits differ, seen "as it is".',
        ],
        "more": 0,
        "kind": "picture",
        "frames": 1,
        "unread": None,
        "index": {"position": 2, "lag_seconds": told["index"]["lag_seconds"]},
        "fail": "open",
    }
    assert match == {
        "entry": 1,
        "bank": "known",
        "purpose": "a test",
        "kind": "picture",
        "verdict": "hold",
        "known_false": False,
        "distance": 2,
        "variant": "as it is",
        "frame": 0,
        "at_s": 0.0,
        "query_share": None,
        "known_share": None,
        "known_frame": None,
    }


def test_a_turned_picture_in_a_form_is_found_by_that_look(program: TestClient) -> None:
    picture = (DATA / "turns" / "bridge-2-rotate-90.jpg").read_bytes()

    told = program.post("/api/match", files={"file": ("a.jpg", picture)}).json()

    assert told["matches"][0]["variant"].startswith("turned")


def test_hashes_are_answered_in_their_order(program: TestClient) -> None:
    told = ask(program, UNKNOWN, BRIDGE_PDQ).json()

    assert told["verdict"] == "hold"
    assert [one["verdict"] for one in told["results"]] == ["allow", "hold"]
    assert told["results"][0] == {"verdict": "allow", "reasons": [], "matches": [], "more": 0}
    assert told["results"][1]["matches"][0]["entry"] == 1


def test_ten_thousand_hashes_are_one_request(program: TestClient) -> None:
    told = ask(program, *[UNKNOWN] * 9_999, BRIDGE_PDQ).json()

    assert [one["verdict"] for one in told["results"]].index("hold") == 9_999


def test_no_answer_holds_a_hash_of_a_bank(program: TestClient) -> None:
    near = f"{int(BRIDGE_PDQ, 16) ^ 1:064x}"

    answers = [ask(program, near).text, send(program, BRIDGE.read_bytes()).text]

    assert not [answer for answer in answers if BRIDGE_PDQ[:12] in answer]


def test_what_is_added_to_a_bank_is_found_at_once(program: TestClient, engine: Engine) -> None:
    before = ask(program, UNKNOWN).json()
    with engine.begin() as db:
        add_entries(db, ROSE, "known", [NewEntry("picture", UNKNOWN)], day(2))

    after = ask(program, UNKNOWN).json()

    assert (before["verdict"], after["verdict"]) == ("allow", "hold")
    assert after["index"]["position"] > before["index"]["position"]


def test_what_is_known_to_match_falsely_passes(program: TestClient, engine: Engine) -> None:
    with engine.begin() as db:
        new_bank(db, ROSE, Bank("bridges", "a test", "desk 3", day(1), sign="negative"))
        add_entries(db, ROSE, "bridges", [NewEntry("picture", BRIDGE_PDQ)], day(2))

    told = send(program, BRIDGE.read_bytes()).json()

    assert told["verdict"] == "allow"
    assert told["matches"][0]["known_false"] is True


def test_the_same_question_under_an_idempotency_key_is_counted_once(
    client: TestClient, engine: Engine, shield_app: FastAPI
) -> None:
    client.headers.update(key_of(engine, NewKey("uploads")))
    once = {"Idempotency-Key": "upload 17"}

    first, again = ask(client, BRIDGE_PDQ, **once), ask(client, BRIDGE_PDQ, **once)
    other = ask(client, UNKNOWN, **once)
    shield_app.state.shield.put_down(asked=True)

    assert first.content == again.content
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert other.status_code == 422
    with engine.begin() as db:
        assert db.execute(select(func.sum(bank_matches.c.count))).scalar_one() == 1


def test_an_upload_under_an_idempotency_key_is_told_by_its_bytes(program: TestClient) -> None:
    once = {"Idempotency-Key": "x", "Content-Type": "image/jpeg"}

    first = program.post("/api/match", content=BRIDGE.read_bytes(), headers=once)
    again = program.post("/api/match", content=BRIDGE.read_bytes(), headers=once)

    assert first.content == again.content


def test_looks_are_counted_and_sampled_in_the_audit_log(
    program: TestClient, engine: Engine, shield_app: FastAPI
) -> None:
    ask(program, BRIDGE_PDQ, UNKNOWN)
    shield_app.state.shield.put_down(asked=True)

    with engine.begin() as db:
        row = db.execute(select(audit).where(audit.c.action == "looked up")).one()
    assert (row.actor, row.details["looks"]) == ("uploads", {"hold": 1, "allow": 1})
    assert row.details["sample"] == {"verdict": "hold", "entries": [1]}


def test_more_matches_than_are_told_are_counted(program: TestClient, engine: Engine) -> None:
    values = [f"{int(UNKNOWN, 16) ^ (1 << bit):064x}" for bit in range(30)]
    with engine.begin() as db:
        add_entries(db, ROSE, "known", [NewEntry("picture", one) for one in values], day(2))

    (result,) = ask(program, UNKNOWN).json()["results"]

    assert (len(result["matches"]), result["more"]) == (20, 10)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b"[" * 100_000, "no JSON, or too deep"),
        (b"[]", "send"),
        (b'{"hashes":[]}', "1 to 10,000"),
        (b'{"hashes":[{}],"more":1}', "send"),
        (b'{"hashes":[{}],"video":{}}', "send"),
        (b'{"video":[]}', "video wants frames"),
        (b'{"video":{"frames":[]}}', "frames must be a list of 1 to 3,600"),
        (b'{"video":{"frames":[{}]}}', "frame 0 is not written as"),
        (b'{"hashes":[{"kind":"pdq","value":"00"}]}', "hash 0 is no pdq hash"),
        (orjson.dumps({"hashes": [{"kind": "pdq", "value": UNKNOWN}] * 10_001}), "1 to 10,000"),
    ],
)
def test_json_that_cannot_be_used_is_422(program: TestClient, body: bytes, reason: str) -> None:
    answer = send(program, body, "application/json")

    assert answer.status_code == 422
    assert reason in answer.json()["detail"]


def test_more_json_than_ten_thousand_hashes_need_is_413(program: TestClient) -> None:
    assert send(program, b" " * (4 * 1024 * 1024 + 1), "application/json").status_code == 413


@needs_ffmpeg
def test_a_known_still_is_found_in_a_video_and_told_when_it_shows(
    program: TestClient, tmp_path: Path
) -> None:
    source = ["-f", "lavfi", "-i", "testsrc2=duration=3:size=1024x768:rate=5"]
    still = ["-loop", "1", "-t", "3", "-r", "5", "-i", str(BRIDGE)]
    joined = "[1:v]scale=1024:768,setsar=1[b];[0:v]setsar=1[a];[a][b]concat=n=2"
    command = ["ffmpeg", "-v", "error", *source, *still, "-filter_complex", joined]
    subprocess.run([*command, str(tmp_path / "a.mp4")], check=True)

    told = send(program, (tmp_path / "a.mp4").read_bytes(), "video/mp4").json()

    (match,) = told["matches"]
    assert (told["kind"], match["kind"], match["bank"]) == ("video", "picture", "known")
    assert match["at_s"] >= 3


def the_frames(*hashes: str) -> list[dict[str, object]]:
    return [{"pdq": one, "quality": 100, "at_s": at / 2} for at, one in enumerate(hashes)]


def test_a_video_sent_as_the_hashes_of_its_frames_is_told_with_both_shares(
    program: TestClient, engine: Engine
) -> None:
    frames = [sha256(bytes([number])).hexdigest() for number in range(4)]
    with engine.begin() as db:
        new_bank(db, ROSE, Bank("clips", "a test", "desk 3", day(1), action="hold"))
        clip = Given("video", "clip", frames=tuple(Frame(one, 100) for one in frames))
        take_in(db, Into(number_of(db, "clips"), ROSE, day(1)), [clip])
    others = [sha256(bytes([number])).hexdigest() for number in range(10, 16)]

    video = {"frames": the_frames(*others[:4], *frames[2:], *others[4:]), "md5": "0f" * 16}
    told = program.post("/api/match", json={"video": video}).json()

    (match,) = told["matches"]
    assert (told["kind"], told["frames"], told["verdict"]) == ("video", 8, "review")
    assert (match["kind"], match["bank"]) == ("video", "clips")
    assert (match["query_share"], match["known_share"]) == (0.25, 0.5)
    assert (match["frame"], match["at_s"], match["known_frame"]) == (4, 2.0, 2)


def test_a_video_sent_as_hashes_is_found_by_its_digest_and_by_a_known_still(
    program: TestClient, engine: Engine
) -> None:
    with engine.begin() as db:
        add_entries(db, ROSE, "known", [NewEntry("md5", "0f" * 16)], day(1))

    video = {"frames": the_frames(UNKNOWN, BRIDGE_PDQ.upper()), "md5": "0F" * 16}
    told = program.post("/api/match", json={"video": video}).json()

    assert {match["kind"] for match in told["matches"]} == {"md5", "picture"}


def test_each_frame_of_a_video_sent_as_hashes_is_a_look(
    program: TestClient, engine: Engine
) -> None:
    program.headers.update(key_of(engine, NewKey("slow", ("match",), per_minute=5)))

    codes = [
        program.post("/api/match", json={"video": {"frames": the_frames(*[UNKNOWN] * 4)}})
        for _ in range(3)
    ]

    assert [one.status_code for one in codes].count(429) >= 1


def few(program: TestClient, body: bytes, **headers: str) -> bytes | None:
    """What the quick route of these hashes tells."""
    given = {"content-type": "application/json", **headers}
    given["authorization"] = headers.get("authorization", program.headers["authorization"])
    raw = {name.encode(): value.encode() for name, value in given.items()}
    route = program.app.state.quick[b"POST", b"/api/match"]  # type: ignore[attr-defined]
    answer: bytes | None = route(Request(8010, raw, b"", body))
    return answer


ONE_HASH = orjson.dumps({"hashes": [{"kind": "pdq", "value": BRIDGE_PDQ}]})


@pytest.fixture
def read(program: TestClient, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """All that is to be read was just read."""
    monkeypatch.setattr(known_held, "LOOK_EVERY_S", 60)
    monkeypatch.setattr(clients, "READ_EVERY_S", 60)
    program.post("/api/match", content=ONE_HASH, headers={"Content-Type": "application/json"})
    return program


def test_few_hashes_are_told_at_once_what_a_thread_tells(read: TestClient) -> None:
    threaded = read.post(
        "/api/match", content=ONE_HASH, headers={"Content-Type": "application/json"}
    )

    at_once = few(read, ONE_HASH)

    assert at_once is not None
    assert orjson.loads(at_once)["results"] == threaded.json()["results"]
    counted = 'lamplight_looks_total{kind="hash",verdict="hold"} 3.0'
    assert counted in read.get("/metrics").text


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"{", {}),
        (ONE_HASH.replace(b"f8", b"zz"), {}),
        (orjson.dumps({"hashes": [{"kind": "md5", "value": "0" * 32}] * 65}), {}),
        (ONE_HASH, {"content-type": "image/jpeg"}),
        (ONE_HASH, {"idempotency-key": "a"}),
        (ONE_HASH, {"authorization": "Bearer none"}),
        (ONE_HASH, {"authorization": ""}),
    ],
)
def test_what_is_refused_or_more_is_not_told_at_once_nor_counted(
    read: TestClient, body: bytes, headers: dict[str, str]
) -> None:
    assert few(read, body, **headers) is None

    assert 'lamplight_looks_total{kind="hash",verdict="hold"} 1.0' in read.get("/metrics").text


def test_a_program_beyond_its_rate_is_not_told_at_once(read: TestClient, engine: Engine) -> None:
    key = key_of(engine, NewKey("slow", ("match",), per_minute=1))["Authorization"]
    headers = {"Authorization": key, "Content-Type": "application/json"}
    clients_of = read.app.state.clients  # type: ignore[attr-defined]
    clients_of._read_at = float("-inf")

    assert read.post("/api/match", content=ONE_HASH, headers=headers).status_code == 200

    assert few(read, ONE_HASH, authorization=key) is None


def test_a_change_holds_up_no_look_and_is_in_the_next_when_it_is_answered(
    read: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = orjson.dumps({"hashes": [{"kind": "pdq", "value": UNKNOWN}]})
    writes = key_of(engine, NewKey("writes", ("banks:write",)))
    with engine.begin() as db:
        add_entries(db, ROSE, "known", [NewEntry("picture", UNKNOWN)], day(1))
    meanwhile = few(read, body)

    given = {"entries": [{"kind": "md5", "value": "0f" * 16}]}
    with monkeypatch.context() as keys:
        keys.setattr(clients, "READ_EVERY_S", 0)
        answer = read.post("/api/banks/known/entries", json=given, headers=writes)
    after = few(read, body)

    assert answer.status_code == 200
    assert meanwhile is not None
    assert orjson.loads(meanwhile)["verdict"] == "allow"
    assert after is not None
    assert orjson.loads(after)["verdict"] == "hold"
