"""First tables."""

import sqlalchemy as sa
from alembic import op

from lamplight.store.types import Hex, Json, Number, Utc

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("number", Number, autoincrement=True, nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("details", Json(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_at", ["at"], unique=False)

    op.create_table(
        "banks",
        sa.Column("number", Number, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_banks")),
        sa.UniqueConstraint("name", name=op.f("uq_banks_name")),
    )
    op.create_table(
        "fits",
        sa.Column("number", Number, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("result", Json(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_fits")),
    )
    op.create_table(
        "forgotten",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sha256", Hex(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "sha256", name=op.f("pk_forgotten")),
    )
    op.create_table(
        "runs",
        sa.Column("number", Number, autoincrement=True, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("started_at", Utc(), nullable=False),
        sa.Column("ended_at", Utc(), nullable=True),
        sa.Column("arguments", Json(), nullable=False),
        sa.Column("summary", Json(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_runs")),
    )
    op.create_table(
        "ads",
        sa.Column("number", Number, autoincrement=True, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("posted_at", Utc(), nullable=True),
        sa.Column("collected_at", Utc(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("given", Json(), nullable=False),
        sa.Column("unread", Json(), nullable=False),
        sa.Column("content", Hex(), nullable=False),
        sa.Column("run", Number, nullable=False),
        sa.Column("extracted_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name=op.f("fk_ads_run")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_ads")),
        sa.UniqueConstraint("source", "id", name=op.f("uq_ads_source")),
    )
    with op.batch_alter_table("ads", schema=None) as batch_op:
        batch_op.create_index("ix_ads_extracted_by", ["extracted_by"], unique=False)
        batch_op.create_index("ix_ads_posted_at", ["posted_at"], unique=False)

    op.create_table(
        "bank_entries",
        sa.Column("number", Number, autoincrement=True, nullable=False),
        sa.Column("bank", Number, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("turns", Json(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bank"], ["banks.number"], name=op.f("fk_bank_entries_bank"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_bank_entries")),
        sa.UniqueConstraint("bank", "kind", "value", name=op.f("uq_bank_entries_bank")),
    )
    with op.batch_alter_table("bank_entries", schema=None) as batch_op:
        batch_op.create_index("ix_bank_entries_kind_value", ["kind", "value"], unique=False)

    op.create_table(
        "cuts",
        sa.Column("run", Number, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("senses", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run"], ["runs.number"], name=op.f("fk_cuts_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run", "number", name=op.f("pk_cuts")),
    )
    with op.batch_alter_table("cuts", schema=None) as batch_op:
        batch_op.create_index("ix_cuts_kind_value", ["kind", "value"], unique=False)

    op.create_table(
        "leads",
        sa.Column("run", Number, nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.Column("ads", sa.Integer(), nullable=False),
        sa.Column("providers", sa.Integer(), nullable=False),
        sa.Column("cities", Json(), nullable=False),
        sa.Column("first_seen", Utc(), nullable=True),
        sa.Column("last_seen", Utc(), nullable=True),
        sa.Column("reasons", Json(), nullable=False),
        sa.Column("enough", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run"], ["runs.number"], name=op.f("fk_leads_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run", "network", name=op.f("pk_leads")),
    )
    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.create_index("ix_leads_run_rank", ["run", "rank"], unique=False)

    op.create_table(
        "redirects",
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("run", Number, nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name=op.f("fk_redirects_run")),
        sa.PrimaryKeyConstraint("old", name=op.f("pk_redirects")),
    )
    op.create_table(
        "run_files",
        sa.Column("run", Number, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("same", sa.Integer(), nullable=False),
        sa.Column("forgotten", sa.Integer(), nullable=False),
        sa.Column("set_aside", sa.Integer(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run"], ["runs.number"], name=op.f("fk_run_files_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run", "position", name=op.f("pk_run_files")),
    )
    op.create_table(
        "set_aside",
        sa.Column("run", Number, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run"], ["runs.number"], name=op.f("fk_set_aside_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run", "number", name=op.f("pk_set_aside")),
    )
    op.create_table(
        "value_uses",
        sa.Column("run", Number, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("ads", sa.Integer(), nullable=False),
        sa.Column("atoms", sa.Integer(), nullable=False),
        sa.Column("senses", sa.Integer(), nullable=False),
        sa.Column("bits", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run"], ["runs.number"], name=op.f("fk_value_uses_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run", "kind", "value", name=op.f("pk_value_uses")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ad_pictures",
        sa.Column("ad", Number, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("pdq", Hex(), nullable=True),
        sa.Column("quality", sa.Integer(), nullable=True),
        sa.Column("sha256", Hex(), nullable=True),
        sa.Column("sha1", Hex(), nullable=True),
        sa.Column("md5", Hex(), nullable=True),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.Column("pending", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ad"], ["ads.number"], name=op.f("fk_ad_pictures_ad"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ad", "position", name=op.f("pk_ad_pictures")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("ad_pictures", schema=None) as batch_op:
        batch_op.create_index(
            "ix_ad_pictures_pending",
            ["path"],
            unique=False,
            sqlite_where=sa.text("pending = 1"),
            postgresql_where=sa.text("pending"),
        )
        batch_op.create_index(
            "ix_ad_pictures_sha256",
            ["sha256"],
            unique=False,
            sqlite_where=sa.text("sha256 is not null"),
            postgresql_where=sa.text("sha256 is not null"),
        )

    op.create_table(
        "ad_versions",
        sa.Column("ad", Number, nullable=False),
        sa.Column("content", Hex(), nullable=False),
        sa.Column("run", Number, nullable=False),
        sa.Column("record", Json(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ad"], ["ads.number"], name=op.f("fk_ad_versions_ad"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name=op.f("fk_ad_versions_run")),
        sa.PrimaryKeyConstraint("ad", "content", name=op.f("pk_ad_versions")),
    )
    op.create_table(
        "decisions",
        sa.Column("number", Number, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("left", Number, nullable=True),
        sa.Column("right", Number, nullable=True),
        sa.Column("network", sa.Text(), nullable=True),
        sa.Column("value_kind", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("expires_at", Utc(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(
            ["left"], ["ads.number"], name=op.f("fk_decisions_left"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["right"], ["ads.number"], name=op.f("fk_decisions_right"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decisions")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index("ix_decisions_network", ["network"], unique=False)

    op.create_table(
        "links",
        sa.Column("run", Number, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("left", Number, nullable=False),
        sa.Column("right", Number, nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("bits", sa.Float(), nullable=False),
        sa.Column("reasons", Json(), nullable=False),
        sa.ForeignKeyConstraint(
            ["left"], ["ads.number"], name=op.f("fk_links_left"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["right"], ["ads.number"], name=op.f("fk_links_right"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["run"], ["runs.number"], name=op.f("fk_links_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run", "number", name=op.f("pk_links")),
    )
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.create_index("ix_links_left", ["left"], unique=False)
        batch_op.create_index("ix_links_right", ["right"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("run", Number, nullable=False),
        sa.Column("ad", Number, nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ad"], ["ads.number"], name=op.f("fk_memberships_ad"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["run"], ["runs.number"], name=op.f("fk_memberships_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run", "ad", name=op.f("pk_memberships")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index("ix_memberships_ad", ["ad"], unique=False)
        batch_op.create_index("ix_memberships_run_network", ["run", "network"], unique=False)
        batch_op.create_index("ix_memberships_run_provider", ["run", "provider"], unique=False)

    op.create_table(
        "senses",
        sa.Column("run", Number, nullable=False),
        sa.Column("cut", sa.Integer(), nullable=False),
        sa.Column("ad", Number, nullable=False),
        sa.Column("sense", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ad"], ["ads.number"], name=op.f("fk_senses_ad"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run", "cut", "ad", name=op.f("pk_senses")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("senses", schema=None) as batch_op:
        batch_op.create_index("ix_senses_ad", ["ad"], unique=False)

    op.create_table(
        "signals",
        sa.Column("ad", Number, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("obfuscation", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ad"], ["ads.number"], name=op.f("fk_signals_ad"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ad", "position", name=op.f("pk_signals")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("signals", schema=None) as batch_op:
        batch_op.create_index("ix_signals_kind_value", ["kind", "value"], unique=False)

    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "create virtual table ad_words using fts5(title, body, content='ads', "
            "content_rowid='number', tokenize='unicode61 remove_diacritics 2')"
        )
    else:
        op.execute(
            "create index ad_words on ads using gin (to_tsvector('simple', "
            "left(title || ' ' || body, 200000)))"
        )


def downgrade() -> None:
    with op.batch_alter_table("signals", schema=None) as batch_op:
        batch_op.drop_index("ix_signals_kind_value")

    op.drop_table("signals")
    with op.batch_alter_table("senses", schema=None) as batch_op:
        batch_op.drop_index("ix_senses_ad")

    op.drop_table("senses")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index("ix_memberships_run_provider")
        batch_op.drop_index("ix_memberships_run_network")
        batch_op.drop_index("ix_memberships_ad")

    op.drop_table("memberships")
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.drop_index("ix_links_right")
        batch_op.drop_index("ix_links_left")

    op.drop_table("links")
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_index("ix_decisions_network")

    op.drop_table("decisions")
    op.drop_table("ad_versions")
    with op.batch_alter_table("ad_pictures", schema=None) as batch_op:
        batch_op.drop_index("ix_ad_pictures_sha256")
        batch_op.drop_index("ix_ad_pictures_pending")

    op.drop_table("ad_pictures")
    op.drop_table("value_uses")
    op.drop_table("set_aside")
    op.drop_table("run_files")
    op.drop_table("redirects")
    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.drop_index("ix_leads_run_rank")

    op.drop_table("leads")
    with op.batch_alter_table("cuts", schema=None) as batch_op:
        batch_op.drop_index("ix_cuts_kind_value")

    op.drop_table("cuts")
    with op.batch_alter_table("bank_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_bank_entries_kind_value")

    op.drop_table("bank_entries")
    with op.batch_alter_table("ads", schema=None) as batch_op:
        batch_op.drop_index("ix_ads_posted_at")
        batch_op.drop_index("ix_ads_extracted_by")

    op.drop_table("ads")
    op.drop_table("runs")
    op.drop_table("forgotten")
    op.drop_table("fits")
    op.drop_table("banks")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_at")

    op.drop_table("audit")
