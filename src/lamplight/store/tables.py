"""Every table, once. Migrations are checked against this file by a test.

What people and files gave (ads, pictures, decisions, banks) stands for itself. What a run derived
from it (memberships, homes, links, value_uses, leads) carries the run's number; the newest
run whose state is "done" is the one that counts, and the one before it is kept beside.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from lamplight.store.types import Hex, Json, Number, Utc

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

runs = Table(
    "runs",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("state", Text, nullable=False),  # "running", "done", "failed", "rolled back"
    Column("stage", Text),  # the stage at work, or the last one
    Column("actor", Text, nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("ended_at", Utc),
    Column("arguments", Json, nullable=False),  # files, mapping
    Column("summary", Json),  # what `run --json` prints
    Column("ads_before", Number),  # the largest number of an ad when it began
    Column("ranker", Text),  # tells what ranked its leads: program and indicators
)

run_files = Table(  # how far a run has read: the checkpoint that makes it resumable
    "run_files",
    metadata,
    Column("run", Number, ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),  # size and time of change
    Column("records", Integer, nullable=False),  # read and committed
    Column("new", Integer, nullable=False),
    Column("versions", Integer, nullable=False),  # of the new ones, how many changed a known ad
    Column("same", Integer, nullable=False),
    Column("forgotten", Integer, nullable=False),  # not taken in again
    Column("set_aside", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("run", Number, ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("raw", Text, nullable=False),
)

ads = Table(
    "ads",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("source", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("url", Text),
    Column("posted_at", Utc),
    Column("collected_at", Utc),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("city", Text),
    Column("region", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("age", Integer),
    Column("given", Json, nullable=False),  # phones, emails, handles of the site's own fields
    Column("unread", Json, nullable=False),  # sentences about fields that could not be read
    Column("content", Hex, nullable=False),  # SHA-256 of the ad's content, to tell versions apart
    Column("run", Number, ForeignKey("runs.number"), nullable=False),  # that read this first
    Column("extracted_by", Integer),  # version of the extractors; null: still to be read
    UniqueConstraint("source", "id"),
    Index("ix_ads_posted_at", "posted_at"),
    Index("ix_ads_extracted_by", "extracted_by"),
)

ad_versions = Table(  # contents that a newer one took the place of, and late old ones
    "ad_versions",
    metadata,
    Column("ad", Number, ForeignKey("ads.number", ondelete="CASCADE"), primary_key=True),
    Column("content", Hex, primary_key=True),
    Column("run", Number, ForeignKey("runs.number"), nullable=False),  # that first read it
    Column("record", Json, nullable=False),  # the whole ad
)

ad_changes = Table(  # how an ad stood before a run first changed it, to go back to
    "ad_changes",
    metadata,
    Column("run", Number, ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("ad", Number, ForeignKey("ads.number", ondelete="CASCADE"), primary_key=True),
    Column("content", Hex, nullable=False),
    Column("collected_at", Utc),
    sqlite_with_rowid=False,
)

ad_pictures = Table(
    "ad_pictures",
    metadata,
    Column("ad", Number, ForeignKey("ads.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("path", Text),
    Column("pdq", Hex),
    Column("quality", Integer),
    Column("sha256", Hex),
    Column("sha1", Hex),
    Column("md5", Hex),
    Column("fault", Text),  # why it could not be hashed
    Column("pending", Boolean, nullable=False),  # still to be hashed
    Column("checked", Boolean),  # whether it was looked for in banks; null: not yet
    Index(  # of the few rows that wait
        "ix_ad_pictures_pending",
        "path",
        sqlite_where=text("pending = 1"),
        postgresql_where=text("pending"),
    ),
    Index(  # of the few that could not be hashed
        "ix_ad_pictures_fault",
        "path",
        sqlite_where=text("fault is not null"),
        postgresql_where=text("fault is not null"),
    ),
    Index(
        "ix_ad_pictures_sha256",
        "sha256",
        sqlite_where=text("sha256 is not null"),
        postgresql_where=text("sha256 is not null"),
    ),
    sqlite_with_rowid=False,
)

signals = Table(
    "signals",
    metadata,
    Column("ad", Number, ForeignKey("ads.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("field", Text),
    Column("start", Integer),
    Column("end", Integer),
    Column("method", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("obfuscation", Float, nullable=False),
    Index("ix_signals_kind_value", "kind", "value"),
    sqlite_with_rowid=False,
)

ad_log = Table(  # which ads came, changed or went, for the index that ads are searched by
    "ad_log",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("first", Number, nullable=False),  # numbers of ads, the last included
    Column("last", Number, nullable=False),
    Column("token", Text, nullable=False),  # tells a row from one of the same number elsewhere
    sqlite_autoincrement=True,
)

memberships = Table(  # the ads of each provider, and the network that it is of
    "memberships",
    metadata,
    Column("run", Number, ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),  # of the provider, from 0
    Column("provider", Text, nullable=False),
    Column("network", Text, nullable=False),
    Column("ads", LargeBinary, nullable=False),  # packed numbers, ascending
    Index("ix_memberships_run_network", "run", "network"),
    Index("ix_memberships_run_provider", "run", "provider"),
    sqlite_with_rowid=False,
)

homes = Table(  # the provider of each ad: so many ads in a row as store.memberships says
    "homes",
    metadata,
    Column("run", Number, ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("part", Number, primary_key=True),
    Column("providers", LargeBinary, nullable=False),  # packed numbers of memberships
    sqlite_with_rowid=False,
)

redirects = Table(  # ids of clusters that were merged or split away
    "redirects",
    metadata,
    Column("old", Text, primary_key=True),
    Column("run", Number, ForeignKey("runs.number"), primary_key=True),  # from which on it leads
    Column("new", Text, nullable=False),
    Column("ended", Number, ForeignKey("runs.number")),  # from which on it doesn't; null: it does
    Column("ads", Json),  # numbers of the ads it had; null: of an older Lamplight, not known
)

links = Table(  # what holds the ads of each network together, and cuts them from others
    "links",
    metadata,
    Column("run", Number, ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("network", Text, primary_key=True),
    Column("evidence", LargeBinary, nullable=False),  # packed rows of link.evidence.EVIDENCE
    Column("cuts", LargeBinary, nullable=False),  # packed numbers of values that were cut here
)

value_uses = Table(  # how widely, and how generically, each shared value is used
    "value_uses",
    metadata,
    Column("run", Number, ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("ads", Integer, nullable=False),
    Column("atoms", Integer, nullable=False),  # independent groups of ads that share it
    Column("senses", Integer, nullable=False),
    Column("bits", Float, nullable=False),  # what sharing it is worth, not rounded
    Column("shown", LargeBinary),  # packed ads by sense; null where it was not cut
    Index("ix_value_uses_kind_value", "kind", "value"),
    sqlite_with_rowid=False,
)

fits = Table(  # weights fitted on the corpus: a step of its own, kept until fitted again
    "fits",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),  # "link weights", "calibration"
    Column("run", Number, ForeignKey("runs.number")),  # that fitted it; null: a command did
    Column("at", Utc, nullable=False),
    Column("actor", Text, nullable=False),
    Column("result", Json, nullable=False),
)

leads = Table(
    "leads",
    metadata,
    Column("run", Number, ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("network", Text, primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("probability", Float),
    Column("ads", Integer, nullable=False),
    Column("providers", Integer, nullable=False),
    Column("cities", Json, nullable=False),
    Column("first_seen", Utc),
    Column("last_seen", Utc),
    Column("reasons", Json, nullable=False),
    Column("enough", Boolean, nullable=False),
    Column("days", LargeBinary),  # packed: when it was seen; null: more than the day changes it
    # all that narrows the queue, so that reasons, the bulk of a row, are read of one page only
    Index("ix_leads_narrowed", "run", "rank", "network", "score", "enough", "cities"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    # "same", "not the same": two ads; "leave alone", "confirmed", "dismissed": a network;
    # "restore", "ignore": a value
    Column("left", Number, ForeignKey("ads.number", ondelete="CASCADE")),
    Column("right", Number, ForeignKey("ads.number", ondelete="CASCADE")),
    Column("network", Text),
    Column("value_kind", Text),
    Column("value", Text),
    Column("note", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("expires_at", Utc),
    Column("undone_by", Text),
    Column("undone_at", Utc),
    Index("ix_decisions_network", "network"),
)

banks = Table(
    "banks",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("sign", Text, nullable=False),  # "positive", or "negative": known false matches
    Column("radius_bits", Integer, nullable=False),  # 0..31, within which pictures match
    Column("action", Text, nullable=False),  # what a match asks for: "allow", "review", "hold"
    Column("source", Text, nullable=False),  # where its entries come from; "": from people here
    Column("retention_days", Integer),  # withdrawn entries are kept so long; null: for good
    Column("withheld", Boolean, nullable=False),  # ads' pictures that match are not shown
    Column("share", Boolean, nullable=False),  # whether its entries may be given to others
    Column("flood_matches", Integer),  # an entry with more in a day is held; null: none is
    Column("enabled", Boolean, nullable=False),
    UniqueConstraint("name"),
    sqlite_autoincrement=True,  # numbers stand in indexes elsewhere: none comes twice
)

bank_entries = Table(
    "bank_entries",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("bank", Number, ForeignKey("banks.number", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),  # of a signal, "picture", "sha256" … "md5", "video"
    Column("value", Text, nullable=False),  # normal form: of hashes hex digits, of a video its id
    Column("looks", Json),  # a picture's PDQ hashes, 8 or 14; null where only one is known
    Column("note", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("state", Text, nullable=False),  # "active", "quarantined", "withdrawn"
    Column("quality", Integer),  # 0..100, of a picture; null: not known
    Column("source", Text, nullable=False),  # who gave it; "": a person here
    Column("labels", Json),  # what the source calls it, a list; null: nothing
    Column("expires_at", Utc),
    Column("change", Number, nullable=False),  # the bank_log row that last changed it
    UniqueConstraint("kind", "value", "bank"),
    Index("ix_bank_entries_bank_number", "bank", "number"),
    Index("ix_bank_entries_change", "change"),
    sqlite_autoincrement=True,
)

bank_frames = Table(  # of a known video
    "bank_frames",
    metadata,
    Column(
        "entry", Number, ForeignKey("bank_entries.number", ondelete="CASCADE"), primary_key=True
    ),
    Column("position", Integer, primary_key=True),
    Column("pdq", Hex, nullable=False),
    Column("quality", Integer, nullable=False),
    sqlite_with_rowid=False,
)

bank_opinions = Table(  # what each source says of an entry, kept apart
    "bank_opinions",
    metadata,
    Column(
        "entry", Number, ForeignKey("bank_entries.number", ondelete="CASCADE"), primary_key=True
    ),
    Column("source", Text, primary_key=True),
    Column("opinion", Text, nullable=False),  # "positive", "negative", "seen"
    Column("at", Utc, nullable=False),
    Column("actor", Text, nullable=False),
    Column("note", Text, nullable=False),
    sqlite_with_rowid=False,
)

bank_matches = Table(  # how often an entry matched, to hold one that suddenly matches much
    "bank_matches",
    metadata,
    Column(
        "entry", Number, ForeignKey("bank_entries.number", ondelete="CASCADE"), primary_key=True
    ),
    Column("hour", Integer, primary_key=True),  # since 1970
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)

bank_log = Table(  # every change of banks, in order of commit: what indexes follow
    "bank_log",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("at", Utc, nullable=False),
    Column("actor", Text, nullable=False),
    Column("bank", Number, nullable=False),  # may be gone since
    Column("what", Text, nullable=False),  # store.bank_log.What
    Column("count", Integer, nullable=False),  # of entries
    Column("upto", Number),  # of "purged": the last change of any entry that is gone
    sqlite_autoincrement=True,
)

bank_positions = Table(  # how far into bank_log those have come who keep what they found here
    "bank_positions",
    metadata,
    Column("reader", Text, primary_key=True),
    Column("position", Number, nullable=False),
    sqlite_with_rowid=False,
)

api_keys = Table(  # programs that may ask; of a key only its hash is kept
    "api_keys",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("sha256", Hex, nullable=False),
    Column("scopes", Json, nullable=False),  # a list of store.api_keys.SCOPES
    Column("per_minute", Integer),  # looks; null: as many as it likes
    Column("fail", Text, nullable=False),  # "open" or "closed": what counts while nothing answers
    Column("at", Utc, nullable=False),
    Column("actor", Text, nullable=False),
    Column("revoked_at", Utc),
    UniqueConstraint("name"),
    UniqueConstraint("sha256"),
    sqlite_autoincrement=True,
)

api_answers = Table(  # for a day, so that who asks again gets the same answer
    "api_answers",
    metadata,
    Column("key", Number, ForeignKey("api_keys.number", ondelete="CASCADE"), primary_key=True),
    Column("token", Hex, primary_key=True),  # SHA-256 of the idempotency key
    Column("request", Hex, nullable=False),  # SHA-256 of what was asked
    Column("answer", LargeBinary, nullable=False),  # compressed
    Column("at", Utc, nullable=False),
    Index("ix_api_answers_at", "at"),
    sqlite_with_rowid=False,
)

hma_banks = Table(  # what programs written for HMA keep of a bank beside what a bank has
    "hma_banks",
    metadata,
    Column("bank", Number, ForeignKey("banks.number", ondelete="CASCADE"), primary_key=True),
    Column("enabled_ratio", Float, nullable=False),  # 0..1 of look-ups that it answers
    sqlite_with_rowid=False,
)

hma_contents = Table(  # and of an entry
    "hma_contents",
    metadata,
    Column(
        "entry", Number, ForeignKey("bank_entries.number", ondelete="CASCADE"), primary_key=True
    ),
    Column("content", Number, nullable=False),  # its first entry, where that is another; else 0
    Column("details", Json),
    Column("until", Utc),  # when what a program held comes back
    Index("ix_hma_contents_content", "content"),
    Index("ix_hma_contents_until", "until"),
    sqlite_with_rowid=False,
)

exchanges = Table(  # banks that a partner fills
    "exchanges",
    metadata,
    Column("bank", Number, ForeignKey("banks.number", ondelete="CASCADE"), primary_key=True),
    Column("api", Text, nullable=False),  # name of the partner
    Column("settings", Json, nullable=False),  # an object, as the partner wants it
    Column("credentials_file", Text, nullable=False),  # "": they are elsewhere
    Column("enabled", Boolean, nullable=False),
    Column("checkpoint", Json),  # how far the partner was read; null: not at all
    Column("upto", Utc),  # up to when all that the partner says is here
    Column("heard_at", Utc),  # when the newest page came
    Column("round", Integer, nullable=False),  # how often the partner was read anew
    Column("sweeping", Boolean, nullable=False),  # what this round does not bring will be dropped
    Column("holder", Text),  # who fetches now
    Column("held_until", Utc),
    Column("tried_at", Utc),
    Column("succeeded_at", Utc),
    Column("failed_at", Utc),
    Column("failure", Text, nullable=False),  # of the last try; "": none
    Column("failures", Integer, nullable=False),  # tries that failed since the last that did not
    Column("records", Number, nullable=False),  # that came in all
    Column("set_aside", Number, nullable=False),
    Column("left_out", Number, nullable=False),
    Column("reasons", Json, nullable=False),  # why the newest were set aside
    Column("at", Utc, nullable=False),
    Column("actor", Text, nullable=False),
    sqlite_with_rowid=False,
)

exchange_records = Table(  # what a partner says now of an entry, under a key of its own
    "exchange_records",
    metadata,
    Column("bank", Number, ForeignKey("exchanges.bank", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column(
        "entry", Number, ForeignKey("bank_entries.number", ondelete="CASCADE"), primary_key=True
    ),
    Column("said", Json, nullable=False),  # opinions by source
    Column("round", Integer, nullable=False),  # in which it came
    Index("ix_exchange_records_entry", "entry"),
    sqlite_with_rowid=False,
)

exchange_apis = Table(  # what partners want to be shown
    "exchange_apis",
    metadata,
    Column("api", Text, primary_key=True),
    Column("credentials", Json, nullable=False),  # secret
    Column("at", Utc, nullable=False),
    Column("actor", Text, nullable=False),
    sqlite_with_rowid=False,
)

picture_matches = Table(  # pictures of ads that are on a list of known hashes
    "picture_matches",
    metadata,
    Column("ad", Number, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column(
        "entry", Number, ForeignKey("bank_entries.number", ondelete="CASCADE"), primary_key=True
    ),
    Column("bits", Integer, nullable=False),  # that differ; 0 for digests
    Column("at", Utc, nullable=False),
    ForeignKeyConstraint(
        ["ad", "position"], ["ad_pictures.ad", "ad_pictures.position"], ondelete="CASCADE"
    ),
    Index("ix_picture_matches_entry", "entry"),
    sqlite_with_rowid=False,
)

forgotten = Table(  # what must not come back: only hashes of what was removed
    "forgotten",
    metadata,
    Column("kind", Text, primary_key=True),  # "ad", "source", or a kind of signal
    Column("sha256", Hex, primary_key=True),
    Column("at", Utc, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("at", Utc, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),  # "saw lead", "decided", "ran", "exported", …
    Column("subject", Text, nullable=False),
    Column("details", Json),
    Index("ix_audit_at", "at"),
)
