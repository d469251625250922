"""Links stand weakest first, and no hash is shown whole."""

from lamplight.model import Cut, Link, LinkReason
from lamplight.web.views.held import MOST_LINKS, LinkEnd, cut_rows, groups_of

HASH = "ab" * 32


def end(number: int) -> LinkEnd:
    return LinkEnd(number, f"board/{number}", "p1")


def test_links_between_providers_come_first_and_weakest_first() -> None:
    links = [
        Link(1, 2, "provider", 1.0, ()),
        Link(3, 4, "network", 9.0, ()),
        Link(5, 6, "network", 2.0, ()),
    ]

    between, inside = groups_of(links, end)

    assert [(link.left.number, link.bits) for link in between.links] == [(5, 2.0), (3, 9.0)]
    assert [link.left.number for link in inside.links] == [1]


def test_what_is_not_shown_is_counted() -> None:
    links = [Link(1, at, "provider", float(at), ()) for at in range(2, 40)]

    (inside,) = groups_of(links, end)

    assert (len(inside.links), inside.more) == (MOST_LINKS, 38 - MOST_LINKS)


def test_a_picture_is_named_by_a_short_piece_of_its_hash() -> None:
    reason = LinkReason("picture", HASH, "Both show one picture.", 3.0)
    (group,) = groups_of([Link(1, 2, "provider", 3.0, (reason,))], end)
    (cut,) = cut_rows([Cut("picture", HASH, ((1, 2), (3,)), "Two uses.")])

    assert group.links[0].reasons[0].value == "ababab…"
    assert (cut.shown, cut.link, cut.senses) == ("ababab…", None, 2)


def test_a_phone_leads_to_its_page() -> None:
    (cut,) = cut_rows([Cut("phone", "+1/2", ((1,), (2,)), "Two uses.")])

    assert cut.link == "/values/phone/%2B1%2F2"


def test_a_handle_without_a_platform_reads_as_people_write_it_and_leads_on() -> None:
    (cut,) = cut_rows([Cut("handle", "any:rose_vip", ((1,), (2,)), "Two uses.")])

    assert cut.shown == "@rose_vip (platform not said)"
    assert cut.link == "/values/handle/any%3Arose_vip"
