"""Decisions by command, from the word to the next run's clusters and queue."""

from pathlib import Path

import pytest

from tests.cli.world import World

TEXTS = (
    "quiet room near the river with easy parking and fresh towels for calm visitors all day",
    "bright studio by the old station where music plays and tea is served each afternoon",
    "garden house on the hill with a wide view and time to talk in the early evening hours",
)


class Linked(World):
    """Ads that show phones."""

    def show(self, shown: dict[str, str]) -> None:
        """Another file of ads, each with the phone it shows."""
        self.read(
            *(
                {"id": id, "source": "s/1", "country": "US"}
                | {"posted_at": f"2026-01-0{number + 1}T00:00:00Z"}
                | {"body": f"{TEXTS[ord(id[0]) - ord('a')]} call +1 {phone}"}
                for number, (id, phone) in enumerate(shown.items())
            ),
            name=min(shown),
        )

    def run(self) -> dict[str, str]:
        """Ad -> network, after another run."""
        return {ad: network for ad, (_, network) in self.clusters().items()}

    def clusters(self) -> dict[str, tuple[str, str]]:
        """Ad -> provider, network, after another run."""
        assert self.lamplight("run", "-q").exit_code == 0
        out = self.folder / "clusters.csv"
        assert self.lamplight("export", "clusters", "--out", str(out)).exit_code == 0
        rows = [line.split(",") for line in out.read_text().splitlines()[1:]]
        return {row[0]: (row[2], row[3]) for row in rows}


@pytest.fixture
def world(tmp_path: Path) -> Linked:
    """Ads a1 and a2 share a phone; b1 and b2 another; c stands alone."""
    shown = {"a1": "213-555-0101", "a2": "213-555-0101", "b1": "213-555-0102"}
    shown |= {"b2": "213-555-0102", "c": "213-555-0103"}
    world = Linked(tmp_path)
    world.show(shown)
    return world


def test_same_joins_networks_and_undo_parts_them_again(world: Linked) -> None:
    before = world.run()
    assert before["a1"] == before["a2"] != before["b1"]

    assert world.lamplight("decide", "same", "ad:s/1/a1", f"network:{before['b1']}").exit_code == 0
    joined = world.run()
    assert world.lamplight("undo", "1").exit_code == 0
    parted = world.run()

    assert joined["a1"] == joined["b2"] != joined["c"]
    assert parted["a1"] != parted["b1"]


@pytest.mark.parametrize(("left", "right"), [("a1", "b1"), ("b2", "a1"), ("c", "a2"), ("b1", "c")])
def test_after_undo_every_provider_and_network_has_its_id_of_before(
    world: Linked, left: str, right: str
) -> None:
    world.show({"a0": "213-555-0101", "b0": "213-555-0102", "b00": "213-555-0102"})
    before = world.clusters()

    assert world.lamplight("decide", "same", f"ad:s/1/{left}", f"ad:s/1/{right}").exit_code == 0
    joined = world.clusters()
    world.run()  # and some runs later
    assert world.lamplight("undo", "1").exit_code == 0
    parted = world.clusters()

    assert joined[left][1] == joined[right][1]
    assert parted == before


def test_not_same_keeps_an_ad_away_from_every_ad_of_the_network(world: Linked) -> None:
    network = world.run()["a1"]

    result = world.lamplight("decide", "not-same", "ad:s/1/a1", f"network:{network}")
    after = world.run()

    assert result.exit_code == 0, result.output
    assert after["a1"] != after["a2"]
    assert after["b1"] == after["b2"]


def test_a_value_in_any_writing_is_ignored_in_its_normal_form(world: Linked) -> None:
    world.run()

    assert world.lamplight("decide", "ignore", "phone:+1 (213) 555-0101").exit_code == 0
    (said,) = world.json("decisions")

    assert said["value"] == ["phone", "+12135550101"]


def test_a_number_without_its_country_is_the_one_that_ads_show_or_refused(world: Linked) -> None:
    world.run()

    known = world.lamplight("decide", "ignore", "phone:213 555 0101")
    unknown = world.lamplight("decide", "restore", "phone:402 555 0133")
    (said,) = world.json("decisions")

    assert (known.exit_code, said["value"]) == (0, ["phone", "+12135550101"])
    assert unknown.exit_code == 2
    assert "has no country" in unknown.stderr


def test_restoring_says_how_many_networks_become_one(world: Linked) -> None:
    world.show({"a3": "213-555-0109", "c3": "213-555-0109"})
    world.lamplight("decide", "ignore", "phone:+12135550109")
    world.run()

    told = world.lamplight("decide", "restore", "phone:+12135550109")

    assert "2 networks show it; they become one" in told.stderr
    assert "replaced by 2" in world.lamplight("decisions").stdout


def test_people_see_open_leads_unless_they_ask_for_others(world: Linked) -> None:
    network = world.run()["c"]
    world.lamplight("decide", "dismiss", f"network:{network}")

    assert network not in world.lamplight("queue").stdout
    assert network in world.lamplight("queue", "--status", "any").stdout
    assert network in world.lamplight("queue", "--status", "dismissed").stdout
    assert network in [lead["network_id"] for lead in world.json("queue")]


def test_the_last_day_left_alone_is_listed_as_it_was_said(world: Linked) -> None:
    network = world.run()["c"]

    world.lamplight("decide", "leave-alone", f"network:{network}", "--until", "2999-12-30")

    assert "until 2999-12-30" in world.lamplight("decisions").stdout


def test_a_value_that_no_ad_shows_is_ignored_with_a_word_of_warning(world: Linked) -> None:
    world.run()

    shown = world.lamplight("decide", "ignore", "phone:+12135550101")
    absent = world.lamplight("decide", "ignore", "phone:+12135550199")

    assert "no ad shows" not in shown.stderr
    assert "no ad shows phone +12135550199 yet" in absent.stderr
    assert absent.exit_code == 0


@pytest.mark.parametrize(
    ("command", "status"),
    [("confirm", "confirmed"), ("dismiss", "dismissed"), ("leave-alone", "leave alone")],
)
def test_what_is_said_of_a_network_is_listed(world: Linked, command: str, status: str) -> None:
    network = world.run()["c"]

    done = world.lamplight("decide", command, f"network:{network}", "--note", "asked the desk")
    (said,) = world.json("decisions")

    assert done.exit_code == 0, done.output
    assert (said["kind"], said["network"], said["note"]) == (status, network, "asked the desk")
    assert (said["expires_at"] is not None) == (command == "leave-alone")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("decide", "same", "ad:s/1/a1", "ad:s/1/none"), 3),
        (("decide", "same", "ad:s/1/a1", "ad:s/1/a1"), 2),
        (("decide", "confirm", "network:n999"), 3),
        (("decide", "confirm", "ad:s/1/a1"), 2),
        (("decide", "confirm", "nonsense"), 2),
        (("decide", "ignore", "network:n1"), 2),
        (("decide", "leave-alone", "network:n1", "--until", "2020-01-01"), 2),
        (("undo", "9"), 3),
    ],
)
def test_what_cannot_be_done_has_its_exit_code(
    world: Linked, words: tuple[str, ...], code: int
) -> None:
    result = world.lamplight(*words)

    assert result.exit_code == code
    assert "error:" in result.stderr
