"""What matches ask for, and why."""

from dataclasses import dataclass

import pytest

from lamplight.bank.policy import NOTHING, Found, judge


@dataclass(frozen=True)
class ARule:
    """How a bank counts."""

    name: str = "known"
    purpose: str = "known abuse"
    sign: str = "positive"
    action: str = "hold"


HOLD, REVIEW, ALLOW = ARule(), ARule("seen", action="review"), ARule("art", action="allow")
FALSE = ARule("logos", "logos", sign="negative")
RULES = {1: HOLD, 2: REVIEW, 3: ALLOW, 4: FALSE}


def a_picture(bits: int, bank: int = 1, look: str = "as it is", entry: int = 10) -> Found:
    return Found(entry, bank, "picture", bits, look)


def a_video(query_share: float, known_share: float, bank: int = 1) -> Found:
    return Found(20, bank, "video", 0, "as it is", 0, query_share, known_share)


def test_nothing_found_is_allowed_without_reasons() -> None:
    assert judge([], RULES) == NOTHING


@pytest.mark.parametrize(("bank", "action"), [(1, "hold"), (2, "review"), (3, "allow")])
def test_a_near_picture_asks_for_what_its_bank_asks(bank: int, action: str) -> None:
    assert judge([a_picture(15, bank)], RULES).action == action


def test_the_strictest_bank_counts_and_all_are_told() -> None:
    verdict = judge([a_picture(2, 3, entry=1), a_picture(4, 1, entry=2)], RULES)

    assert verdict.action == "hold"
    assert [match.bank for match in verdict.matches] == ["known", "art"]
    assert len(verdict.reasons) == 2


@pytest.mark.parametrize("bits", [16, 31])
def test_a_distance_of_16_to_31_wants_a_person(bits: int) -> None:
    verdict = judge([a_picture(bits)], RULES)

    assert verdict.action == "review"
    assert verdict.reasons == (
        f'Like a picture of "known" (known abuse): {bits} of 256 bits differ, seen "as it is". '
        "That is near, not sure: a person should look.",
    )


def test_the_very_same_bytes_are_sure() -> None:
    verdict = judge([Found(10, 1, "sha1")], RULES)

    assert verdict.action == "hold"
    assert verdict.reasons == ('The very same file is in "known" (known abuse), by SHA-1.',)


@pytest.mark.parametrize("shares", [(0.8, 0.01), (0.01, 0.8), (1.0, 1.0)])
def test_a_video_that_is_largely_there_either_way_is_sure(shares: tuple[float, float]) -> None:
    assert judge([a_video(*shares)], RULES).action == "hold"


def test_a_video_of_which_little_is_there_wants_a_person_and_both_shares_are_told() -> None:
    verdict = judge([a_video(0.1, 0.5)], RULES)

    assert verdict.action == "review"
    assert verdict.reasons == (
        '10% of its frames are in a video of "known" (known abuse), '
        "and 50% of that video's are in it.",
    )


def test_an_entry_counts_once_by_its_nearest_look() -> None:
    verdict = judge([a_picture(9), a_picture(3, look="turned 90")], RULES)

    assert [match.found.look for match in verdict.matches] == ["turned 90"]


@pytest.mark.parametrize("look", ["turned 180", "all edges cropped by 2.5 %"])
def test_the_picture_as_it_is_is_told_where_a_look_is_nearer_by_rounding_alone(look: str) -> None:
    verdict = judge([a_picture(2), a_picture(0, look=look)], RULES)

    assert [match.found for match in verdict.matches] == [a_picture(2)]
    assert 'seen "as it is"' in verdict.reasons[0]


def test_telling_the_picture_as_it_is_changes_no_verdict() -> None:
    near = [a_picture(14, look="turned 180"), a_picture(16)]
    false = [a_picture(0, look="turned 180"), a_picture(2), a_picture(1, 4, entry=11)]

    assert judge(near, RULES).matches[0].found.look == "turned 180"
    assert [judge(found, RULES).action for found in (near, false)] == ["hold", "hold"]


@pytest.mark.parametrize("nearness", [5, 10])
def test_what_is_as_near_to_a_negative_bank_is_a_known_false_match(nearness: int) -> None:
    found = [a_picture(10), a_picture(nearness, 4, look="turned 90", entry=11)]

    verdict = judge(found, RULES)

    assert verdict.action == "allow"
    assert [match.known_false for match in verdict.matches] == [True]
    assert "known to match falsely" in verdict.reasons[0]


def test_what_is_nearer_to_a_positive_bank_still_counts() -> None:
    assert judge([a_picture(4), a_picture(10, 4, entry=11)], RULES).action == "hold"


def test_a_page_known_to_match_falsely_hides_no_picture_within_it() -> None:
    found = [a_picture(4, look="cut out of a page"), a_picture(0, 4, entry=11)]

    assert judge(found, RULES).action == "hold"


def test_bytes_known_to_match_falsely_clear_every_look() -> None:
    found = [a_picture(0), a_video(1.0, 1.0), Found(12, 4, "sha256")]

    assert judge(found, RULES).action == "allow"


def test_a_digest_is_not_cleared_by_how_the_picture_looks() -> None:
    assert judge([Found(10, 1, "md5"), a_picture(0, 4, entry=11)], RULES).action == "hold"


def test_a_negative_bank_alone_says_nothing() -> None:
    assert judge([a_picture(0, 4)], RULES) == NOTHING


def test_a_bank_that_is_gone_counts_for_nothing() -> None:
    assert judge([a_picture(0, 99)], RULES) == NOTHING
