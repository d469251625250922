"""Narrow the queue without reading reasons."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("leads") as batch:
        batch.drop_index("ix_leads_run_rank")
        batch.create_index(
            "ix_leads_narrowed", ["run", "rank", "network", "score", "enough", "cities"]
        )


def downgrade() -> None:
    with op.batch_alter_table("leads") as batch:
        batch.drop_index("ix_leads_narrowed")
        batch.create_index("ix_leads_run_rank", ["run", "rank"])
