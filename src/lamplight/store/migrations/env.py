"""Alembic's entry point: run the numbered files in ``versions`` on one connection."""

from alembic import context
from sqlalchemy import NullPool, create_engine

from lamplight.store.tables import metadata

url = context.config.get_main_option("sqlalchemy.url")
assert url, "alembic needs sqlalchemy.url"  # noqa: S101


def ours(name: str | None, kind: str, _: object) -> bool:
    """The word index and the tables it keeps for itself are made by SQL of their own."""
    return not (kind in ("table", "index") and name is not None and name.startswith("ad_words"))


with create_engine(url, poolclass=NullPool).connect() as db:
    context.configure(
        connection=db,
        target_metadata=metadata,
        render_as_batch=True,
        transaction_per_migration=True,
        include_name=ours,
    )
    with context.begin_transaction():
        context.run_migrations()
    db.commit()
