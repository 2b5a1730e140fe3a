"""Answers the bytes of a file and does nothing else: what gunicorn, and what Flask, lets pass.

`BENCH_BODY` names the file, `BENCH_TYPE` the content type.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

body = Path(os.environ["BENCH_BODY"]).read_bytes()
kind = os.environ["BENCH_TYPE"]
headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]


def bare(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    start_response("200 OK", headers)
    return (body,)


flask = Flask(__name__)


@flask.get("/")
def answer() -> Response:
    return Response(body, content_type=kind)
