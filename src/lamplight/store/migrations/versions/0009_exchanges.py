"""Partners whose lists fill banks, and contents that come back by themselves."""

import sqlalchemy as sa
from alembic import op

from lamplight.store.types import Json, Number, Utc

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "exchanges",
        sa.Column("bank", Number, nullable=False),
        sa.Column("api", sa.Text(), nullable=False),
        sa.Column("settings", Json(), nullable=False),
        sa.Column("credentials_file", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("checkpoint", Json(), nullable=True),
        sa.Column("upto", Utc(), nullable=True),
        sa.Column("heard_at", Utc(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("sweeping", sa.Boolean(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("held_until", Utc(), nullable=True),
        sa.Column("tried_at", Utc(), nullable=True),
        sa.Column("succeeded_at", Utc(), nullable=True),
        sa.Column("failed_at", Utc(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("records", Number, nullable=False),
        sa.Column("set_aside", Number, nullable=False),
        sa.Column("left_out", Number, nullable=False),
        sa.Column("reasons", Json(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bank"], ["banks.number"], name=op.f("fk_exchanges_bank"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("bank", name=op.f("pk_exchanges")),
        sqlite_with_rowid=False,
    )
    _make_records()
    op.create_table(
        "exchange_apis",
        sa.Column("api", sa.Text(), nullable=False),
        sa.Column("credentials", Json(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("api", name=op.f("pk_exchange_apis")),
        sqlite_with_rowid=False,
    )
    op.add_column("hma_contents", sa.Column("until", Utc(), nullable=True))
    op.create_index("ix_hma_contents_until", "hma_contents", ["until"])


def _make_records() -> None:
    op.create_table(
        "exchange_records",
        sa.Column("bank", Number, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("entry", Number, nullable=False),
        sa.Column("said", Json(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bank"],
            ["exchanges.bank"],
            name=op.f("fk_exchange_records_bank"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["bank_entries.number"],
            name=op.f("fk_exchange_records_entry"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("bank", "key", "entry", name=op.f("pk_exchange_records")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_exchange_records_entry", "exchange_records", ["entry"])


def downgrade() -> None:
    op.drop_index("ix_hma_contents_until", "hma_contents")
    with op.batch_alter_table("hma_contents") as batch:
        batch.drop_column("until")
    for table in ("exchange_apis", "exchange_records", "exchanges"):
        op.drop_table(table)
