"""Programs that ask what is known: their keys, answers kept for a day, what HMA adds."""

import sqlalchemy as sa
from alembic import op

from lamplight.store.types import Hex, Json, Number, Utc

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "api_keys",
        sa.Column("number", Number, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", Hex(), nullable=False),
        sa.Column("scopes", Json(), nullable=False),
        sa.Column("per_minute", sa.Integer(), nullable=True),
        sa.Column("fail", sa.Text(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("revoked_at", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("name", name=op.f("uq_api_keys_name")),
        sa.UniqueConstraint("sha256", name=op.f("uq_api_keys_sha256")),
        sqlite_autoincrement=True,
    )
    _make_of(
        "api_answers",
        ("key", "api_keys"),
        sa.Column("token", Hex(), nullable=False),
        sa.Column("request", Hex(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("key", "token", name=op.f("pk_api_answers")),
    )
    _make_of(
        "hma_banks",
        ("bank", "banks"),
        sa.Column("enabled_ratio", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("bank", name=op.f("pk_hma_banks")),
    )
    _make_of(
        "hma_contents",
        ("entry", "bank_entries"),
        sa.Column("content", Number, nullable=False),
        sa.Column("details", Json(), nullable=True),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_hma_contents")),
    )
    with op.batch_alter_table("api_answers") as batch:
        batch.create_index("ix_api_answers_at", ["at"])
    with op.batch_alter_table("hma_contents") as batch:
        batch.create_index("ix_hma_contents_content", ["content"])


def _make_of(
    table: str, of: tuple[str, str], *parts: "sa.Column[object] | sa.PrimaryKeyConstraint"
) -> None:
    """A table whose first column names the row of another that it goes with.

    of  the column, and the other table
    """
    column, other = of
    op.create_table(
        table,
        sa.Column(column, Number, nullable=False),
        *parts,
        sa.ForeignKeyConstraint(
            [column], [f"{other}.number"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("hma_contents", "hma_banks", "api_answers", "api_keys"):
        op.drop_table(table)
