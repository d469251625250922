"""Alembic's entry point: run the numbered files in ``versions`` on one connection."""

from alembic import context
from sqlalchemy import Engine, NullPool, create_engine, event

from lamplight.store.tables import metadata

url = context.config.get_main_option("sqlalchemy.url")
assert url, "alembic needs sqlalchemy.url"  # noqa: S101


def whole(engine: Engine) -> Engine:
    """On SQLite a migration that was cut off leaves nothing behind, as on PostgreSQL; the driver by
    itself would commit each change of a table."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda db, _: setattr(db, "isolation_level", None))
        event.listen(engine, "begin", lambda db: db.exec_driver_sql("begin immediate"))
    return engine


with whole(create_engine(url, poolclass=NullPool)).connect() as db:
    context.configure(
        connection=db,
        target_metadata=metadata,
        render_as_batch=True,
        transaction_per_migration=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    db.commit()
