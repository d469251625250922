"""A US phone's area code belongs to another state than the ad's place.

View -> find -> (number of the network, Finding)

Within the United States only: a phone of another country would stand for where a person comes
from, which is protected. Area codes: libphonenumber's geocoding data (Apache-2.0), 2025. Limit:
people keep their number when they move, so it is weak; towns at a state's border disagree without
meaning anything.
"""

from collections.abc import Iterator

import numpy as np

from lamplight.arrays import I64
from lamplight.ordered import ordered
from lamplight.rank.facts import NONE, Facts, firsts
from lamplight.rank.finding import Finding
from lamplight.rank.view import View

STATES = {
    "AK": "907",
    "AL": "205 251 256 334 659 938",
    "AR": "327 479 501 870",
    "AZ": "480 520 602 623 928",
    "CA": (
        "209 213 279 310 323 341 350 369 408 415 424 442 510 530 559 562 619 626 628 650 657 "
        "661 669 707 714 738 747 760 805 818 820 831 840 858 909 916 925 949 951"
    ),
    "CO": "303 719 720 748 970 983",
    "CT": "203 475 860 959",
    "DC": "202 771",
    "DE": "302",
    "FL": (
        "239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 "
        "941 954"
    ),
    "GA": "229 404 470 478 678 706 762 770 912 943",
    "HI": "808",
    "IA": "319 515 563 641 712",
    "ID": "208 986",
    "IL": "217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 872",
    "IN": "219 260 317 463 574 765 812 930",
    "KS": "316 620 785 913",
    "KY": "270 364 502 606 859",
    "LA": "225 318 337 504 985",
    "MA": "339 351 413 508 617 774 781 857 978",
    "MD": "227 240 301 410 443 667",
    "ME": "207",
    "MI": "231 248 269 313 517 586 616 734 810 906 947 989",
    "MN": "218 320 507 612 651 763 952",
    "MO": "235 314 417 557 573 636 660 816 975",
    "MS": "228 601 662 769",
    "MT": "406",
    "NC": "252 336 472 704 743 828 910 919 980 984",
    "ND": "701",
    "NE": "308 402 531",
    "NH": "603",
    "NJ": "201 551 609 640 732 848 856 862 908 973",
    "NM": "505 575",
    "NV": "702 725 775",
    "NY": ("212 315 329 332 347 363 516 518 585 607 631 646 680 716 718 838 845 914 917 929 934"),
    "OH": "216 220 234 283 326 330 380 419 440 513 567 614 740 937",
    "OK": "405 539 572 580 918",
    "OR": "458 503 541 971",
    "PA": "215 223 267 272 412 445 484 570 582 610 717 724 814 835 878",
    "RI": "401",
    "SC": "803 821 839 843 854 864",
    "SD": "605",
    "TN": "423 615 629 731 865 901 931",
    "TX": (
        "210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 832 903 "
        "915 936 940 945 956 972 979"
    ),
    "UT": "385 435 801",
    "VA": "276 434 540 571 686 703 757 804 826 948",
    "VT": "802",
    "WA": "206 253 360 425 509 564",
    "WI": "262 274 353 414 534 608 715 920",
    "WV": "304 681",
    "WY": "307",
}
NAMES = sorted(STATES)
NUMBER_OF = {code: NAMES.index(state) for state in STATES for code in STATES[state].split()}


def find(view: View) -> Iterator[tuple[int, Finding]]:
    facts, signals = view.facts, view.facts.signals
    here = _states_of_places(facts)
    of_phone = np.array([_state(*known) for known in signals.known], np.int64)
    at = signals.of("phone")
    at = at[(of_phone[signals.value[at]] != NONE) & (here[signals.ad[at]] != NONE)]
    ad, value = signals.ad[at], signals.value[at]
    ads = len(facts.network)
    known = np.bincount(ad, minlength=ads) > 0
    agree = np.bincount(ad[of_phone[value] == here[ad]], minlength=ads) > 0
    phone = _smallest(view, ad, value)
    knowing = view.count(np.flatnonzero(known))
    for network, rows in view.by_network(np.flatnonzero(known & ~agree)):
        there = NAMES[of_phone[phone[rows[0]]]]
        yield (
            network,
            Finding(
                f"The phone's area code is of {there}, the ad's place in {NAMES[here[rows[0]]]}, "
                f"in {len(rows)} of {knowing[network]} ads",
                len(rows) / int(knowing[network]),
                [(row, int(phone[row])) for row in rows],
            ),
        )


def _smallest(view: View, ad: I64, value: I64) -> I64:
    """Of each ad the first of its values in alphabetical order; NONE without any."""
    by_name = np.argsort(np.array([value for _, value in view.facts.signals.known]))
    place = np.empty(len(by_name), np.int64)
    place[by_name] = np.arange(len(by_name))
    found = np.full(len(view.facts.network), NONE)
    order = ordered(ad, place[value])
    begins = order[firsts(ad[order])]
    found[ad[begins]] = value[begins]
    return found


def _states_of_places(facts: Facts) -> I64:
    """Of each ad in the United States the number of its state; NONE where it is not known."""
    parts = [[part.strip() for part in place.split(",")] for place in facts.places]
    state_of = {name: number for number, name in enumerate(NAMES)}
    found = [state_of.get(some[-2], NONE) if len(some) > 1 else NONE for some in parts]
    here = np.array([*found, NONE], np.int64)[facts.place]  # without a place: the last, NONE
    in_us = np.array([*(country == "US" for country in facts.countries), False])
    here[~in_us[facts.country]] = NONE
    return here


def _state(kind: str, value: str) -> int:
    """The number of the state of a US phone's area code; NONE where it is not known."""
    if kind != "phone" or not value.startswith("+1") or len(value) != 12:
        return NONE
    return NUMBER_OF.get(value[2:5], NONE)
