"""The few pictures that could not be read, found without looking through all."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    faulty = sa.text("fault is not null")
    op.create_index(
        "ix_ad_pictures_fault",
        "ad_pictures",
        ["path"],
        sqlite_where=faulty,
        postgresql_where=faulty,
    )


def downgrade() -> None:
    op.drop_index("ix_ad_pictures_fault", "ad_pictures")
