"""lamplight run and what shows its results, as a person or a program calls them."""

import csv
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lamplight.cli import app
from tests.pipeline.at_work import RUN, wait_until_at_work
from tests.pipeline.world import write_small_world

LEAD = ["lead_id", "network_id", "rank", "score", "probability", "ads", "providers", "cities"]
LEAD += ["first_seen", "last_seen", "reasons"]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """A small world in the current folder."""
    monkeypatch.chdir(tmp_path)
    return write_small_world(tmp_path / "world").files


def lamplight(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [*words], input=stdin)


def test_run_tells_its_summary_and_exit_1_where_records_were_set_aside(
    files: tuple[str, ...],
) -> None:
    result = lamplight("run", *files, "--json")

    summary = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {"read", "new", "same", "set_aside"} <= set(summary["ads"])
    assert {"signals", "providers", "networks", "leads", "stages", "seconds"} <= set(summary)
    assert {"name", "seconds", "items", "per_second"} == set(summary["stages"][0])
    assert Path("lamplight.db.set-aside.1.jsonl").exists()


def test_each_run_keeps_a_file_of_its_own_of_what_it_set_aside(files: tuple[str, ...]) -> None:
    lamplight("run", files[0])
    lamplight("run", files[1])

    first, second = (Path(f"lamplight.db.set-aside.{run}.jsonl") for run in (1, 2))
    assert [len(path.read_text().splitlines()) for path in (first, second)] == [1, 3]
    assert f"set-aside records: {first}" in lamplight("runs", "1").stdout
    assert f"set-aside records: {second}" in lamplight("runs", "2").stdout


def test_run_reads_a_folder_and_standard_input(files: tuple[str, ...]) -> None:
    folder = str(Path(files[0]).parent)

    first = lamplight("run", folder, "--quiet")
    second = lamplight("run", "-", "--json", stdin='{"id": 1, "body": "quiet garden"}\n')

    assert first.exit_code == 1
    assert "109 new, 18 known already" in first.stdout
    assert json.loads(second.stdout)["ads"]["new"] == 1


