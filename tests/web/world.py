"""A small made-up world, written through the store as a run writes it.

Network n1: six ads of two providers in three cities, one of them with markup for its words, three
pictures. n2: two ads. n3: one ad of which there is not enough to say. n4 to n40: one ad each.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw
from sqlalchemy import Connection, Engine

from lamplight.link.corpus import ValueUse
from lamplight.link.linked import Linked
from lamplight.link.trail import CLASSES
from lamplight.model import (
    Actor,
    Ad,
    Evidence,
    Lead,
    Picture,
    PictureHashes,
    Reason,
    SetAside,
    Signal,
)
from lamplight.pipeline.pictures import hash_bytes
from lamplight.store import (
    clusters,
    leads,
    links,
    memberships,
    packed_leads,
    pictures,
    runs,
    signals,
)
from lamplight.store.clusters import Member
from lamplight.store.intake import take_in
from lamplight.store.runs import RunFile
from lamplight.store.tombstones import read_tombstones
from tests.factories import signal_columns
from tests.linked import linked_by_hand

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROSE = Actor("rose")
PHONE = "+12135550123"
OTHER_PHONE = "+12135550188"
MARKUP = "<script>document.title='broken'</script><img src=x onerror=alert(1)> & <b>bold</b>"
PLACES = (("Houston", "TX"), ("Dallas", "TX"), ("Austin", "TX"))
BODY = "New here this week, friendly company. Call 213 five five five 0123, ask for Rose. No rush."


def ads(folder: Path) -> list[Ad]:
    """All ads, in order of their numbers from 1."""
    found = [
        Ad(
            source="board-one",
            id=str(100 + at),
            title=f"Rose in {PLACES[at % 3][0]}",
            body=BODY if at else f"{MARKUP} {BODY}",
            url=f"https://board-one.example/ad/{100 + at}",
            posted_at=NOON - timedelta(days=3 * at),
            city=PLACES[at % 3][0],
            region=PLACES[at % 3][1],
            country="US",
            age=24,
            pictures=(Picture(str(folder / f"picture-{at}.png")),) if at < 3 else (),
        )
        for at in range(6)
    ]
    found += [
        Ad("board-two", f"a/{at}", f"Iris {at}", "Write to iris@mail.example any time", age=31)
        for at in range(2)
    ]
    found += [
        Ad(
            source="board-three",
            id=str(at),
            title=f"Ad {at}",
            body="A short text that says little",
            collected_at=NOON - timedelta(days=at),
            city="Lyon",
            country="FR",
        )
        for at in range(38)
    ]
    return found


def draw_pictures(folder: Path) -> None:
    """Three benign drawings, unlike one another: a hill, a boat, a flag."""
    hill, boat, flag = (Image.new("RGB", (640, 420), "linen") for _ in range(3))
    ImageDraw.Draw(hill).polygon([(40, 400), (320, 60), (600, 400)], fill="darkorange")
    ImageDraw.Draw(hill).ellipse([420, 40, 540, 160], fill="gold")
    ImageDraw.Draw(boat).rectangle([0, 260, 640, 420], fill="steelblue")
    ImageDraw.Draw(boat).chord([150, 180, 420, 340], 0, 180, fill="saddlebrown")
    ImageDraw.Draw(flag).rectangle([80, 20, 100, 420], fill="dimgray")
    ImageDraw.Draw(flag).rectangle([100, 30, 460, 130], fill="seagreen")
    ImageDraw.Draw(flag).rectangle([100, 130, 460, 230], fill="crimson")
    for at, picture in enumerate((hill, boat, flag)):
        picture.save(folder / f"picture-{at}.png")


def signals_of(ad: Ad) -> list[Signal]:
    """Written by hand, as the extractors would find them."""
    found = []
    if (at := ad.body.find("213 five")) >= 0:
        end = at + len("213 five five five 0123")
        found.append(Signal("phone", PHONE, "body", at, end, "digit words", 0.97, 0.4))
    if (at := ad.body.find("iris@")) >= 0:
        end = at + len("iris@mail.example")
        found.append(Signal("email", "iris@mail.example", "body", at, end, "plain", 0.99, 0.0))
    if ad.age:
        found.append(Signal("age", str(ad.age), None, None, None, "structured", 1.0, 0.0))
    if place := ", ".join(part for part in (ad.city, ad.region, ad.country) if part):
        found.append(Signal("place", place, None, None, None, "structured", 1.0, 0.0))
    return found


def reasons_of_first(all_ads: Sequence[Ad]) -> tuple[Reason, ...]:
    first = all_ads[:6]
    hidden = tuple(
        Evidence(ad.source, ad.id, "body", at, at + len("213 five five five 0123"))
        for ad in first
        if (at := ad.body.find("213 five")) >= 0
    )
    youth = tuple(
        Evidence(ad.source, ad.id, "title", 0, 4) for ad in first
    )  # fmt: skip
    return (
        Reason("6 of 6 ads hide their phone number in words.", 5.5, "hidden contact", hidden),
        Reason("One provider stood in three cities within 15 days.", 3.25, "movement", youth),
        Reason("A phone is on the watch list Missing 7.", 2.0, "watch list", hidden[:1]),
        Reason("Ads that say there is no rush are seen less often with harm.", -0.75, "words"),
        Reason("Of all networks, few should be found first.", -4.0, "prior"),
    )


def a_lead(network: str, rank: int, score: float = 1.0) -> Lead:
    """One ad in Lyon."""
    return Lead(
        lead_id=leads.lead_id(network),
        network_id=network,
        rank=rank,
        score=score,
        probability=None,
        ads=1,
        providers=1,
        cities=("Lyon, FR",),
        first_seen=NOON - timedelta(days=rank),
        last_seen=NOON - timedelta(days=rank),
        reasons=(Reason("Of all networks, few should be found first.", score, "prior"),),
        enough=True,
    )


def all_leads(all_ads: Sequence[Ad]) -> list[Lead]:
    first = Lead(
        lead_id="l1",
        network_id="n1",
        rank=1,
        score=6.0,
        probability=0.62,
        ads=6,
        providers=2,
        cities=("Austin, TX, US", "Dallas, TX, US", "Houston, TX, US"),
        first_seen=NOON - timedelta(days=15),
        last_seen=NOON,
        reasons=reasons_of_first(all_ads),
        enough=True,
    )
    second = Lead(
        *("l2", "n2", 2, 1.5, None, 2, 1, (), None, None),
        reasons=(Reason("Both ads share one e-mail address.", 1.5, "shared contact"),),
        enough=True,
    )
    thin = Lead(*("l3", "n3", 40, -4.0, None, 1, 1, ("Lyon, FR",), None, NOON), (), enough=False)
    return [first, second, *(a_lead(f"n{at}", at - 1, 1 - at / 100) for at in range(4, 41)), thin]


def linked() -> Linked:
    """What holds n1 together, and one cut; rows are ads' numbers less one."""
    phone = {"first": 0, "first_groups": 2, "first_bits": 7.5, "first_both": True}
    words = {"second": 1, "second_groups": 1, "second_bits": 4.0, "second_both": True}
    text = {name.replace("second", "first"): it for name, it in words.items()}
    far = {"stay": CLASSES.index("elsewhere"), "stay_bits": -1.5}
    mail = {"first": 2, "first_groups": 1, "first_bits": 6.0, "first_both": True}
    return linked_by_hand(
        _networks(),
        links=[
            *({"left": at, "right": at + 1, "inside": 1, **phone, **words} for at in (0, 1, 3, 4)),
            {"left": 2, "right": 3, **text, **far},
            {"left": 6, "right": 7, "inside": 1, **mail},
        ],
        uses=[
            ValueUse("phone", PHONE, 7, 2, 2, 5.5),
            ValueUse("text", "board-one/100", 6, 1, 1, 4.0),
            ValueUse("email", "iris@mail.example", 2, 1, 1, 6.0),
        ],
        cuts={0: ((0, 1, 2, 3, 4, 5), (8,))},
    )


