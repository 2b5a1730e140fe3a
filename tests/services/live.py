"""An application of a test, served over real HTTP in a thread of the test itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    """Writes no line for each request into the output of the tests."""

    def log_request(self, *_: object, **__: object) -> None:
        pass


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve on a free port of loopback, and answer the base URL."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
