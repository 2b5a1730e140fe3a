"""A node that answers as a test says, and remembers what it was asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PUBLIC = "public, max-age=0, s-maxage=2, stale-while-revalidate=3"


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Message
    body: bytes

    @property
    def coding(self) -> str:
        return self.headers.get("Accept-Encoding", "")


@dataclass(frozen=True)
class Answer:
    """No status: the connection ends without an answer."""

    status: int | None = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Node:
    port: int
    answer: Callable[[Request], Answer]
    asked: list[Request] = field(default_factory=list)
    # How many answers were taken to their last byte.
    taken: int = 0


def public(request: Request) -> Answer:
    """Answer with the path and the coding that was asked for."""
    headers = {"Cache-Control": PUBLIC, "Vary": "Accept-Encoding", "ETag": f'"{request.coding}"'}
    return Answer(200, f"{request.path} {request.coding}".encode(), headers)


@contextmanager
def node(answer: Callable[[Request], Answer] = public) -> Iterator[Node]:
    made = Node(0, answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            asked = Request(self.command, self.path, self.headers, self.rfile.read(length))
            made.asked.append(asked)
            told = made.answer(asked)
            if told.status is None:
                self.close_connection = True
                return
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(told.body)
            made.taken += 1

        # What the library looks for, by the method's name.
        do_GET = do_HEAD = do_POST = handle_one  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_port
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
