"""Banks of known pictures and videos: how each counts, what became of its entries, and a log.

Lists made before become positive ones that ask for review within 31 bits.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from lamplight.store.types import Hex, Json, Number, Utc

revision = "0005"
down_revision = "0004"

_BANK = {
    "sign": (sa.Text(), "'positive'"),
    "radius_bits": (sa.Integer(), "31"),
    "action": (sa.Text(), "'review'"),
    "source": (sa.Text(), "''"),
    "withheld": (sa.Boolean(), "false"),
    "share": (sa.Boolean(), "false"),
    "enabled": (sa.Boolean(), "true"),
}
_ENTRY = {
    "state": (sa.Text(), "'active'"),
    "source": (sa.Text(), "''"),
    "change": (Number, "(select max(number) from bank_log l where l.bank = bank_entries.bank)"),
}


def upgrade() -> None:
    _make_log()
    with op.batch_alter_table("banks") as batch:
        batch.add_column(sa.Column("retention_days", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("flood_matches", sa.Integer(), nullable=True))
    _add_filled("banks", _BANK)
    with op.batch_alter_table("bank_entries") as batch:
        batch.add_column(sa.Column("quality", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("labels", Json(), nullable=True))
        batch.add_column(sa.Column("expires_at", Utc(), nullable=True))
        batch.drop_index("ix_bank_entries_kind_value")
        batch.drop_constraint(op.f("uq_bank_entries_bank"), type_="unique")
        batch.create_unique_constraint(op.f("uq_bank_entries_kind"), ["kind", "value", "bank"])
    _add_filled("bank_entries", _ENTRY)
    with op.batch_alter_table("bank_entries") as batch:
        batch.create_index("ix_bank_entries_bank_number", ["bank", "number"])
        batch.create_index("ix_bank_entries_change", ["change"])
    _make_of_entry(
        "bank_frames",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pdq", Hex(), nullable=False),
        sa.Column("quality", sa.Integer(), nullable=False),
    )
    _make_of_entry(
        "bank_opinions",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
    )
    _make_of_entry(
        "bank_matches",
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
    )
    _make_picture_matches()


def _make_log() -> None:
    op.create_table(
        "bank_log",
        sa.Column("number", Number, autoincrement=True, nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("bank", Number, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("upto", Number, nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_bank_log")),
        sqlite_autoincrement=True,
    )
    op.execute(
        "insert into bank_log (at, actor, bank, what, count) select b.at, '', b.number, 'added', "
        "(select count(*) from bank_entries e where e.bank = b.number) from banks b "
        "order by b.number"
    )


def _add_filled(table: str, columns: dict[str, tuple[Any, str]]) -> None:
    """Columns that are never null, with what they are of the rows that are there."""
    for name, (kind, _) in columns.items():
        op.add_column(table, sa.Column(name, kind, nullable=True))
    sets = ", ".join(f"{name} = {value}" for name, (_, value) in columns.items())
    op.execute(f"update {table} set {sets}")  # noqa: S608 - our own
    with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
        for name, (kind, _) in columns.items():
            batch.alter_column(name, existing_type=kind, nullable=False)


def _make_of_entry(table: str, key: "sa.Column[Any]", *columns: "sa.Column[Any]") -> None:
    op.create_table(
        table,
        sa.Column("entry", Number, nullable=False),
        key,
        *columns,
        sa.ForeignKeyConstraint(
            ["entry"], ["bank_entries.number"], name=op.f(f"fk_{table}_entry"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry", key.name, name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )


def _make_picture_matches() -> None:
    op.create_table(
        "picture_matches",
        sa.Column("ad", Number, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("entry", Number, nullable=False),
        sa.Column("bits", sa.Integer(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ad", "position"],
            ["ad_pictures.ad", "ad_pictures.position"],
            name=op.f("fk_picture_matches_ad"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["bank_entries.number"],
            name=op.f("fk_picture_matches_entry"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ad", "position", "entry", name=op.f("pk_picture_matches")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("picture_matches") as batch:
        batch.create_index("ix_picture_matches_entry", ["entry"])


def downgrade() -> None:
    for table in ("picture_matches", "bank_matches", "bank_opinions", "bank_frames"):
        op.drop_table(table)
    op.execute("delete from bank_entries where state = 'withdrawn'")
    with op.batch_alter_table("bank_entries") as batch:
        batch.drop_index("ix_bank_entries_bank_number")
        batch.drop_index("ix_bank_entries_change")
        batch.drop_constraint(op.f("uq_bank_entries_kind"), type_="unique")
        for name in (*_ENTRY, "quality", "labels", "expires_at"):
            batch.drop_column(name)
        batch.create_unique_constraint(op.f("uq_bank_entries_bank"), ["bank", "kind", "value"])
        batch.create_index("ix_bank_entries_kind_value", ["kind", "value"])
    with op.batch_alter_table("banks") as batch:
        for name in (*_BANK, "retention_days", "flood_matches"):
            batch.drop_column(name)
    op.drop_table("bank_log")
