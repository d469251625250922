"""Ads are searched by an index of files; the database keeps a log that the files follow.

The index of words in the database goes. The files are made when somebody first searches.
"""

import sqlalchemy as sa
from alembic import op

from lamplight.store.types import Number

revision = "0006"
down_revision = "0005"

_ALL = "insert into ad_log (first, last, token) select 1, max(number), 'all' from ads {}"


def upgrade() -> None:
    op.create_table(
        "ad_log",
        sa.Column("number", Number, primary_key=True, autoincrement=True, nullable=False),
        sa.Column("first", Number, nullable=False),
        sa.Column("last", Number, nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.execute(_ALL.format("having max(number) is not null"))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("drop table ad_words")
    else:
        op.execute("drop index ad_words")


def downgrade() -> None:
    op.drop_table("ad_log")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "create virtual table ad_words using fts5(title, body, content='ads', "
            "content_rowid='number', tokenize='unicode61 remove_diacritics 2', columnsize=0)"
        )
        op.execute("insert into ad_words (ad_words) values ('rebuild')")
    else:
        op.execute(
            "create index ad_words on ads using gin (to_tsvector('simple', "
            "left(title || ' ' || body, 200000)))"
        )
