"""Alembic's entry point: run the numbered files in ``versions`` on one connection."""

from alembic import context
from sqlalchemy import NullPool, create_engine

from lamplight.store.tables import metadata

url = context.config.get_main_option("sqlalchemy.url")
assert url, "alembic needs sqlalchemy.url"  # noqa: S101

with create_engine(url, poolclass=NullPool).connect() as db:
    context.configure(
        connection=db,
        target_metadata=metadata,
        render_as_batch=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    db.commit()
