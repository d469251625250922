"""Which pictures of ads were looked for in banks, and which changes of banks in pictures."""

import sqlalchemy as sa
from alembic import op

from lamplight.store.types import Number

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("ad_pictures", sa.Column("checked", sa.Boolean(), nullable=True))
    op.create_table(
        "bank_positions",
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("position", Number, nullable=False),
        sa.PrimaryKeyConstraint("reader", name=op.f("pk_bank_positions")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("bank_positions")
    with op.batch_alter_table("ad_pictures") as batch:
        batch.drop_column("checked")
