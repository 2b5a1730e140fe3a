"""The shipped proxy, as its clients and its operator see it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from tests.services import api, nginx, waiting


@dataclass(frozen=True)
class Proxy:
    server: nginx.Server

    def get(self, target: str = "/a", **headers: str) -> api.Answer:
        return self.send("GET", target, headers=headers)

    def send(
        self,
        method: str,
        target: str = "/a",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> api.Answer:
        """Send a request; `_` in a header's name stands for `-`."""
        named = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        return api.send(self.server.port, method, target, body, named)

    def logged(self, lines: int) -> list[dict[str, Any]]:
        """Return the lines of the access log when there are so many: it is written late."""
        waiting.until(lambda: len(self.log) >= lines, f"{lines} lines are logged")
        return self.log

    @property
    def log(self) -> list[dict[str, Any]]:
        said = self.server.log.read_text().splitlines()
        return [json.loads(line) for line in said if line.startswith("{")]


class StartProxy(Protocol):
    def __call__(self, *nodes: int, changes: dict[str, str] | None = None) -> Proxy: ...
