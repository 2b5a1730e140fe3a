"""A program that speaks to the service over one kept-alive connection."""

import json
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlencode, urlsplit

API = "/api/v1"
ASKED_TO_WAIT = {429, 503}
ATTEMPTS = 10


class Failed(Exception):
    """The service did not answer, or not as agreed."""


class Client:
    def __init__(
        self, base: str, key: str | None = None, *, wait: Callable[[float], None] = time.sleep
    ) -> None:
        parts = urlsplit(base)
        self.prefix = parts.path.rstrip("/") + API
        self.connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self.headers = {"Authorization": f"Bearer {key}"} if key else {}
        self.wait = wait

    def close(self) -> None:
        self.connection.close()

    def get(self, path: str, query: Mapping[str, Any]) -> Any:
        return self.asked("GET", f"{path}?{urlencode(query, doseq=True)}", None)

    def post(self, path: str, body: Any) -> Any:
        return self.asked("POST", path, json.dumps(body).encode())

    def asked(self, method: str, path: str, body: bytes | None) -> Any:
        """Ask until there is an answer, and as late as the service asks to be asked again."""
        for _ in range(ATTEMPTS):
            try:
                response, content = self.sent(method, path, body)
            except (OSError, HTTPException):
                # A kept-alive connection may have been closed in the meantime. Asking twice
                # does no harm: every item says by its source which one it is.
                self.connection.close()
                continue
            if response.status not in ASKED_TO_WAIT:
                return self.read(response, content)
            self.wait(float(response.headers.get("Retry-After", "1")))
        raise Failed(f"{method} {path}: no answer in {ATTEMPTS} attempts")

    def sent(self, method: str, path: str, body: bytes | None) -> tuple[HTTPResponse, bytes]:
        headers = {**self.headers, **({"Content-Type": "application/json"} if body else {})}
        self.connection.request(method, self.prefix + path, body, headers)
        response = self.connection.getresponse()
        return response, response.read()

    def read(self, response: HTTPResponse, content: bytes) -> Any:
        if response.status != 200:
            raise Failed(f"{response.status}: {content.decode(errors='replace')[:500]}")
        return json.loads(content)
