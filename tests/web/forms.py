"""Send forms as a browser does: load the page, take its token, post."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from httpx2 import Response
from starlette.testclient import TestClient

TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass(frozen=True)
class Browser:
    """A client that keeps its cookie and knows where forms stand."""

    client: TestClient

    def post(
        self,
        page: str,
        action: str,
        fields: Mapping[str, str] | None = None,
        files: Mapping[str, tuple[str, bytes]] | None = None,
    ) -> Response:
        """Post the fields to the action, with the token of the page."""
        found = TOKEN.search(self.client.get(page).text)
        assert found, f"{page} holds no form"
        data = {"csrf": found[1], **(fields or {})}
        answer: Response = self.client.post(action, data=data, files=files)
        return answer
