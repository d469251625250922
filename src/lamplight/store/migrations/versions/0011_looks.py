"""What was a picture's eight turns may be more of its looks."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.execute("alter table bank_entries rename column turns to looks")


def downgrade() -> None:
    op.execute("alter table bank_entries rename column looks to turns")