def test_a_second_run_without_files_links_and_ranks_again(files: tuple[str, ...]) -> None:
    lamplight("run", *files)

    result = lamplight("run", "--json")

    assert result.exit_code == 0  # two pictures are broken still, but none came
    assert json.loads(result.stdout)["pictures"]["faults"] == 2
    assert json.loads(result.stdout)["ads"] | {"stored": 0} == dict.fromkeys(
        json.loads(result.stdout)["ads"], 0
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["run"], 2),
        (["run", "none.jsonl"], 2),
        (["run", "--map", "body"], 2),
        (["run", "x", "--db", "mysql://x/y"], 2),
        (["run", "x", "--db", "sqlite:////no/such/folder/a.db"], 2),
        (["run", "x", "--db", "postgresql://rose:secret@127.0.0.1:9/x"], 5),
        (["queue"], 2),
        (["runs"], 2),
        (["export", "clusters", "--out", "x.csv"], 2),
    ],
)
def test_what_cannot_be_done_is_one_line_and_an_exit_code(
    words: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = lamplight(*words)

    assert result.exit_code == code
    assert result.stderr.startswith("error: ")
    assert len(result.stderr.splitlines()) == 1
    assert "secret" not in result.stderr


def test_a_mapped_column_that_is_not_there_is_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("odd.csv").write_text("ref;text\n1;hello there\n")

    result = lamplight("run", "odd.csv", "--map", "body=nope", "-q")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no column 'nope'" in result.stderr


def test_showing_makes_no_empty_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    lamplight("queue")

    assert not list(tmp_path.iterdir())


def test_the_queue_as_json_has_the_contracts_fields(files: tuple[str, ...]) -> None:
    lamplight("run", *files)

    leads = json.loads(lamplight("queue", "--json").stdout)
    top = json.loads(lamplight("queue", "--json", "--top", "3").stdout)

    assert [list(lead)[: len(LEAD)] for lead in leads] == [LEAD] * len(leads)
    assert [lead["rank"] for lead in leads] == list(range(1, len(leads) + 1))
    assert top == leads[:3]
    reason = leads[0]["reasons"][-1]
    assert list(reason) == ["text", "bits", "kind", "evidence"]
    for lead in leads:
        for evidence in (it for reason in lead["reasons"] for it in reason["evidence"]):
            assert list(evidence) == ["source", "ad_id", "field", "start", "end"]


def test_the_queue_for_people_names_each_reason(files: tuple[str, ...]) -> None:
    lamplight("run", *files)

    result = lamplight("queue", "--top", "1", "--place", "reno")
    nowhere = lamplight("queue", "--place", "nowhere")

    (lead,) = json.loads(lamplight("queue", "--json", "--top", "1").stdout)
    assert lead["network_id"] in result.stdout
    assert lead["reasons"][0]["text"] in result.stdout
    assert "no lead is like that" in nowhere.stdout


def test_an_empty_database_says_how_to_begin(files: tuple[str, ...]) -> None:
    lamplight("run", *files)
    Path("lamplight.db").unlink()
    lamplight("watch", "list", "--db", "sqlite:///lamplight.db")

    result = lamplight("queue", "--db", "sqlite:///lamplight.db")

    assert result.exit_code in (2, 3)
    assert "lamplight run FILE" in result.stderr


def test_exported_clusters_have_a_row_for_every_ad_and_the_queues_networks(
    files: tuple[str, ...],
) -> None:
    lamplight("run", *files)

    result = lamplight("export", "clusters", "--out", "clusters.csv")

    with Path("clusters.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    leads = json.loads(lamplight("queue", "--json").stdout)
    assert result.exit_code == 0
    assert list(rows[0]) == ["ad_id", "source", "provider_id", "network_id"]
    assert len({(row["source"], row["ad_id"]) for row in rows}) == len(rows) == 107
    assert {row["network_id"] for row in rows} == {lead["network_id"] for lead in leads}


def test_runs_are_listed_with_what_they_set_aside(files: tuple[str, ...]) -> None:
    lamplight("run", *files)

    listed = lamplight("runs")
    shown = lamplight("runs", "1")
    missing = lamplight("runs", "7")

    assert "107 new ads, 2 changed" in listed.stdout
    assert "first.jsonl line 41: " in shown.stdout
    assert missing.exit_code == 3


def test_backup_and_forget_by_command(files: tuple[str, ...]) -> None:
    lamplight("run", *files)

    saved = lamplight("backup", "copy.db")
    saved_again = lamplight("backup", "copy.db")
    replaced = lamplight("backup", "copy.db", "--force")
    asked = lamplight("forget", "ad:site0.example/0", stdin="n\n")
    done = lamplight("forget", "ad:site0.example/0", "--yes")
    again = lamplight("forget", "ad:site0.example/0", "--yes")
    read_again = lamplight("run", *files)

    assert (saved.exit_code, saved_again.exit_code, replaced.exit_code) == (0, 2, 0)
    assert "copy.db is there already; want another name, or --force" in saved_again.stderr
    assert Path("copy.db").stat().st_mode & 0o777 == 0o600
    assert (asked.exit_code, done.exit_code, again.exit_code) == (4, 0, 3)
    assert "error: nothing was forgotten" in asked.stderr
    assert "ads" in done.stdout
    assert "1 left out since they were forgotten" in read_again.stdout


@pytest.mark.fault
def test_ctrl_c_ends_within_a_second_and_the_run_goes_on_later(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": n, "source": "s", "body": f"call 212 555 0{100 + n % 90} now {n}"})
        for n in range(9_000)
    ]
    (tmp_path / "ads.jsonl").write_text("\n".join(lines))
    command = [*RUN, "ads.jsonl"]
    with subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as child:
        assert child.stderr is not None
        wait_until_at_work(child.stderr)
        began = time.monotonic()
        os.killpg(child.pid, signal.SIGINT)
        child.wait(30)
        seconds = time.monotonic() - began
        rest = child.stderr.read()
    again = subprocess.run(
        [*command, "--json", "-q"], cwd=tmp_path, capture_output=True, check=True
    )

    assert child.returncode == 130
    assert "Traceback" not in rest
    assert "stopped; the same command goes on" in rest
    assert seconds < 5  # a second, on a machine that does nothing else
    assert json.loads(again.stdout)["run"] == 1
    assert json.loads(again.stdout)["ads"]["new"] == 9_000


def test_a_file_that_is_set_aside_whole_says_why_at_once(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text('[{"id": 1, "body": "a"}, {"id": 2, "body": "b"}]')

    result = CliRunner().invoke(
        app, ["run", str(tmp_path / "list.json"), "--db", f"sqlite:///{tmp_path}/a.db"]
    )

    assert result.exit_code == 1
    assert "1 × the file is one JSON list; want one object a line" in result.stderr
    assert "next: lamplight inspect" in result.stdout
