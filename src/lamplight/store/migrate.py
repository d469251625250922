"""Bring a database to the newest schema."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # alembic is slow to import, and seldom needed
    from alembic.config import Config

_FOLDER = Path(__file__).parent / "migrations"


def config(url: str) -> "Config":
    """Alembic's settings; no alembic.ini is read."""
    from alembic.config import Config

    settings = Config(stdout=sys.stdout)  # not the one of when alembic was imported
    settings.set_main_option("script_location", str(_FOLDER))
    settings.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return settings


def upgrade(url: str) -> None:
    from alembic import command

    command.upgrade(config(url), "head")


def head() -> str:
    """Number of the newest migration, from the files' names: asking alembic costs half a second."""
    return max(path.name[:4] for path in (_FOLDER / "versions").glob("[0-9]*.py"))
