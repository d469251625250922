"""Links stand weakest first, and no hash is shown whole."""

from lamplight.model import Cut, Link, LinkReason
from lamplight.web.views.held import AT_ONCE, LinkEnd, cut_rows, groups_of
from lamplight.web.views.pictures import InNetwork, PictureRow

HASH = "ab" * 32
NEAR_COPY = "ab" * 30 + "0000"
NONE = InNetwork((), (), 0, 0)


def end(number: int) -> LinkEnd:
    return LinkEnd(number, f"board/{number}", "p1")


def test_links_between_providers_come_first_and_weakest_first() -> None:
    links = [
        Link(1, 2, "provider", 1.0, ()),
        Link(3, 4, "network", 9.0, ()),
        Link(5, 6, "network", 2.0, ()),
    ]

    between, inside = groups_of(links, end, NONE)

    assert [(link.left.number, link.bits) for link in between.links] == [(5, 2.0), (3, 9.0)]
    assert [link.left.number for link in inside.links] == [1]


def test_what_is_not_shown_is_counted() -> None:
    links = [Link(1, at, "provider", float(at), ()) for at in range(2, 40)]

    (inside,) = groups_of(links, end, NONE)
    (whole,) = groups_of(links, end, NONE, everything=True)

    assert (len(inside.links), inside.more) == (AT_ONCE, 38 - AT_ONCE)
    assert (len(whole.links), whole.more) == (38, 0)


def test_a_picture_is_named_by_a_short_piece_of_its_hash() -> None:
    reason = LinkReason("picture", HASH, "Both show one picture.", 3.0)
    (group,) = groups_of([Link(1, 2, "provider", 3.0, (reason,))], end, NONE)
    (cut,) = cut_rows([Cut("picture", HASH, ((1, 2), (3,)), "Two uses.")])

    assert group.links[0].reasons[0].value == "ababab…"
    assert (cut.shown, cut.link, cut.senses) == ("ababab…", None, 2)


def test_a_link_by_a_picture_leads_to_the_nearest_copy_that_can_be_looked_at() -> None:
    reason = LinkReason("picture", HASH, "Both show one picture, or near copies of it", 3.0)
    rows = [PictureRow(1, 7, 0, 5, None), PictureRow(2, 8, 1, 2, None)]
    hashes = [frozenset([int("0f" * 32, 16)]), frozenset([int(NEAR_COPY, 16)])]

    near, far = (
        groups_of([Link(1, 2, "network", 3.0, (reason,))], end, InNetwork(rows, some, 0, 0))
        for some in (hashes, hashes[:1] * 2)
    )

    assert near[0].links[0].reasons[0].picture == rows[1]
    assert far[0].links[0].reasons[0].picture is None


def test_a_phone_leads_to_its_page() -> None:
    (cut,) = cut_rows([Cut("phone", "+1/2", ((1,), (2,)), "Two uses.")])

    assert cut.link == "/values/phone/%2B1%2F2"


def test_a_handle_without_a_platform_reads_as_people_write_it_and_leads_on() -> None:
    (cut,) = cut_rows([Cut("handle", "any:rose_vip", ((1,), (2,)), "Two uses.")])

    assert cut.shown == "@rose_vip (platform not said)"
    assert cut.link == "/values/handle/any%3Arose_vip"
