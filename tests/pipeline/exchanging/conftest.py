"""Desks beside each partner."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.exchange.partners.served import (
    Ncmec,
    StopNcii,
    ThreatExchange,
    serving,
)
from tests.pipeline.exchanging.desk import Desk, desk_of, meta_of_five, ncii_of_five, ncmec_of_five


@pytest.fixture
def ncii(engine: Engine) -> Iterator[tuple[Desk, StopNcii]]:
    with serving(ncii_of_five()) as partner:
        yield desk_of(engine, partner), partner


@pytest.fixture
def ncmec(engine: Engine) -> Iterator[tuple[Desk, Ncmec]]:
    with serving(ncmec_of_five()) as partner:
        yield desk_of(engine, partner), partner


@pytest.fixture
def meta(engine: Engine) -> Iterator[tuple[Desk, ThreatExchange]]:
    with serving(meta_of_five()) as partner:
        yield desk_of(engine, partner), partner


@pytest.fixture(params=[ncii_of_five, ncmec_of_five, meta_of_five])
def any_desk(engine: Engine, request: pytest.FixtureRequest) -> Iterator[Desk]:
    with serving(request.param()) as partner:
        yield desk_of(engine, partner)
