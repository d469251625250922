"""What a server says of itself while it looks."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi import FastAPI
from sqlalchemy import Connection, Engine

from lamplight.store.engine import reading
from lamplight.web.shield import state


def test_while_the_first_look_is_made_no_lag_is_told(
    shield_app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    shield = shield_app.state.shield
    told: list[float | None] = []

    @contextmanager
    def listened(engine: Engine) -> Iterator[Connection]:
        with reading(engine) as db:
            yield db
        told.append(shield.lag_seconds)

    monkeypatch.setattr(state, "reading", listened)
    shield.look()

    assert told == [None]
    assert shield.lag_seconds is not None
