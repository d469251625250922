"""What it takes to go back to how things stood before a run."""

import sqlalchemy as sa
from alembic import op

from lamplight.store.types import Hex, Json, Number, Utc

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("runs") as batch:
        batch.add_column(sa.Column("ads_before", Number, nullable=True))
    with op.batch_alter_table("fits") as batch:
        batch.add_column(sa.Column("run", Number, nullable=True))
        batch.create_foreign_key(op.f("fk_fits_run"), "runs", ["run"], ["number"])
    with op.batch_alter_table("redirects") as batch:
        batch.add_column(sa.Column("ended", Number, nullable=True))
        batch.add_column(sa.Column("ads", Json(), nullable=True))
        batch.create_foreign_key(op.f("fk_redirects_ended"), "runs", ["ended"], ["number"])
        batch.drop_constraint(op.f("pk_redirects"), type_="primary")
        batch.create_primary_key(op.f("pk_redirects"), ["old", "run"])
    op.create_table(
        "ad_changes",
        sa.Column("run", Number, nullable=False),
        sa.Column("ad", Number, nullable=False),
        sa.Column("content", Hex(), nullable=False),
        sa.Column("collected_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ad"], ["ads.number"], name=op.f("fk_ad_changes_ad"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["run"], ["runs.number"], name=op.f("fk_ad_changes_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run", "ad", name=op.f("pk_ad_changes")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("ad_changes")
    op.execute("delete from redirects where ended is not null")
    with op.batch_alter_table("redirects") as batch:
        batch.drop_constraint(op.f("fk_redirects_ended"), type_="foreignkey")
        batch.drop_constraint(op.f("pk_redirects"), type_="primary")
        batch.drop_column("ads")
        batch.drop_column("ended")
        batch.create_primary_key(op.f("pk_redirects"), ["old"])
    with op.batch_alter_table("fits") as batch:
        batch.drop_constraint(op.f("fk_fits_run"), type_="foreignkey")
        batch.drop_column("run")
    with op.batch_alter_table("runs") as batch:
        batch.drop_column("ads_before")
