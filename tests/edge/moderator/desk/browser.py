"""A moderator's browser without a script: it follows links and sends the forms of a page."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

OURS = "http://localhost"


@dataclass
class Desk:
    client: FlaskClient

    def get(self, path: str = "/desk", **query: Any) -> str:
        answer = self.client.get(path, query_string=query)
        assert answer.status_code == 200, answer.text
        return answer.text

    def token(self) -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.get())
        assert found is not None
        return found[1]

    def send(self, path: str, *, origin: str | None = OURS, **fields: Any) -> TestResponse:
        """Send a form with the session's token, from a page of `origin`."""
        sent = {} if origin is None else {"Origin": origin}
        data = {"token": self.token(), **fields} if "token" not in fields else fields
        return self.client.post(path, data=data, headers=sent)

    def said(self, answer: TestResponse) -> str:
        """Follow a deed to the page that says what was done; answer what it says."""
        assert answer.status_code == 303, answer.text
        page = self.client.get(answer.headers["Location"]).text
        found = re.search(r'role="status"[^>]*>\s*<p>(.*?)</p>', page)
        assert found is not None, page
        return unescape(found[1])


def cookie(answer: TestResponse) -> str:
    """Return the cookie that an answer sets, with all its marks."""
    return answer.headers["Set-Cookie"]
