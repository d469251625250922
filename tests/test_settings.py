from pathlib import Path

import pytest

from lamplight.errors import BadSettings
from lamplight.settings import PREFIX, Settings

START = Path(__file__).parents[1] / "docs" / "start.md"


def test_reads_its_own_names_and_leaves_others_alone() -> None:
    settings = Settings.read({"LAMPLIGHT_REGION": "US", "PATH": "/bin"})

    assert settings == Settings(region="US")


def test_a_slip_of_the_pen_is_noticed() -> None:
    with pytest.raises(BadSettings, match="LAMPLIGHT_REGOIN is no setting; known are LAMPLIGHT_A"):
        Settings.read({"LAMPLIGHT_REGOIN": "US"})


@pytest.mark.parametrize("region", ["us", "USA", "U1", "ÜS"])
def test_a_region_is_two_capitals(region: str) -> None:
    with pytest.raises(BadSettings, match="want two capitals such as US"):
        Settings.read({"LAMPLIGHT_REGION": region})


@pytest.mark.parametrize("name", sorted(Settings.__dataclass_fields__))
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{PREFIX}{name.upper()}`" in START.read_text()
