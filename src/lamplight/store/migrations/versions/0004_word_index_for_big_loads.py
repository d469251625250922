"""An index of words that is written in large pieces, without each ad's count of words.

How many words an ad has serves only an order by relevance, which no search asks for. A piece is
what one transaction adds, as far as it fits in 64 MB. Pieces are merged once there are 64 of a
size, a little with each transaction and never many at once: a search in 50 pieces takes no longer
than in one, and merging them by fours or sixteens took half as long as all the rest.
"""

from alembic import op

revision = "0004"
down_revision = "0003"

_TABLE = (
    "create virtual table ad_words using fts5(title, body, content='ads', "
    "content_rowid='number', tokenize='unicode61 remove_diacritics 2'{})"
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("drop table ad_words")
        op.execute(_TABLE.format(", columnsize=0"))
        op.execute("insert into ad_words (ad_words, rank) values ('automerge', 64)")
        op.execute("insert into ad_words (ad_words, rank) values ('crisismerge', 1999)")
        op.execute("insert into ad_words (ad_words, rank) values ('hashsize', 67108864)")
        op.execute("insert into ad_words (ad_words) values ('rebuild')")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("drop table ad_words")
        op.execute(_TABLE.format(""))
        op.execute("insert into ad_words (ad_words) values ('rebuild')")