def members() -> list[Member]:
    first = [Member(at, "p1" if at < 4 else "p2", "n1") for at in range(1, 7)]
    second = [Member(at, "p3", "n2") for at in (7, 8)]
    return first + second + [Member(at, f"p{at - 5}", f"n{at - 6}") for at in range(9, 47)]


def _add_members(db: Connection, run: int, found: Iterable[Member]) -> None:
    numbers, providers, networks = zip(
        *((it.ad, it.provider, it.network) for it in found), strict=True
    )
    memberships.add_members(db, run, numbers, providers, networks)


def _networks() -> list[str]:
    return [member.network for member in members()]


def fill(engine: Engine, folder: Path) -> None:
    """Write the world as a run does."""
    draw_pictures(folder)
    everything = ads(folder)
    file = RunFile(0, str(folder / "ads.jsonl"), "1-1", 48, 46, 0, 0, 0, 2, done=True)
    with engine.begin() as db:
        run = runs.start_run(db, ROSE, {"files": [file.path], "mapping": {}}, [file])
        runs.save_file(db, run, file)
        take_in(db, everything, run, read_tombstones(db))
        found = {number: signals_of(ad) for number, ad in enumerate(everything, 1)}
        found[9] = [Signal("phone", PHONE, "body", 0, 1, "plain", 0.9, 0.0)]
        signals.save_signals(db, *signal_columns(found), 1)
        pictures.save_hashes(db, {p.path: hashes_of(p.path) for ad in everything
                                  for p in ad.pictures if p.path})  # fmt: skip
        _add_members(db, run, members())
        clusters.add_redirects(db, run, {"n99": "n1"})
        links.save_linked(db, run, linked(), range(1, 47), _networks())
        packed_leads.add_leads(db, run, all_leads(everything))
        runs.put_aside(db, run, [
            SetAside(file.path, 7, "neither body nor title", '{"id": 7}'),
            SetAside(file.path, 9, "not JSON at character 3", "{<b>}"),
        ])  # fmt: skip
        runs.finish_run(db, ROSE, run, SUMMARY)


