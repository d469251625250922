"""Any request that the description allows gets an answer that it describes."""

from typing import Any

import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.store.api_keys import SCOPES, NewKey
from tests.web.shield.conftest import key_of


def test_the_description_names_every_route_and_the_key(program: TestClient) -> None:
    told = program.get("/openapi.json").json()

    assert set(told["paths"]) == {
        *("/api/match", "/api/banks", "/api/banks/{bank}/entries", "/api/banks/{bank}/{step}"),
        *("/health", "/metrics"),
    }
    assert told["components"]["securitySchemes"]["key"] == {"type": "http", "scheme": "bearer"}


def test_any_request_gets_an_answer_that_the_description_allows(
    program: TestClient, shield_app: FastAPI, engine: Engine
) -> None:
    schema = schemathesis.openapi.from_dict(program.get("/openapi.json").json())
    schema.app = shield_app
    headers = key_of(engine, NewKey("fuzz", SCOPES))

    for result in schema.get_all_operations():
        operation: Any = result

        @settings(max_examples=15, suppress_health_check=list(HealthCheck))
        @given(operation.ok().as_strategy())
        def every_case(case: Any) -> None:
            # What is a hash, and what a picture, a schema can't say.
            case.call_and_validate(
                base_url="http://testserver",
                headers=headers,
                excluded_checks=[positive_data_acceptance, ignored_auth],
            )

        every_case()
