"""Every table, once. Migrations are checked against this file by a test.

What people and files gave (ads, pictures, decisions, banks) stands for itself. What a run derived
from it (memberships, links, cuts, senses, value_uses, leads) carries the run's number; the newest
run whose state is "done" is the one that counts, and the one before it is kept beside.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
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
    Index(  # of the few rows that wait
        "ix_ad_pictures_pending",
        "path",
        sqlite_where=text("pending = 1"),
        postgresql_where=text("pending"),
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

memberships = Table(
    "memberships",
    metadata,
    Column("run", Number, ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("ad", Number, ForeignKey("ads.number", ondelete="CASCADE"), primary_key=True),
    Column("provider", Text, nullable=False),
    Column("network", Text, nullable=False),
    Index("ix_memberships_ad", "ad"),
    Index("ix_memberships_run_network", "run", "network"),
    Index("ix_memberships_run_provider", "run", "provider"),
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

links = Table(
    "links",
    metadata,
    Column("run", Number, ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("left", Number, ForeignKey("ads.number", ondelete="CASCADE"), nullable=False),
    Column("right", Number, ForeignKey("ads.number", ondelete="CASCADE"), nullable=False),
    Column("level", Text, nullable=False),
    Column("bits", Float, nullable=False),
    Column("reasons", Json, nullable=False),
    Index("ix_links_left", "left"),
    Index("ix_links_right", "right"),
)

cuts = Table(
    "cuts",
    metadata,
    Column("run", Number, ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("senses", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_cuts_kind_value", "kind", "value"),
)

senses = Table(
    "senses",
    metadata,
    Column("run", Number, primary_key=True),
    Column("cut", Integer, primary_key=True),
    Column("ad", Number, ForeignKey("ads.number", ondelete="CASCADE"), primary_key=True),
    Column("sense", Integer, nullable=False),  # 1 is the largest
    Index("ix_senses_ad", "ad"),
    sqlite_with_rowid=False,
)

value_uses = Table(  # how widely, and how generically, each shared value is used
    "value_uses",
    metadata,
    Column("run", Number, ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("ads", Integer, nullable=False),
    Column("atoms", Integer, nullable=False),  # independent groups of ads that share it
    Column("senses", Integer, nullable=False),
    Column("bits", Float, nullable=False),  # what sharing it is worth
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
    UniqueConstraint("name"),
)

bank_entries = Table(
    "bank_entries",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("bank", Number, ForeignKey("banks.number", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),  # normal form; 64 hex digits for a picture
    Column("turns", Json),  # a picture's eight PDQ hashes; null where only one is known
    Column("note", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("bank", "kind", "value"),
    Index("ix_bank_entries_kind_value", "kind", "value"),
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
