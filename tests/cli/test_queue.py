"""The queue as a person reads it on a terminal."""

from lamplight.cli.queue import lead_lines
from lamplight.model import Reason
from tests.store.conftest import a_lead

PRIOR = Reason("Before any sign is looked at: few need help first", -6.0, "prior")


def test_what_all_leads_have_in_common_comes_last() -> None:
    lead = a_lead("na", 1, reasons=(PRIOR, Reason("a sign", 1.5, "time")))

    assert [line.strip() for line in lead_lines(lead)][2:] == [
        "+1.5  a sign",
        "-6.0  Before any sign is looked at: few need help first",
    ]


def test_five_reasons_are_told_and_the_rest_are_counted() -> None:
    signs = tuple(Reason(f"sign {number}", 1.0, "time") for number in range(7))

    told = list(lead_lines(a_lead("na", 1, reasons=(PRIOR, *signs))))

    assert sum("sign " in line and "+1.0" in line for line in told) == 5
    assert told[-2].strip() == "… and 2 reasons more"
