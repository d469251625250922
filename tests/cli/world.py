"""A folder of ads and a database, worked on by command."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from lamplight.cli import app


class World:
    """Commands on one SQLite database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = f"sqlite:///{folder / 'test.db'}"

    def lamplight(self, *words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(app, [*words, "--db", self.db], input=typed)

    def json(self, *words: str) -> Any:
        result = self.lamplight(*words, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def read(self, *ads: Mapping[str, object], name: str = "site1") -> None:
        """Run on a file of these ads; its name is their source."""
        path = self.folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps(ad) + "\n" for ad in ads))
        result = self.lamplight("run", "-q", str(path))
        assert result.exit_code == 0, result.output
