"""Look-ups over HTTP: Lamplight's two interfaces, and HMA beside, each on one core.

    tests/setup/with_postgres .venv/bin/python bench/serve.py [--hashes 100000] [--seconds 5]
        [--hma FOLDER/bin --hma-source FOLDER]

FOLDER/bin holds an environment with HMA and gunicorn, the source is HMA's folder. The same random
hashes are put into both. A server may use the first processor alone, with what it starts; the
client uses the others. HMA and Lamplight are asked the same in turns, so that other work meets
both. Beside requests a second the processor time of the server and its children
is told, which compares better on a busy machine; that of PostgreSQL, which HMA asks, is left out.
"""

import argparse
import http.client
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

import numpy as np
from PIL import Image

from lamplight.bank.asked import read_hashes
from lamplight.match.known import Limits, near
from lamplight.pipeline.shield import NEAREST
from lamplight.store.engine import open_engine
from lamplight.store.known import settled

PROGRAM = str(Path(sys.executable).parent / "lamplight")
PICTURE = Path(__file__).parents[1] / "tests" / "data" / "pdq" / "edits" / "aaa-orig.jpg"
_TICK_S = 1 / os.sysconf("SC_CLK_TCK")
_TURNS = 8
AT_ONCE = 8
"""Look-ups of hashes that wait at the same time."""

_MULTIPART = "multipart/form-data; boundary=x"


@dataclass(frozen=True)
class Served:
    """A server and its processes."""

    name: str
    port: int
    process: "subprocess.Popen[bytes]"
    headers: dict[str, str]

    def cpu_s(self) -> float:
        return sum(map(_cpu_s, _family(self.process.pid)))

    def memory_mb(self) -> float:
        """Of its own and its share of what is shared (PSS)."""
        return sum(map(_pss_mb, _family(self.process.pid)))


class Asked(NamedTuple):
    """One kind of request."""

    name: str
    method: str
    path: Callable[[int], str]
    body: bytes = b""
    kind: str = ""
    at_once: int = 1