def run_again(engine: Engine) -> None:
    """A second run, which found n1 and what joins it again; n2 became part of n1, n4 of n5."""
    now = {member.ad: member for member in members()}
    now |= {ad: Member(ad, "p3", "n1") for ad in (7, 8)} | {10: Member(10, "p5", "n5")}
    found = [lead for lead in all_leads(ads(Path())) if lead.network_id not in ("n2", "n4")]
    with engine.begin() as db:
        run = runs.start_run(db, ROSE, {"files": [], "mapping": {}}, [])
        _add_members(db, run, now.values())
        clusters.add_redirects(db, run, {"n2": "n1", "n4": "n5"})
        links.save_linked(db, run, linked(), range(1, 47), _networks())
        packed_leads.add_leads(db, run, found)
        runs.finish_run(db, ROSE, run, SUMMARY)


def hashes_of(path: str) -> PictureHashes:
    """Of a drawing, computed once for all tests."""
    return _hashes(Path(path).read_bytes())


@lru_cache
def _hashes(data: bytes) -> PictureHashes:
    return hash_bytes(data)


SUMMARY = {
    "ads": {"read": 48, "new": 46, "same": 0, "set_aside": 2},
    "signals": 17,
    "providers": 41,
    "networks": 40,
    "leads": 40,
    "stages": [
        {"name": "collect", "seconds": 0.5, "items": 48, "per_second": 96.0},
        {"name": "rank", "seconds": 0.25, "items": 40, "per_second": 160.0},
    ],
    "seconds": 0.75,
}
