"""What it takes to carry a lead on from one run to the next."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("runs", sa.Column("ranker", sa.Text(), nullable=True))
    op.add_column("leads", sa.Column("days", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("leads") as batch:
        batch.drop_column("days")
    with op.batch_alter_table("runs") as batch:
        batch.drop_column("ranker")
