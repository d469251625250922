"""Commands run as if nothing were set in the environment."""

import os

import pytest


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("LAMPLIGHT_")]:
        monkeypatch.delenv(name)
