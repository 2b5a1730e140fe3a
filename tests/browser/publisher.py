"""A publisher's own server: pages of another origin, with the policy that it likes."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType

START = "<!doctype html><html lang=en><title>Paper</title><h1>Paper</h1>"
REPORTS = "/reports"
NOTHING: Mapping[str, str] = MappingProxyType({})
KIND = "Content-Type"
HTML = {KIND: "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Published:
    """A page, or a file; its `rest` is sent when the publisher says so."""

    body: str
    headers: Mapping[str, str]
    rest: str = ""


@dataclass
class Publisher:
    """`localhost`, where the service is `127.0.0.1`: browsers take the two for strangers.

    `reports` are what browsers have told of pages that broke their policy.
    """

    port: int
    pages: dict[str, Published] = field(default_factory=dict)
    reports: list[str] = field(default_factory=list)
    go_on: threading.Event = field(default_factory=threading.Event)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def publish(
        self,
        body: str,
        *,
        policy: str = "",
        headers: Mapping[str, str] = NOTHING,
        rest: str = "",
        start: str = START,
    ) -> str:
        """Put a page up, and return its address. Browsers report what breaks its `policy`."""
        told = {"Content-Security-Policy": f"{policy}; report-uri {REPORTS}"} if policy else {}
        path = f"/{len(self.pages)}"
        self.pages[path] = Published(start + body, {**HTML, **told, **headers}, rest)
        return self.origin + path

    def serve(self, path: str, body: str, kind: str) -> None:
        """Put a file up, at the same place again and again."""
        self.pages[path] = Published(body, {KIND: kind})


@contextmanager
def publisher() -> Iterator[Publisher]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = found.pages.get(self.path.partition("?")[0])
            self.send_response(200 if page else 404)
            for name, value in page.headers.items() if page else ():
                self.send_header(name, value)
            self.end_headers()
            if page:
                self.wfile.write(page.body.encode())
                if page.rest:
                    found.go_on.wait()
                    self.wfile.write(page.rest.encode())

        def do_POST(self) -> None:
            told = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if self.path == REPORTS:
                found.reports.append(told)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Stay silent: the browser says what went wrong."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    found = Publisher(server.server_port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        found.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()
