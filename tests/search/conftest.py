"""One database for a property that is tried many times."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from lamplight.store.engine import open_engine


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A database as the program opens it, empty."""
    engine = open_engine(url)
    yield engine
    engine.dispose()
