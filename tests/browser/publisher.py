"""A publisher's own server: pages of another origin, with the policy that it likes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

START = "<!doctype html><html lang=en><title>Paper</title><h1>Paper</h1>"


@dataclass
class Publisher:
    """`localhost`, where the service is `127.0.0.1`: browsers take the two for strangers."""

    port: int
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def publish(self, body: str, *, policy: str) -> str:
        """Put a page up, and return its address."""
        path = f"/{len(self.pages)}"
        self.pages[path] = (START + body, policy)
        return self.origin + path


@contextmanager
def publisher() -> Iterator[Publisher]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, policy = found.pages.get(self.path, ("", ""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_args: object) -> None:
            """Stay silent: the browser says what went wrong."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    found = Publisher(server.server_port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
