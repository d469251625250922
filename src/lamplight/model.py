"""The nouns that cross the borders between rooms: plain, frozen, no behaviour, no IO.

file -> Ad -> Signal, PictureHashes -> Link, Cut -> Reason, Lead
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

Field = Literal["title", "body", "text"]
Level = Literal["provider", "network"]
Status = Literal["open", "confirmed", "dismissed", "leave alone"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as an ad names it: a file, or a hash that was computed elsewhere.

    path    absolute path of the file, or None
    pdq     64 hex digits, or None while the file is not hashed
    quality 0..100 (PDQ's own), or None where unknown
    fault   why what the ad names was not taken (an address, a path out of its folder), or None
    """

    path: str | None = None
    pdq: str | None = None
    quality: int | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Ad:
    """One posting, as collected.

    source, id     together unique
    posted_at, collected_at  UTC
    phones, emails, handles  what the site gave in fields of its own, as written
    lat, lon       degrees
    age            years, as claimed
    unread         a sentence for each field that held something unreadable and was left empty;
                   about the reading, not part of the ad's content
    """

    source: str
    id: str
    title: str = ""
    body: str = ""
    url: str | None = None
    posted_at: datetime | None = None
    collected_at: datetime | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    city: str | None = None
    region: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    age: int | None = None
    pictures: tuple[Picture, ...] = ()
    unread: tuple[str, ...] = ()


class AdRow(NamedTuple):
    """An ad as a database holds it: plain values, the form in which millions go in.

    posted_at, collected_at  microseconds since 1970
    given     phones, emails and handles, as one JSON object
    unread    as a JSON list
    content   SHA-256 of the ad's content
    pictures  (path, pdq, quality, fault) of each, the hash as 32 bytes
    """

    source: str
    id: str
    url: str | None
    posted_at: int | None
    collected_at: int | None
    title: str
    body: str
    city: str | None
    region: str | None
    country: str | None
    lat: float | None
    lon: float | None
    age: int | None
    given: str
    unread: str
    content: bytes
    pictures: tuple[tuple[str | None, bytes | None, int | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record that could not be read.

    line    1-based number of the line (row, for Parquet and CSV) where the record begins
    reason  one sentence: what was found and what was wanted
    raw     the record's text, cut at 4,000 characters
    """

    file: str
    line: int
    reason: str
    raw: str


@dataclass(frozen=True, slots=True)
class UnreadPicture:
    """A picture that could not be read.

    source, ad_id  an ad that names it
    file           its path; None where the ad names none that may be followed
    reason         one sentence: what was found and what was wanted
    ads            how many ads name it
    """

    source: str
    ad_id: str
    file: str | None
    reason: str
    ads: int


@dataclass(frozen=True, slots=True)
class Signal:
    """Something found in an ad by which it can be recognised or described.

    kind        "phone", "email", "handle", "url", "wallet", "price", "age", "place"
    value       normal form, the one that is joined on
    field       where it stood; None for structured fields
    start, end  half-open span in the untouched field, in code points; None for structured fields
    method      how it was read, for people: "plain", "digit words", …
    confidence  0..1, the share of such readings that are right
    obfuscation 0..1, effort that went into hiding it; 0 is written plainly
    """

    kind: str
    value: str
    field: Field | None
    start: int | None
    end: int | None
    method: str
    confidence: float
    obfuscation: float


@dataclass(frozen=True, slots=True)
class PictureHashes:
    """What is kept of a picture.

    sha256, sha1, md5  lower-case hex of the bytes
    pdq                64 hex digits; the first of dihedral
    quality            0..100
    dihedral           eight PDQ hashes, in the order of the reference's bridge-1 … bridge-8
    """

    sha256: str
    sha1: str
    md5: str
    pdq: str
    quality: int
    dihedral: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkReason:
    """One shared thing that holds two ads together, or speaks against it (negative bits).

    kind  of a signal, or "text", "picture", "place", "time", "decision"
    value the shared value in normal form, or None
    """

    kind: str
    value: str | None
    text: str
    bits: float


@dataclass(frozen=True, slots=True)
class Link:
    """Evidence by which two clusters of ads became one.

    left, right  row numbers in the corpus; one ad on each side
    level        "provider" joins ads into a provider, "network" joins providers into a network
    bits         sum of the reasons' bits
    """

    left: int
    right: int
    level: Level
    bits: float
    reasons: tuple[LinkReason, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A value that does not join everything that shows it.

    senses  row numbers of the ads, one tuple for each sense of the value, largest first
    text    the evidence for the cut, a sentence
    """

    kind: str
    value: str
    senses: tuple[tuple[int, ...], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in an ad a reason stands; field, start and end are None for what is no text."""

    source: str
    ad_id: str
    field: Field | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One summand of a lead's score, in a sentence.

    bits  after capping
    kind  what caps it: indicators of one kind share one cap
    """

    text: str
    bits: float
    kind: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """A network in the queue.

    rank         1 is first
    score        bits, the sum of the reasons' bits
    probability  0..1, calibrated; None where not enough can be said or nothing was calibrated
    cities       "city, region, country", most frequent first
    reasons      strongest first
    enough       False: below the floor of independent evidence, "not enough to say"
    held         ads with a picture that is known and shown nowhere
    """

    lead_id: str
    network_id: str
    rank: int
    score: float
    probability: float | None
    ads: int
    providers: int
    cities: tuple[str, ...]
    first_seen: datetime | None
    last_seen: datetime | None
    reasons: tuple[Reason, ...]
    enough: bool
    status: Status = "open"
    held: int = 0


@dataclass(frozen=True, slots=True)
class BankHit:
    """A signal of an ad found in a bank.

    kind      "phone", "email", "handle", "picture", …
    value     the entry's value; for pictures 64 hex digits
    distance  bits that differ (pictures), else 0
    withheld  whether what matches must not be shown
    """

    bank: str
    purpose: str
    kind: str
    value: str
    distance: int = 0
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: written beside every look and every change."""

    name: str
