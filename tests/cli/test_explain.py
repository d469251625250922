"""Explaining by command, on ads that share a phone and ads that don't."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lamplight.cli import app
from lamplight.store.audit import entries, sealed
from lamplight.store.engine import open_engine, reading

ADS = (
    ("a1", "quiet room near the river with easy parking and fresh towels", "213-555-0101"),
    ("a2", "garden house on the hill with a wide view and time to talk", "213-555-0101"),
    ("b1", "bright studio by the old station where music plays all day", "213-555-0102"),
)


@pytest.fixture
def db(tmp_path: Path) -> str:
    """Ads a1 and a2 share a phone; b1 stands alone."""
    file = tmp_path / "ads.jsonl"
    file.write_text(
        "".join(
            json.dumps({"id": id, "source": "s", "country": "US", "body": f"{text} call {phone}"})
            + "\n"
            for id, text, phone in ADS
        )
    )
    db = f"sqlite:///{tmp_path / 'test.db'}"
    assert CliRunner().invoke(app, ["run", str(file), "-q", "--db", db]).exit_code == 0
    return db


def stored(folder: Path, rows: Sequence[Mapping[str, str]]) -> str:
    """A database with these ads, linked."""
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    db = f"sqlite:///{folder / 'rows.db'}"
    run(db, "run", str(file), "-q")
    return db


def run(db: str, *words: str) -> None:
    result = CliRunner().invoke(app, [*words, "--db", db])
    assert result.exit_code == 0, result.output


def explain(db: str, *words: str) -> Result:
    return CliRunner().invoke(app, ["explain", *words, "--db", db])


def test_an_ad_says_where_it_belongs_and_what_was_read(db: str) -> None:
    told = explain(db, "ad:s/a1")

    assert told.exit_code == 0
    assert "phone:+12135550101" in told.stdout
    assert "ad:s/a1 and ad:s/a2" in told.stdout


def test_a_number_counts_in_all_its_writings_wherever_it_is_counted(tmp_path: Path) -> None:
    words = (ADS[0][1], ADS[1][1], ADS[2][1])
    phones = ("+1 213 555 0101", "+1 213 555 0101", "213 555 0101")
    rows = [
        {"id": f"{n}", "source": "s", "body": f"{text} call {phone}"}
        for n, (text, phone) in enumerate(zip(words, phones, strict=True))
    ]
    db = stored(tmp_path, rows)

    full, bare = (explain(db, f"phone:{it}").stdout for it in ("+12135550101", "2135550101"))

    for told in (full, bare):
        assert "3 ads show it, all of one network" in told
        assert told.count(", 3 ads") == 1
    assert "Linked as" in bare


def test_two_ads_of_one_network_are_joined_step_by_step(db: str) -> None:
    told = explain(db, "ad:s/a1", "ad:s/a2").stdout

    assert "In one network" in told
    assert "+12135550101" in told
    assert "The weakest link" not in told


def test_the_phone_is_named_also_where_words_make_two_ads_one_provider(tmp_path: Path) -> None:
    rows = [
        {
            "id": f"{n}",
            "source": "s",
            "country": "US",
            "city": f"Town {n % 3}",
            "posted_at": f"2026-01-{n + 1:02}",
            "body": f"{ADS[0][1]} call 213-555-010{n % 3}",
        }
        for n in range(9)
    ]
    db = stored(tmp_path, rows)

    told = explain(db, "ad:s/0", "ad:s/3").stdout
    use = explain(db, "phone:+12135550100").stdout

    assert "Both show the phone +12135550100" in told
    assert "What both show\n  the phone +12135550100\n  one text, or variants of one" in told
    assert "One provider\n  provider:" in told
    assert "Use\n  3 ads show it, all of one network\n" in use


def test_a_decision_is_named_with_its_note_and_who_made_it(
    db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAMPLIGHT_ACTOR", "rose")
    run(db, "decide", "same", "ad:s/a1", "ad:s/b1", "--note", "one voice on the phone")
    run(db, "run", "-q")
    network = explain(db, "ad:s/b1").stdout.split("network:")[1].split()[0]
    said = "“same”, decision 1 by rose on "

    joined = explain(db, "ad:s/a1", "ad:s/b1").stdout
    whole = explain(db, f"network:{network}").stdout
    run(db, "undo", "1")
    undone = explain(db, "ad:s/a1", "ad:s/b1").stdout
    run(db, "decide", "not-same", "ad:s/a2", "ad:s/b1", "--note", "two voices")
    run(db, "run", "-q")
    parted = explain(db, "ad:s/a2", "ad:s/b1").stdout

    assert f"A person said that they belong together ({said}" in joined
    assert "one voice on the phone" in joined
    assert "What people decided\n  ad:s/a1 and ad:s/b1: “same”" in whole
    assert "taken back by rose" in undone
    assert "What people decided\n  ad:s/a2 and ad:s/b1: “not the same”" in parted
    assert "two voices" in parted


def test_an_ignored_value_says_who_said_so(db: str) -> None:
    run(db, "decide", "ignore", "phone:+12135550101", "--note", "a desk")
    run(db, "run", "-q")

    told = explain(db, "phone:+12135550101").stdout

    assert "2 ads show it; it joins nothing" in told
    assert "“ignore” of phone:+12135550101, decision 1 by " in told
    assert ": a desk" in told


def test_a_number_without_its_country_is_linked_as_the_one_that_it_can_be(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "source": "s", "country": "US", "body": f"{ADS[0][1]} call 213-555-0101"},
        {"id": "2", "source": "s", "body": f"{ADS[1][1]} call 213-555-0101"},
    ]
    file = tmp_path / "ads.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    db = f"sqlite:///{tmp_path / 'bare.db'}"
    assert CliRunner().invoke(app, ["run", str(file), "-q", "--db", db]).exit_code == 0

    asked = explain(db, "phone:2135550101")
    told = asked.stdout

    assert asked.stderr == ""
    assert "Linked as\n  phone:+12135550101" in told
    assert "2 ads show it, all of one network" in told
    assert "one without its country" in explain(db, "ad:s/1", "ad:s/2").stdout


def test_a_handle_without_a_platform_leads_to_those_that_show_it(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "source": "s", "body": f"{ADS[0][1]} snapchat: rosegarden7"},
        {"id": "2", "source": "s", "body": f"{ADS[1][1]} snapchat: rosegarden7"},
    ]
    file = tmp_path / "ads.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    db = f"sqlite:///{tmp_path / 'handles.db'}"
    CliRunner().invoke(app, ["run", str(file), "-q", "--db", db])

    told = explain(db, "handle:rosegarden7")

    assert told.stdout == (
        "handle:any:rosegarden7\n\n"
        "The name on each platform that shows it\n"
        "  handle:snapchat:rosegarden7, 2 ads\n"
    )


def test_an_ad_is_compared_with_the_ad_of_its_network_that_holds_it_there(tmp_path: Path) -> None:
    phones = (["213-555-0101"], ["213-555-0101", "213-555-0102"], ["213-555-0102"])
    texts = [text for _, text, _ in ADS]
    rows = [
        {"id": f"{n}", "source": "s", "country": "US", "body": f"{text} call {' or '.join(shown)}"}
        for n, (text, shown) in enumerate(zip(texts, phones, strict=True))
    ]
    db = stored(tmp_path, rows)
    told = explain(db, "ad:s/2").stdout
    network = next(it.strip() for it in told.splitlines() if it.startswith("  network:"))

    both = explain(db, "ad:s/2", network).stdout

    assert both.startswith(f"ad:s/2 and {network}\n")
    assert "1 link apart" in both
    assert "ad:s/1 and ad:s/2" in both or "ad:s/2 and ad:s/1" in both


def test_two_networks_are_named_as_they_were_asked_for(db: str) -> None:
    homes = [
        next(it.strip() for it in explain(db, ad).stdout.splitlines() if "network:" in it)
        for ad in ("ad:s/a1", "ad:s/b1")
    ]

    told = explain(db, "ad:s/a1", homes[1]).stdout

    assert told.startswith(f"ad:s/a1 and {homes[1]}\n")
    assert f"ad:s/a1 is of {homes[0]}" in told
    assert "ad:s/b1" not in told


def test_two_ads_of_two_networks_share_nothing(db: str) -> None:
    told = explain(db, "ad:s/a1", "ad:s/b1").stdout

    assert "In different networks" in told
    assert "and against\n  none" in told
    assert "Nothing that both show could join them" in told


def test_two_ads_of_one_phone_that_were_not_joined_show_the_whole_sum(tmp_path: Path) -> None:
    file = tmp_path / "hand.csv"
    file.write_text(
        "id,source,text,phone,city,region,country,posted_at\n"
        "1,s,a quiet room near the river,775-555-0101,Reno,NV,US,2026-01-03\n"
        "2,s,a bright studio by the station,775-555-0101,Elko,NV,US,2026-03-05\n"
        "3,s,a garden house on the hill,775-555-0102,Elko,NV,US,2026-03-05\n"
    )
    db = f"sqlite:///{tmp_path / 'hand.db'}"
    assert CliRunner().invoke(app, ["run", str(file), "-q", "--db", db]).exit_code == 0

    told = explain(db, "ad:s/1", "ad:s/2").stdout

    assert "+6.0  Both show the phone +17755550101" in told
    assert "-7.0  As to time and place, one fell silent" in told
    assert "-1.0  in all; a join needs +3.0 at least" in told
    assert "4.0 are missing" in told


def test_a_decision_against_the_evidence_is_named(db: str) -> None:
    words = ["decide", "not-same", "ad:s/a1", "ad:s/a2", "--db", db]
    assert CliRunner().invoke(app, words).exit_code == 0
    assert CliRunner().invoke(app, ["run", "-q", "--db", db]).exit_code == 0

    told = explain(db, "ad:s/a1", "ad:s/a2").stdout

    assert "Both show the phone +12135550101" in told
    assert "A person said that they are not the same" in told


@pytest.mark.parametrize("writing", ["phone:+12135550101", "phone:+1 (213) 555-0101"])
def test_a_value_in_any_writing_says_who_shows_it(db: str, writing: str) -> None:
    told = explain(db, writing)

    assert told.exit_code == 0
    assert "2 ads" in told.stdout


def test_a_network_is_explained_by_its_weakest_link_first(db: str) -> None:
    network = json.loads(explain(db, "ad:s/a1", "--json").stdout)["parts"][0]["lines"][1]

    told = explain(db, network)

    assert told.exit_code == 0
    assert "2 ads" in told.stdout
    assert "in the queue" in told.stdout


def test_a_network_names_all_its_ads_and_each_reasons_ads_on_demand(tmp_path: Path) -> None:
    file = tmp_path / "ads.jsonl"
    file.write_text(
        "".join(
            json.dumps(
                {"id": f"a{number:02}", "source": "s", "country": "US"}
                | {"posted_at": f"2026-01-{number + 1:02}T00:00:00Z"}
                | {"body": f"{text} call 2one3 five55 0i01"}
            )
            + "\n"
            for number, text in enumerate(f"{one} {ADS[0][1]}" for one in "abcdefghijklmnop")
        )
    )
    db = f"sqlite:///{tmp_path / 'test.db'}"
    assert CliRunner().invoke(app, ["run", str(file), "-q", "--db", db]).exit_code == 0
    (lead,) = json.loads(CliRunner().invoke(app, ["queue", "--json", "--db", db]).stdout)

    few = explain(db, f"network:{lead['network_id']}").stdout
    every = explain(db, f"network:{lead['network_id']}", "--all").stdout

    (disguised,) = (line for line in few.splitlines() if "disguised" in line)
    assert "marked in the 5 newest of 16 ads" in disguised
    assert disguised.endswith(": ad:s/a15, ad:s/a14, ad:s/a13, ad:s/a12, ad:s/a11")
    assert "… and 4 more; all with --all" in few
    (disguised,) = (line for line in every.splitlines() if "disguised" in line)
    assert disguised.count("ad:s/a") == 16
    assert "… and" not in every.partition("Its ads")[2]


def test_a_handle_without_its_platform_says_on_which_it_was_seen(tmp_path: Path) -> None:
    file = tmp_path / "ads.jsonl"
    bodies = ("my instagram: rose_vip", "instagram @rose_vip here", "telegram: rose_vip")
    file.write_text(
        "".join(json.dumps({"id": n, "body": body}) + "\n" for n, body in enumerate(bodies))
    )
    db = f"sqlite:///{tmp_path / 'test.db'}"
    assert CliRunner().invoke(app, ["run", str(file), "-q", "--db", db]).exit_code == 0

    told = explain(db, "handle:rose_vip")

    assert told.exit_code == 0, told.stderr
    assert "handle:instagram:rose_vip, 2 ads" in told.stdout
    assert "handle:telegram:rose_vip, 1 ad" in told.stdout
    assert explain(db, "handle:nobody_vip").exit_code == 3


def test_explaining_leaves_no_ad_in_clear_in_the_log(db: str) -> None:
    explain(db, "ad:s/a1", "ad:s/a2")

    engine = open_engine(db)
    with reading(engine) as tables:
        (last,) = (one for one in entries(tables) if one.action == "explained")
    engine.dispose()

    assert "s/a1" not in last.subject
    assert sealed("ad", "s/a1") in last.subject


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("ad:s/none",), 3),
        (("network:nope",), 3),
        (("phone:+12135550199",), 3),
        (("rubbish",), 2),
        (("phone:12",), 2),
        (("phone:+12135550101", "ad:s/a1"), 2),
    ],
)
def test_what_is_not_there_is_one_line(db: str, words: tuple[str, ...], code: int) -> None:
    told = explain(db, *words)

    assert (told.exit_code, told.stdout) == (code, "")
    assert told.stderr.count("\n") == 1