class Row(NamedTuple):
    per_second: float
    cpu_ms: float
    p99_ms: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hashes", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument(
        "--soak", type=float, default=0, help="seconds at 70 %% load, while a bank changes"
    )
    parser.add_argument("--hma", type=Path)
    parser.add_argument("--hma-source", type=Path)
    given = parser.parse_args()
    random = np.random.default_rng(1)
    hashes = [bytes(one).hex() for one in random.integers(0, 256, (given.hashes, 32), np.uint8)]
    print(f"{given.hashes:,} hashes; load {os.getloadavg()[0]:.1f}\n")
    print("| server | asked | requests/s | processor, ms | p99, ms |")
    print("|---|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        shield, hma = stack.enter_context(lamplight(folder, hashes))
        if given.soak:
            soak(shield, hma, one_hash(hashes[0]), given.soak)
            return
        told([shield], batch(hashes), given.seconds)
        beside_bare(folder, hashes, given.seconds)
        servers = [hma]
        if given.hma:
            peer = real_hma(given.hma, given.hma_source, folder, hashes)
            servers.append(stack.enter_context(peer))
        for asked in (one_hash(hashes[0]), *pictures_body()):
            told([shield], asked, given.seconds)
        for asked in (*lookups(hashes), *pictures_form()):
            told(servers, asked, given.seconds)


def batch(hashes: Sequence[str]) -> Asked:
    """10,000 hashes, of which one in a hundred is known."""
    random = np.random.default_rng(2).integers(0, 256, (10_000, 32), np.uint8)
    values = [bytes(one).hex() for one in random]
    values[::100] = hashes[:100]
    body = json.dumps({"hashes": [{"kind": "pdq", "value": one} for one in values]}).encode()
    return Asked("10,000 hashes", "POST", lambda _: "/api/match", body, "application/json")


def one_hash(value: str) -> Asked:
    body = json.dumps({"hashes": [{"kind": "pdq", "value": value}]}).encode()
    return Asked("a hash", "POST", lambda _: "/api/match", body, "application/json", AT_ONCE)


def lookups(hashes: Sequence[str]) -> list[Asked]:
    def path(route: str) -> Callable[[int], str]:
        return lambda at: f"/m/{route}?signal_type=pdq&signal={hashes[at % len(hashes)]}"

    return [
        Asked(f"/m/{route}", "GET", path(route), at_once=AT_ONCE)
        for route in ("raw_lookup", "lookup")
    ]


def jpegs() -> Iterator[tuple[str, bytes]]:
    with Image.open(PICTURE) as picture:
        for name, size in (("512 x 512", (512, 512)), ("4000 x 3000", (4000, 3000))):
            out = BytesIO()
            picture.convert("RGB").resize(size, Image.Resampling.BICUBIC).save(out, "JPEG")
            yield name, out.getvalue()


def pictures_body() -> list[Asked]:
    return [Asked(name, "POST", lambda _: "/api/match", body, "image/jpeg")
            for name, body in jpegs()]  # fmt: skip


def pictures_form() -> list[Asked]:
    head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
    return [
        Asked(f"{name}, /m/lookup", "POST", lambda _: "/m/lookup", head + body + b"\r\n--x--\r\n",
              _MULTIPART) for name, body in jpegs()
    ]  # fmt: skip


@dataclass
class Turns:
    """What one server did in all of its turns."""

    served: Served
    took: list[float] = field(default_factory=list)
    wall_s: float = 0
    cpu_s: float = 0

    def ask(self, asked: Asked, seconds: float) -> None:
        served, took = self.served, list[float]()
        lines = _lines(served, asked.at_once)
        _answers(lines, served, asked, 0)
        cpu_s, begun = served.cpu_s(), time.perf_counter()
        while time.perf_counter() - begun < seconds or len(took) < 2:
            took += _answers(lines, served, asked, len(took))
        self.wall_s += time.perf_counter() - begun
        self.cpu_s += served.cpu_s() - cpu_s
        self.took += took

    def row(self) -> Row:
        p99 = statistics.quantiles(self.took, n=100)[-1]
        many = len(self.took)
        return Row(many / self.wall_s, self.cpu_s / many * 1e3, p99 * 1e3)


def told(servers: Sequence[Served], asked: Asked, seconds: float) -> list[Row]:
    """Rows of the table: what clients get, who each wait for an answer before they ask again."""
    turns = [Turns(served) for served in servers]
    for _ in range(_TURNS):
        for its in turns:
            its.ask(asked, seconds / _TURNS)
    rows = [its.row() for its in turns]
    for served, row in zip(servers, rows, strict=True):
        print(f"| {served.name} | {asked.name} | {row.per_second:,.1f} | {row.cpu_ms:.3f} "
              f"| {row.p99_ms:.1f} |", flush=True)  # fmt: skip
    if len(rows) > 1:
        one, other = rows
        ratios = (one.per_second / other.per_second, other.cpu_ms / one.cpu_ms,
                  other.p99_ms / one.p99_ms)  # fmt: skip
        print(
            f"| ratio | {asked.name} | {' | '.join(f'{one:.1f}' for one in ratios)} |", flush=True
        )
    return rows


def _lines(served: Served, count: int) -> list[http.client.HTTPConnection]:
    return [http.client.HTTPConnection("127.0.0.1", served.port, timeout=60) for _ in range(count)]


def soak(shield: Served, hma: Served, asked: Asked, seconds: float) -> None:
    """How much of its pace a server keeps while a bank changes ten times a second, in turns; then
    70 % of its pace without changes, with them. Any answer but 200 ends it with an error."""
    quiet, changing = Turns(shield), Turns(shield)
    for _ in range(_TURNS):
        quiet.ask(asked, 2)
        with changes(hma):
            changing.ask(asked, 2)
    alone, beside = quiet.row(), changing.row()
    print(
        f"| without changes | {alone.per_second:,.0f} | {alone.cpu_ms:.3f} | {alone.p99_ms:.1f} |"
    )
    print(
        f"| with changes | {beside.per_second:,.0f} | {beside.cpu_ms:.3f} | {beside.p99_ms:.1f} |"
    )
    pace_s = AT_ONCE / (0.7 * alone.per_second)
    lines, took, memory = _lines(shield, AT_ONCE), list[float](), [shield.memory_mb()]
    cpu_s = shield.cpu_s()
    with changes(hma) as done:
        due = begun = time.perf_counter()
        while (passed := time.perf_counter() - begun) < seconds:
            if passed > len(memory) * seconds / 4:
                memory.append(shield.memory_mb())
            took += _answers(lines, shield, asked, 0)
            due += pace_s  # who had to wait asks the sooner after
            time.sleep(max(due - time.perf_counter(), 0))
    cpu_s = shield.cpu_s() - cpu_s
    memory.append(shield.memory_mb())
    p99_ms = statistics.quantiles(took, n=100)[-1] * 1e3
    print(f"{len(took):,} look-ups in {seconds:g} s, all answered, {done[0]} changes of banks; "
          f"p99 {p99_ms:.1f} ms; wanted {AT_ONCE / pace_s * seconds:,.0f}; {cpu_s:.0f} s of the "
          f"processor; load {os.getloadavg()[1]:.1f}; memory of the server, MB, from begin to end: "
          f"{', '.join(f'{one:.0f}' for one in memory)}")  # fmt: skip


@contextmanager
def changes(hma: Served) -> Iterator[list[int]]:
    """Ten a second, beside what is done meanwhile; how many there were."""
    ending, done = Event(), [0]
    changing = Thread(target=_change, args=(hma, ending, done))
    changing.start()
    try:
        yield done
    finally:
        ending.set()
        changing.join()


def _change(hma: Served, ending: Event, done: list[int]) -> None:
    """Add a hash and delete it again, each of which must be done."""
    line = http.client.HTTPConnection("127.0.0.1", hma.port, timeout=60)
    headers = {"Content-Type": "application/json"}
    random = np.random.default_rng()
    due = time.monotonic()
    while not ending.wait(max(due - time.monotonic(), 0)):
        body = json.dumps({"pdq": random.bytes(32).hex()})
        line.request("POST", "/c/bank/BANK/signal", body, headers)
        answer = line.getresponse()
        added = json.loads(answer.read())
        assert answer.status == 200, added
        line.request("DELETE", f"/c/bank/BANK/content/{added['id']}")
        answer = line.getresponse()
        assert json.loads(answer.read()) == {"deleted": 1}
        done[0] += 2
        due += 0.2


def beside_bare(folder: Path, hashes: Sequence[str], seconds: float) -> None:
    """The same batch asked of the engine alone, on one thread."""
    engine = open_engine(f"sqlite:///{folder / 'a.db'}")
    known = settled(engine).known
    asked = read_hashes(json.loads(batch(hashes).body)["hashes"])
    values, limits, rounds = asked.batches["picture"].values, Limits(most=NEAREST), 0
    begun = time.process_time()
    while time.process_time() - begun < seconds:
        near(known, values, limits)
        rounds += 1
    bare_ms = (time.process_time() - begun) / rounds * 1e3
    print(f"| bare engine | 10,000 hashes | {1e3 / bare_ms:,.1f} | {bare_ms:.3f} | |", flush=True)
    engine.dispose()


@contextmanager
def lamplight(folder: Path, hashes: Sequence[str]) -> Iterator[tuple[Served, Served]]:
    """Both interfaces of one server."""
    url = f"sqlite:///{folder / 'a.db'}"
    (folder / "a.txt").write_text("\n".join(hashes))
    for words in (
        ("bank", "new", "BANK", "--purpose", "a test", "--owner", "bench", "--flood-matches", "0"),
        ("bank", "import", "BANK", str(folder / "a.txt"), "--type", "pdq"),
    ):
        subprocess.run([PROGRAM, *words, "--db", url], check=True, capture_output=True)
    made = subprocess.run([PROGRAM, "keys", "new", "bench", "--db", url], check=True,
                          capture_output=True)  # fmt: skip
    headers = {"Authorization": f"Bearer {made.stdout.decode().strip()}"}
    words = ["shield", "serve", "--port", "0", "--hma-port", "0", "--workers", "1", "--db", url]
    with on_first_processor([PROGRAM, *words]) as process:
        assert process.stdout
        lines = [process.stdout.readline().decode() for _ in range(2)]
        ports = [int(line.split("127.0.0.1:")[1].split("/")[0]) for line in lines]
        yield (
            Served("Lamplight", ports[0], process, headers),
            Served("Lamplight as HMA", ports[1], process, {}),
        )


HMA_PARTNERS = """
from OpenMediaMatch.storage.postgres.impl import DefaultOMMStore
from threatexchange.content_type.photo import PhotoContent
from threatexchange.content_type.video import VideoContent
from threatexchange.exchanges.impl import fb_threatexchange_api, ncmec_api, static_sample
from threatexchange.exchanges.impl import stop_ncii_api
from threatexchange.signal_type.md5 import VideoMD5Signal
from threatexchange.signal_type.pdq.signal import PdqSignal

STORAGE_IFACE_INSTANCE = DefaultOMMStore(
    signal_types=[PdqSignal, VideoMD5Signal],
    content_types=[PhotoContent, VideoContent],
    exchange_types=[
        static_sample.StaticSampleSignalExchangeAPI,
        fb_threatexchange_api.FBThreatExchangeSignalExchangeAPI,
        ncmec_api.NCMECSignalExchangeAPI,
        stop_ncii_api.StopNCIISignalExchangeAPI,
    ],
)
"""
"""What it comes with, and those partners that Lamplight has too."""


@contextmanager
def real_hma(bin: Path, source: Path, folder: Path, hashes: Sequence[str]) -> Iterator[Served]:
    """HMA with gunicorn's one worker and its own PostgreSQL database."""
    server = os.environ["TEST_POSTGRES"].replace("postgresql+psycopg", "postgresql")
    subprocess.run(["psql", server, "-qc", "create database hma"], check=True)
    address = server.rsplit("/", 1)[0] + "/hma"
    config = folder / "omm.py"
    config.write_text(
        f"DATABASE_URI = {address.replace('postgresql:', 'postgresql+psycopg2:')!r}\n"
        "PRODUCTION = True\n"
        "ROLE_HASHER = ROLE_MATCHER = ROLE_CURATOR = True\nUI_ENABLED = False\n"
        "TASK_FETCHER = TASK_INDEXER = False\nTASK_INDEX_CACHE = True\n"
        "INDEX_CACHE_MAX_STALE_SEC = 0\nTASK_INDEX_CACHE_INTERVAL_SECONDS = 30\n" + HMA_PARTNERS
    )
    environ = os.environ | {"OMM_CONFIG": str(config), "PYTHONPATH": str(source / "src")}
    flask = [str(bin / "flask"), "--app", "OpenMediaMatch.app"]
    migrations = ["db", "upgrade", "-d", str(source / "src/OpenMediaMatch/migrations")]
    quiet = {"check": True, "capture_output": True, "cwd": source}
    subprocess.run([*flask, *migrations], env=environ | {"MIGRATION_COMMAND": "1"}, **quiet)  # type: ignore[call-overload]
    rows = "".join(f"{at}\tpdq\t{value}\n" for at, value in enumerate(hashes, 1)).encode()
    fill = (
        "insert into bank(name, enabled_ratio) values('BANK', 1);"
        "insert into bank_content(bank_id, disable_until_ts) "
        "select 1, 1 from generate_series(1, :n);"
    )
    filling = ["psql", address, "-q", "-v", f"n={len(hashes)}"]
    subprocess.run(filling, input=fill.encode(), check=True)
    copy = "\\copy content_signal(content_id, signal_type, signal_val) from stdin"
    subprocess.run(["psql", address, "-qc", copy], input=rows, check=True)
    subprocess.run([*flask, "build_indices"], env=environ, **quiet)  # type: ignore[call-overload]
    words = ["-w", "1", "-b", "127.0.0.1:5917", "OpenMediaMatch.app:create_app()"]
    with on_first_processor([str(bin / "gunicorn"), *words], environ, source) as process:
        served = Served("HMA 1.1.7", 5917, process, {})
        for _ in range(120):
            time.sleep(1)
            try:
                line = http.client.HTTPConnection("127.0.0.1", 5917, timeout=5)
                line.request("GET", "/status")
                if line.getresponse().status == 200:
                    break
            except OSError:
                continue
        yield served


@contextmanager
def on_first_processor(
    words: Sequence[str], environ: dict[str, str] | None = None, folder: Path | None = None
) -> "Iterator[subprocess.Popen[bytes]]":
    """A process, and what it starts, on one processor; this one leaves it alone."""
    all_of_them = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, all_of_them[:1])
    process = subprocess.Popen(
        list(words), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ, cwd=folder
    )
    os.sched_setaffinity(0, all_of_them[1:] or all_of_them)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        os.sched_setaffinity(0, all_of_them)


def _answers(
    lines: Sequence[http.client.HTTPConnection], served: Served, asked: Asked, at: int
) -> list[float]:
    """Seconds that each took, all asked before the first is read."""
    headers = served.headers | ({"Content-Type": asked.kind} if asked.kind else {})
    begun = []
    for place, line in enumerate(lines):
        begun.append(time.perf_counter())
        line.request(asked.method, asked.path(at + place), asked.body or None, headers)
    took = []
    for before, line in zip(begun, lines, strict=True):
        answer = line.getresponse()
        body = answer.read()
        took.append(time.perf_counter() - before)
        assert answer.status == 200, (asked.name, answer.status, body[:300])
    return took


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task").glob("*/children")
    return [pid, *(one for it in children for child in it.read_text().split()
                   for one in _family(int(child)))]  # fmt: skip


def _pss_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * _TICK_S


if __name__ == "__main__":
    main()
